using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

/// <summary>
/// Sixteen images, each with a border of one black pixel, as the four neighbours of every place: of a pixel, the one to its right, and the two below,
/// in the bytes of one word from the lowest on. So a place between pixels costs one read.
/// </summary>
internal sealed class NeighbourMap
{
    private const int Lanes = LaneMath.Lanes;
    private const int Block = 16;

    private readonly AlignedBuffer _entries;

    /// <summary>One channel of an image with border, and room to read a block beyond.</summary>
    private readonly byte[] _bordered;

    private readonly int _channels;
    private readonly int _rowBytes;

    /// <param name="channels">Channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public NeighbourMap(int channels, int height, int width)
    {
        (_channels, Height, Width) = (channels, height, width);
        RowEntries = (width + 2 + Block - 1) / Block * Block;
        ImageEntries = (height + 2) * RowEntries;
        _entries = new AlignedBuffer(channels * Lanes * ImageEntries);
        _rowBytes = RowEntries + Block;
        _bordered = new byte[(height + 3) * _rowBytes];
    }

    /// <summary>Rows of an image.</summary>
    public int Height { get; }

    /// <summary>Columns of an image.</summary>
    public int Width { get; }

    /// <summary>Entries from a row to the next; the first row and the first entry are of the border.</summary>
    public int RowEntries { get; }

    /// <summary>Entries from an image to the next.</summary>
    public int ImageEntries { get; }

    /// <summary>The sixteen images' entries in a channel.</summary>
    public ReadOnlySpan<uint> Channel(int channel) =>
        MemoryMarshal.Cast<float, uint>(_entries.Span.Slice(channel * Lanes * ImageEntries, Lanes * ImageEntries));

    /// <summary>Takes an image.</summary>
    /// <param name="lane">Which of the sixteen it is.</param>
    /// <param name="image">Channel, row, column.</param>
    public void Set(int lane, ReadOnlySpan<byte> image)
    {
        for (int channel = 0; channel < _channels; channel++)
        {
            for (int row = 0; row < Height; row++)
            {
                image.Slice(((channel * Height) + row) * Width, Width).CopyTo(_bordered.AsSpan(((row + 1) * _rowBytes) + 1));
            }

            Join(MemoryMarshal.Cast<float, uint>(_entries.Span.Slice(((channel * Lanes) + lane) * ImageEntries, ImageEntries)));
        }
    }

    [MethodImpl(LaneMath.Kernel)]
    private void Join(Span<uint> entries)
    {
        for (int row = 0; row < Height + 2; row++)
        {
            ReadOnlySpan<byte> above = _bordered.AsSpan(row * _rowBytes, _rowBytes);
            ReadOnlySpan<byte> below = _bordered.AsSpan((row + 1) * _rowBytes, _rowBytes);
            for (int column = 0; column < RowEntries; column += Block)
            {
                Vector128<byte> topLeft = Vector128.Create(above.Slice(column, Block));
                Vector128<byte> topRight = Vector128.Create(above.Slice(column + 1, Block));
                Vector128<byte> bottomLeft = Vector128.Create(below.Slice(column, Block));
                Vector128<byte> bottomRight = Vector128.Create(below.Slice(column + 1, Block));
                Span<uint> target = entries.Slice((row * RowEntries) + column, Block);
                Join(Zip.Lower(topLeft, topRight), Zip.Lower(bottomLeft, bottomRight), target);
                Join(Zip.Upper(topLeft, topRight), Zip.Upper(bottomLeft, bottomRight), target.Slice(Block / 2));
            }
        }
    }

    /// <summary>Eight pairs of the row above and eight of the row below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(Vector128<byte> above, Vector128<byte> below, Span<uint> target)
    {
        Zip.Lower(above.AsUInt16(), below.AsUInt16()).AsUInt32().CopyTo(target);
        Zip.Upper(above.AsUInt16(), below.AsUInt16()).AsUInt32().CopyTo(target.Slice(Vector128<uint>.Count));
    }
}
