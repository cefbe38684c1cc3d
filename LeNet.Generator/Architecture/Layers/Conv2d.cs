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

    /// <summary>Which channels are connected, or null for all of a group.</summary>
    public Connections? Connections { get; init; }

    /// <summary>Whether the input is padded so that the output has its size, whatever <see cref="Padding"/> is; for stride 1 alone.</summary>
    public bool PadsSame { get; init; }

    /// <summary>How it is computed.</summary>
    public ConvAlgorithm Algorithm { get; init; }

    /// <summary>Zeros around the input. Of what "same" adds, the odd one is at the bottom or on the right, as in PyTorch.</summary>
    public Margins Margins => PadsSame
        ? Margins.Split(new Size2(Dilation.Height * (Kernel.Height - 1), Dilation.Width * (Kernel.Width - 1)))
        : Margins.Even(Padding);
}
