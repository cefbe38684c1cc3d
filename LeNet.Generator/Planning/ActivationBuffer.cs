namespace LeNet.Generator.Planning;

/// <summary>Which memory a buffer lies in.</summary>
internal enum Home
{
    /// <summary>Working memory of one thread, overwritten with every tile.</summary>
    Scratch,

    /// <summary>Kept per tile until the batch's gradients have been summed.</summary>
    Record,
}

/// <summary>
/// An activation, or its gradient, of one tile: [channel][row][column][16 samples], with a border of zeros
/// where the layer that reads it pads.
/// </summary>
/// <param name="Name">What it holds, for comments.</param>
/// <param name="Offset">Where it begins in its home, in floats.</param>
/// <param name="Border">Zeros around each channel.</param>
internal sealed record ActivationBuffer(string Name, Home Home, int Offset, Shape Shape, Margins Border)
{
    /// <summary>Samples that lie side by side in every buffer.</summary>
    public const int Lanes = 16;

    public int RowFloats => (Shape.Width + Border.Width) * Lanes;

    public int ChannelFloats => (Shape.Height + Border.Height) * RowFloats;

    public int Floats => Shape.Channels * ChannelFloats;

    /// <summary>From the buffer's begin to its first value inside the border.</summary>
    public int Origin => (Border.Top * RowFloats) + (Border.Left * Lanes);

    /// <summary>The name of the span parameter that it is sliced from.</summary>
    public string HomeName => Home == Home.Scratch ? "scratch" : "record";

    /// <summary>How the values lie, for comments: [6][28][28][16].</summary>
    public string Layout => Shape.IsFlat
        ? FormattableString.Invariant($"[{Shape.Channels}][{Lanes}]")
        : FormattableString.Invariant($"[{Shape.Channels}][{Shape.Height + Border.Height}][{Shape.Width + Border.Width}][{Lanes}]");
}
