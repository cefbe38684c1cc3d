using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

public static partial class PixelMath
{
    /// <summary>Scales one image: columns first, then rows, rounded to 8 bits after each. The same bits as sixteen at a time.</summary>
    /// <param name="image">[channels][rows][columns].</param>
    /// <param name="channels">Channels.</param>
    /// <param name="rows">Rows before.</param>
    /// <param name="columns">Columns before.</param>
    /// <param name="columnTaps">For each target column its first source column, then the weights of it and its neighbours.</param>
    /// <param name="columnBits">One, in the weights' fixed point, is 2 to the power of these: 22, or 8 for two neighbours.</param>
    /// <param name="rowTaps">As <paramref name="columnTaps"/>, for rows.</param>
    /// <param name="rowBits">As <paramref name="columnBits"/>, for rows.</param>
    /// <param name="targetRows">Rows after.</param>
    /// <param name="targetColumns">Columns after.</param>
    /// <param name="work">Working memory: channels · rows · target columns + (columns + target columns + 16) · 16 bytes.</param>
    /// <param name="scaled">[channels][target rows][target columns].</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void Scale(
        ReadOnlySpan<byte> image,
        int channels,
        int rows,
        int columns,
        ReadOnlySpan<int> columnTaps,
        int columnBits,
        ReadOnlySpan<int> rowTaps,
        int rowBits,
        int targetRows,
        int targetColumns,
        Span<byte> work,
        Span<byte> scaled)
    {
        Span<byte> wide = work.Slice(0, channels * rows * targetColumns);
        ScaleColumnsOfOne(image, channels * rows, columns, columnTaps, columnBits, targetColumns, work.Slice(wide.Length), wide);
        int entry = rowTaps.Length / targetRows;
        for (int channel = 0; channel < channels; channel++)
        {
            for (int row = 0; row < targetRows; row++)
            {
                int first = rowTaps[row * entry];
                ReadOnlySpan<int> weights = rowTaps.Slice((row * entry) + 1, entry - 1);
                ReadOnlySpan<byte> neighbours = wide.Slice(((channel * rows) + first) * targetColumns, weights.Length * targetColumns);
                Span<byte> result = scaled.Slice(((channel * targetRows) + row) * targetColumns, targetColumns);
                if (rowBits == ShortBits)
                {
                    BlendRowsByTwo(neighbours, weights[0], weights[1], result);
                }
                else
                {
                    BlendRows(neighbours, targetColumns, weights, result);
                }
            }
        }
    }

    /// <summary>8-bit levels of one image → p · scale + shift, a fused multiply-add.</summary>
    /// <param name="image">[rows][columns].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="scale">1 / (255 · std).</param>
    /// <param name="shift">−mean / std.</param>
    /// <param name="input">The channel's part of the input, from its first value on.</param>
    /// <param name="inputColumns">Columns of the input.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void NormalizeOne(ReadOnlySpan<byte> image, int rows, int columns, float scale, float shift, Span<float> input, int inputColumns)
    {
        // Without a border the rows are one run.
        (int runs, int length) = columns == inputColumns ? (1, rows * columns) : (rows, columns);
        for (int run = 0; run < runs; run++)
        {
            ReadOnlySpan<byte> levels = image.Slice(run * length, length);
            Span<float> values = input.Slice(run * inputColumns, length);
            int i = 0;
            for (; i <= length - Lanes; i += Lanes)
            {
                Vector512<float> sixteen = Vector512.ConvertToSingle(Widen(levels.Slice(i, Lanes)));
                Vector512.FusedMultiplyAdd(sixteen, Vector512.Create(scale), Vector512.Create(shift)).CopyTo(values.Slice(i, Lanes));
            }

            for (; i < length; i++)
            {
                values[i] = MathF.FusedMultiplyAdd(levels[i], scale, shift);
            }
        }
    }

    /// <summary>Sixteen rows at a time, turned so that they lie side by side as sixteen images would.</summary>
    [MethodImpl(LaneMath.Kernel)]
    private static void ScaleColumnsOfOne(
        ReadOnlySpan<byte> image, int rows, int columns, ReadOnlySpan<int> taps, int bits, int targetColumns, Span<byte> work, Span<byte> wide)
    {
        Span<byte> lanes = work.Slice(0, columns * Lanes);
        Span<byte> scaled = work.Slice(lanes.Length, targetColumns * Lanes);
        Span<byte> turned = work.Slice(lanes.Length + scaled.Length, Lanes * Lanes);
        Span<int> indices = stackalloc int[Lanes];
        for (int begin = 0; begin < rows; begin += Lanes)
        {
            // The last rows overlap those before where sixteen does not divide them: they are written again.
            int count = Math.Min(Lanes, rows);
            int row = Math.Min(begin, rows - count);
            Interleave(image, columns, Count(row, indices.Slice(0, count)), lanes);
            ScaleColumns(lanes, 1, columns, scaled, targetColumns, taps, bits);
            for (int column = 0; column < targetColumns; column += Lanes)
            {
                int width = Math.Min(Lanes, targetColumns - column);
                Interleave(scaled, Lanes, Count(column, indices.Slice(0, width)), turned);
                for (int i = 0; i < count; i++)
                {
                    turned.Slice(i * Lanes, width).CopyTo(wide.Slice(((row + i) * targetColumns) + column));
                }
            }
        }
    }

    private static ReadOnlySpan<int> Count(int from, Span<int> indices)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = from + i;
        }

        return indices;
    }

    [MethodImpl(LaneMath.Kernel)]
    private static void BlendRows(ReadOnlySpan<byte> neighbours, int columns, ReadOnlySpan<int> weights, Span<byte> result)
    {
        int column = 0;
        for (; column <= columns - Lanes; column += Lanes)
        {
            Blend(neighbours.Slice(column), columns, weights, result.Slice(column, Lanes));
        }

        for (; column < columns; column++)
        {
            int sum = 1 << (PrecisionBits - 1);
            for (int tap = 0; tap < weights.Length; tap++)
            {
                sum += neighbours[(tap * columns) + column] * weights[tap];
            }

            result[column] = (byte)(sum >> PrecisionBits);
        }
    }
}
