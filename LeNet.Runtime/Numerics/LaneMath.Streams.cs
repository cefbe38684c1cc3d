using System.Runtime.CompilerServices;

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
        int length = streams.Length / count;
        int whole = WholeQuads(columns / count, count);
        for (int from = 0, to = 0; from < rows.Length; from += columns, to += pitch)
        {
            for (int block = 0; block < whole; block += Quad)
            {
                int group = Math.Min(block, whole - Quad); // the last four overlap those before
                Turn(rows.Slice(from + (group * Quad)), Quad, streams.Slice(to + group), length);
            }

            for (int column = whole * count; column < columns; column++)
            {
                streams[(column % count * length) + to + (column / count)] = rows[from + column];
            }
        }
    }

    /// <summary>Streams of every n-th column → rows, the way back from <see cref="SplitRows"/>. Allocates nothing.</summary>
    /// <param name="streams">[n][rows][pitch], each stream as long as all have room for; what lies beyond a row's columns is not read.</param>
    /// <param name="count">n.</param>
    /// <param name="pitch">Values of a stream from one row to the next.</param>
    /// <param name="rows">[rows][columns].</param>
    /// <param name="columns">Columns of a row.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void JoinRows(ReadOnlySpan<float> streams, int count, int pitch, Span<float> rows, int columns)
    {
        int length = streams.Length / count;
        int whole = WholeQuads(columns / count, count);
        for (int to = 0, from = 0; to < rows.Length; to += columns, from += pitch)
        {
            for (int block = 0; block < whole; block += Quad)
            {
                int group = Math.Min(block, whole - Quad);
                Turn(streams.Slice(from + group), length, rows.Slice(to + (group * Quad)), Quad);
            }

            for (int column = whole * count; column < columns; column++)
            {
                rows[to + column] = streams[(column % count * length) + from + (column / count)];
            }
        }
    }

    /// <summary>Groups of a row that are turned four at a time: all of four columns, if there are enough of them.</summary>
    private static int WholeQuads(int groups, int count) => count == Quad && groups >= Quad ? groups : 0;
}
