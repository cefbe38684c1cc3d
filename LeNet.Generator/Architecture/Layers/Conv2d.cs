namespace LeNet.Generator.Architecture.Layers;

/// <summary>Cross-correlation of an image with learned kernels, as torch.nn.Conv2d.</summary>
internal sealed record Conv2d(
    string Name,
    int OutChannels,
    Size2 Kernel,
    Size2 Stride,
    Size2 Padding,
    bool Bias,
    Activation Activation) : ActivatedLayer(Name, Activation)
{
    /// <summary>Rows and columns of the input from one tap of the kernel to the next.</summary>
    public Size2 Dilation { get; init; } = new(1, 1);

    /// <summary>Channels are split evenly into so many parts, each with kernels of its own.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Zeros around the input.</summary>
    public Margins Margins => Margins.Even(Padding);
}
