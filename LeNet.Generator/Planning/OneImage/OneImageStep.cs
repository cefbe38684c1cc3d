namespace LeNet.Generator.Planning.OneImage;

/// <summary>What the lanes of a vector are, where one image is computed alone.</summary>
internal enum VectorAxis
{
    /// <summary>Neighbouring columns of one row.</summary>
    Columns,

    /// <summary>Output channels, or output features.</summary>
    Channels,

    /// <summary>Tiles of columns of a fast convolution, from row to row.</summary>
    Tiles,
}

/// <summary>One step on one image.</summary>
internal abstract record OneImageStep(ImageBuffer Input, ImageBuffer Output);

/// <summary>Brings an activation into another layout, or into a border.</summary>
internal sealed record CopyStep(ImageBuffer Input, ImageBuffer Output) : OneImageStep(Input, Output);

/// <summary>A layer.</summary>
/// <param name="Layer">The layer as it is planned for tiles, with its parameters.</param>
/// <param name="Axis">What is vectorised.</param>
/// <param name="PreparedWeight">Where its weights lie once more, in the order in which they are read; −1 where they are used as they are.</param>
/// <param name="PreparedBias">Where its bias lies once more, filled up with zeros; −1 likewise.</param>
internal sealed record LayerStep(ImageBuffer Input, ImageBuffer Output, Step Layer, VectorAxis Axis, int PreparedWeight, int PreparedBias)
    : OneImageStep(Input, Output)
{
    /// <summary>How a fast convolution is cut up whose lanes are channels; null for any other layer.</summary>
    public FastImage? Fast { get; init; }

    /// <summary>How a fast convolution is cut up whose lanes are tiles; null for any other layer.</summary>
    public FastTiles? Tiles { get; init; }

    /// <summary>Groups of output channels that each begin vectors of their own.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Lanes of a group's vectors: its output channels, filled up.</summary>
    public int GroupLanes { get; init; } = Output.PixelFloats;
}
