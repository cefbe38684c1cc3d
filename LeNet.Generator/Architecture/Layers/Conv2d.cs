namespace LeNet.Generator.Architecture.Layers;

/// <summary>Cross-correlation of an image with learned kernels, as torch.nn.Conv2d.</summary>
internal sealed record Conv2d(
    string Name,
    int OutChannels,
    Size2 Kernel,
    Size2 Stride,
    Size2 Padding,
    bool Bias,
    Activation Activation) : ActivatedLayer(Name, Activation);
