namespace LeNet.Generator.Architecture.Layers;

/// <summary>y = W·x + b, as torch.nn.Linear.</summary>
internal sealed record Linear(string Name, int OutFeatures, bool Bias, Activation Activation) : ActivatedLayer(Name, Activation);
