using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LeNet.Runtime;

public static partial class LaneMath
{
    /// <summary>
    /// Rows → streams of every n-th column: column g·n + j of a row is value g of stream j, so that what lies n columns apart lies side by side.
    /// Allocates nothing.
    /// </summary>
    /// <param name="rows">[rows][columns].</param>
    /// <param name="columns">Columns of a row.</param>
    /// <param name="streams">[n][rows][pitch], each stream as long as all have room for; what lies beyond a row's columns stays as it is.</param>
    /// <param name="count">n.</param>
    /// <param name="pitch">Values of a stream from one row to the next, at least columns / n, rounded up.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void SplitRows(ReadOnlySpan<float> rows, int columns, Span<float> streams, int count, int pitch)
    {
        (int height, int length, int whole) = StreamSizes(rows.Length, columns, streams.Length, count, pitch);
        if (whole > 0)
        {
            ref float source = ref MemoryMarshal.GetReference(rows);
            ref float target = ref MemoryMarshal.GetReference(streams);
            for (int row = 0; row < height; row++)
            {
                Turn(ref Unsafe.Add(ref source, row * columns), Quad, Quad, ref Unsafe.Add(ref target, row * pitch), length, 1, whole);
            }
        }

        for (int row = 0; row < height; row++)
        {
            for (int column = whole * count; column < columns; column++)
            {
                streams[(column % count * length) + (row * pitch) + (column / count)] = rows[(row * columns) + column];
            }
        }
    }

    /// <summary>Streams of every n-th column → rows, the way back from <see cref="SplitRows"/>. Allocates nothing.</summary>
    /// <param name="streams">[n][rows][pitch], each stream as long as all have room for; what lies beyond a row's columns is not read.</param>
    /// <param name="count">n.</param>
    /// <param name="pitch">Values of a stream from one row to the next, at least columns / n, rounded up.</param>
    /// <param name="rows">[rows][columns].</param>
    /// <param name="columns">Columns of a row.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void JoinRows(ReadOnlySpan<float> streams, int count, int pitch, Span<float> rows, int columns)
    {
        (int height, int length, int whole) = StreamSizes(rows.Length, columns, streams.Length, count, pitch);
        if (whole > 0)
        {
            ref float source = ref MemoryMarshal.GetReference(streams);
            ref float target = ref MemoryMarshal.GetReference(rows);
            for (int row = 0; row < height; row++)
            {
                Turn(ref Unsafe.Add(ref source, row * pitch), length, 1, ref Unsafe.Add(ref target, row * columns), Quad, Quad, whole);
            }
        }

        for (int row = 0; row < height; row++)
        {
            for (int column = whole * count; column < columns; column++)
            {
                rows[(row * columns) + column] = streams[(column % count * length) + (row * pitch) + (column / count)];
            }
        }
    }

    /// <summary>Rows, the length of a stream, and the groups of a row that are turned four at a time: all of four columns, if there are enough of them.</summary>
    /// <exception cref="ArgumentException">The rows do not fit a stream.</exception>
    private static (int Height, int Length, int Whole) StreamSizes(int values, int columns, int streamValues, int count, int pitch)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        int height = values / columns;
        int length = streamValues / count;
        int groups = (columns + count - 1) / count;
        if (pitch < groups || ((height - 1) * (long)pitch) + groups > length)
        {
            throw new ArgumentException($"{height} rows of {columns} columns do not fit {count} streams of {length} values, {pitch} a row.");
        }

        return (height, length, count == Quad && columns >= Quad * Quad ? columns / Quad : 0);
    }
}
