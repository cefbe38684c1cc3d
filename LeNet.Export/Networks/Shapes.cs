using LeNet.Generator.Emission;
using LeNet.Runtime;

namespace LeNet.Export.Networks;

/// <summary>Rows and columns around an image.</summary>
internal readonly record struct Margins(int Top, int Left, int Bottom, int Right)
{
    /// <summary>Whether there are none.</summary>
    public bool AreEmpty => this == default;
}

/// <summary>What a layer takes or gives for one sample: an image, or a vector of one value per channel.</summary>
/// <param name="Sizes">[channels, height, width] or [features].</param>
internal sealed record Shape(IReadOnlyList<int> Sizes)
{
    /// <summary>Channels, or features.</summary>
    public int Channels => Sizes[0];

    /// <summary>Rows; 1 for a vector.</summary>
    public int Height => IsFlat ? 1 : Sizes[1];

    /// <summary>Columns; 1 for a vector.</summary>
    public int Width => IsFlat ? 1 : Sizes[2];

    /// <summary>Values in all.</summary>
    public int Count => Channels * Height * Width;

    /// <summary>Whether it is a vector.</summary>
    public bool IsFlat => Sizes.Count == 1;

    /// <summary>Height and width.</summary>
    public Size Size => new(Height, Width);

    /// <summary>As C# comments write it: "[6][28][28]".</summary>
    public string Layout => string.Concat(Sizes.Select(size => CodeWriter.Invariant($"[{size}]")));
}
