namespace LeNet.Generator.Architecture.Layers;

/// <summary>
/// Every channel less its mean, over its standard deviation: of the batch in training, of all training so far in evaluation;
/// as torch.nn.BatchNorm2d and BatchNorm1d.
/// </summary>
/// <param name="IsImage">Whether channels are images; otherwise they are features.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Momentum">How much of a batch's statistics the running ones take over.</param>
/// <param name="IsAffine">Whether each channel then gets a learned scale and offset.</param>
internal sealed record BatchNorm(string Name, bool IsImage, double Epsilon, double Momentum, bool IsAffine, Activation Activation)
    : ActivatedLayer(Name, Activation);
