using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LeNet.Runtime;

public static partial class PixelMath
{
    /// <summary>Pillow's PRECISION_BITS: with weights in 1/2²², 8-bit pixels times weights fit 32 bits.</summary>
    private const int PrecisionBits = 22;

    /// <summary>Scales the columns of images: [rows][columns][16] → [rows][target columns][16].</summary>
    /// <param name="source">[rows][columns][16].</param>
    /// <param name="rows">Rows of all channels.</param>
    /// <param name="columns">Columns before.</param>
    /// <param name="target">[rows][target columns][16].</param>
    /// <param name="targetColumns">Columns after.</param>
    /// <param name="taps">For each target column its first source column, then the weights of it and its neighbours.</param>
    /// <param name="bits">One, in the weights' fixed point, is 2 to the power of these: 22, or 8 for two neighbours.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void ScaleColumns(ReadOnlySpan<byte> source, int rows, int columns, Span<byte> target, int targetColumns, ReadOnlySpan<int> taps, int bits)
    {
        if (bits == ShortBits)
        {
            ScaleColumnsByTwo(source, rows, columns, target, targetColumns, taps);
            return;
        }

        int entry = taps.Length / targetColumns;
        for (int column = 0; column < targetColumns; column++)
        {
            int first = taps[column * entry];
            ReadOnlySpan<int> weights = taps.Slice((column * entry) + 1, entry - 1);
            for (int row = 0; row < rows; row++)
            {
                Blend(
                    source.Slice(((row * columns) + first) * Lanes, weights.Length * Lanes),
                    Lanes,
                    weights,
                    target.Slice(((row * targetColumns) + column) * Lanes, Lanes));
            }
        }
    }

    /// <summary>Scales the rows of images: [channels][rows][columns][16] → [channels][target rows][columns][16].</summary>
    /// <param name="source">[channels][rows][columns][16].</param>
    /// <param name="channels">Channels.</param>
    /// <param name="rows">Rows before.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="target">[channels][target rows][columns][16].</param>
    /// <param name="targetRows">Rows after.</param>
    /// <param name="taps">For each target row its first source row, then the weights of it and its neighbours.</param>
    /// <param name="bits">One, in the weights' fixed point, is 2 to the power of these: 22, or 8 for two neighbours.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void ScaleRows(ReadOnlySpan<byte> source, int channels, int rows, int columns, Span<byte> target, int targetRows, ReadOnlySpan<int> taps, int bits)
    {
        if (bits == ShortBits)
        {
            ScaleRowsByTwo(source, channels, rows, columns, target, targetRows, taps);
            return;
        }

        int entry = taps.Length / targetRows;
        int rowBytes = columns * Lanes;
        for (int channel = 0; channel < channels; channel++)
        {
            for (int row = 0; row < targetRows; row++)
            {
                int first = taps[row * entry];
                ReadOnlySpan<int> weights = taps.Slice((row * entry) + 1, entry - 1);
                ReadOnlySpan<byte> neighbours = source.Slice(((channel * rows) + first) * rowBytes, weights.Length * rowBytes);
                Span<byte> result = target.Slice(((channel * targetRows) + row) * rowBytes, rowBytes);
                for (int column = 0; column < rowBytes; column += Lanes)
                {
                    Blend(neighbours.Slice(column), rowBytes, weights, result.Slice(column, Lanes));
                }
            }
        }
    }

    /// <summary>Weighted mean of neighbours, rounded to 8 bits: Pillow's clip8 of a sum that begins with one half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Blend(ReadOnlySpan<byte> neighbours, int stride, ReadOnlySpan<int> weights, Span<byte> result)
    {
        Vector512<int> sum = Vector512.Create(1 << (PrecisionBits - 1));
        for (int tap = 0; tap < weights.Length; tap++)
        {
            sum += Widen(neighbours.Slice(tap * stride, Lanes)) * Vector512.Create(weights[tap]);
        }

        // Weights are not negative and sum to one, give or take a few units: the level never leaves 0 to 255.
        Narrow(sum >> PrecisionBits).CopyTo(result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Narrow(Vector512<int> levels)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector128Byte(levels);
        }

        Vector512<uint> wide = levels.AsUInt32();
        return Vector128.Narrow(
            Vector128.Narrow(wide.GetLower().GetLower(), wide.GetLower().GetUpper()),
            Vector128.Narrow(wide.GetUpper().GetLower(), wide.GetUpper().GetUpper()));
    }
}
