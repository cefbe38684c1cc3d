namespace LeNet.Generator.Planning.OneImage;

/// <summary>An activation of one image, in either of two layouts, with or without a border of zeros.</summary>
/// <param name="Name">What it holds, for comments.</param>
/// <param name="Offset">Where it begins in the working memory, in floats.</param>
/// <param name="Border">Zeros around each channel.</param>
/// <param name="PixelFloats">
/// 0 for planar, [channel][row][column]; else channels last, [row][column][channel], with this many floats for the channels of a pixel.
/// </param>
internal sealed record ImageBuffer(string Name, int Offset, Shape Shape, Margins Border, int PixelFloats)
{
    public bool IsPlanar => PixelFloats == 0;

    private int PaddedHeight => Shape.Height + Border.Height;

    private int PaddedWidth => Shape.Width + Border.Width;

    /// <summary>Floats from one column to the next.</summary>
    public int ColumnStride => IsPlanar ? 1 : PixelFloats;

    /// <summary>Floats from one row to the next.</summary>
    public int RowStride => PaddedWidth * ColumnStride;

    /// <summary>Floats from one channel to the next.</summary>
    public int ChannelStride => IsPlanar ? PaddedHeight * PaddedWidth : 1;

    /// <summary>Floats of an array with a value for each channel, as they lie side by side.</summary>
    public int ChannelArrayFloats => PlanBuilder.Align(IsPlanar ? Shape.Channels : PixelFloats);

    public int Floats => PaddedHeight * PaddedWidth * (IsPlanar ? Shape.Channels : PixelFloats);

    /// <summary>From the buffer's begin to its first value inside the border.</summary>
    public int Origin => (Border.Top * RowStride) + (Border.Left * ColumnStride);

    /// <summary>Whether its values lie one after the other as PyTorch flattens them: channel, row, column.</summary>
    public bool IsFlat => Border == default && (IsPlanar || Shape.Height * Shape.Width == 1);

    /// <summary>How the values lie, for comments.</summary>
    public string Layout => IsPlanar
        ? FormattableString.Invariant($"[{Shape.Channels}][{PaddedHeight}][{PaddedWidth}]")
        : FormattableString.Invariant($"[{PaddedHeight}][{PaddedWidth}][{PixelFloats}]");
}
