namespace LeNet.Generator.Architecture.Layers;

/// <summary>The mean of each window, as torch.nn.AvgPool2d.</summary>
internal sealed record AvgPool2d(string Name, Size2 Kernel, Size2 Stride) : Pool2d(Name, Kernel, Stride)
{
    /// <summary>Whether what lies outside the image counts as zeros; else the mean is of what lies inside.</summary>
    public bool CountIncludePad { get; init; } = true;
}
