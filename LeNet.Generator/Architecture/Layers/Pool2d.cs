namespace LeNet.Generator.Architecture.Layers;

/// <summary>A window that slides over each channel; a last partial window is dropped, as in PyTorch.</summary>
internal abstract record Pool2d(string Name, Size2 Kernel, Size2 Stride) : Layer(Name)
{
    /// <summary>How far windows reach beyond the image: rows above and below, columns left and right.</summary>
    public Size2 Padding { get; init; }
}
