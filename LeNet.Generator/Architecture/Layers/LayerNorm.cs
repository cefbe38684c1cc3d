namespace LeNet.Generator.Architecture.Layers;

/// <summary>All values of a sample less their mean, over their standard deviation, as torch.nn.LayerNorm over a sample's whole shape.</summary>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="IsAffine">Whether each value then gets a learned scale and offset.</param>
internal sealed record LayerNorm(string Name, double Epsilon, bool IsAffine, Activation Activation) : ActivatedLayer(Name, Activation);
