using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

/// <summary>
/// The arithmetic that generated kernels share. Every function gives the same bits on every processor: it is built from
/// IEEE 754 operations that round once, in an order that does not depend on the vector width. None allocates.
/// </summary>
public static partial class LaneMath
{
    /// <summary>Samples that lie side by side in a buffer.</summary>
    public const int Lanes = 16;

    /// <summary>The sum of sixteen lanes, by a fixed tree: halves added to halves until one value is left.</summary>
    /// <param name="lanes">[16].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(ReadOnlySpan<float> lanes)
    {
        lanes = lanes.Slice(0, Lanes);
        Vector128<float> quarter = (Vector128.Create(lanes.Slice(0, 4)) + Vector128.Create(lanes.Slice(8, 4)))
            + (Vector128.Create(lanes.Slice(4, 4)) + Vector128.Create(lanes.Slice(12, 4)));
        return (quarter.GetElement(0) + quarter.GetElement(2)) + (quarter.GetElement(1) + quarter.GetElement(3));
    }

    /// <summary>One worker's share of equal units of work.</summary>
    /// <param name="units">Units in all.</param>
    /// <param name="worker">The worker, from 0.</param>
    /// <param name="workers">Workers in all.</param>
    /// <returns>The first unit, and the one after the last.</returns>
    public static (int Begin, int End) Share(int units, int worker, int workers) =>
        ((int)((long)units * worker / workers), (int)((long)units * (worker + 1) / workers));

    /// <summary>Sums a gradient that every tile's record holds, in the order of the tiles; each worker sums its share of the values.</summary>
    /// <param name="records">The records, from the first tile's gradient on.</param>
    /// <param name="stride">Floats from one record to the next.</param>
    /// <param name="tiles">Tiles to sum.</param>
    /// <param name="first">Whether the sum begins with 0; otherwise with what is in <paramref name="gradient"/>.</param>
    /// <param name="gradient">The sum.</param>
    /// <param name="worker">The worker, from 0.</param>
    /// <param name="workers">Workers in all.</param>
    public static void AddTiles(ReadOnlySpan<float> records, int stride, int tiles, bool first, Span<float> gradient, int worker, int workers)
    {
        (int begin, int end) = Share(gradient.Length, worker, workers);
        Span<float> sum = gradient[begin..end];
        if (first)
        {
            sum.Clear();
        }

        for (int tile = 0; tile < tiles; tile++)
        {
            Add(sum, records.Slice((tile * stride) + begin, sum.Length));
        }
    }

    /// <summary>[feature][16] → [16][stride]: sample by sample.</summary>
    /// <param name="lanes">[features][16].</param>
    /// <param name="features">Features.</param>
    /// <param name="samples">[16][stride]; what lies beyond the features stays as it is.</param>
    /// <param name="stride">Floats from one sample to the next, at least <paramref name="features"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(ReadOnlySpan<float> lanes, int features, Span<float> samples, int stride)
    {
        const int Block = 4;
        int whole = features / Block * Block;
        for (int feature = 0; feature < whole; feature += Block)
        {
            ReadOnlySpan<float> source = lanes.Slice(feature * Lanes, Block * Lanes);
            for (int lane = 0; lane < Lanes; lane += Block)
            {
                Vector128<float> a = Vector128.Create(source.Slice(lane, 4));
                Vector128<float> b = Vector128.Create(source.Slice(Lanes + lane, 4));
                Vector128<float> c = Vector128.Create(source.Slice((2 * Lanes) + lane, 4));
                Vector128<float> d = Vector128.Create(source.Slice((3 * Lanes) + lane, 4));
                // Zipping a with c and b with d, then the results, puts the four features of a sample side by side.
                Vector128<float> ac01 = Zip.Lower(a, c);
                Vector128<float> ac23 = Zip.Upper(a, c);
                Vector128<float> bd01 = Zip.Lower(b, d);
                Vector128<float> bd23 = Zip.Upper(b, d);
                Span<float> target = samples.Slice((lane * stride) + feature);
                Zip.Lower(ac01, bd01).CopyTo(target);
                Zip.Upper(ac01, bd01).CopyTo(target.Slice(stride));
                Zip.Lower(ac23, bd23).CopyTo(target.Slice(2 * stride));
                Zip.Upper(ac23, bd23).CopyTo(target.Slice(3 * stride));
            }
        }

        for (int feature = whole; feature < features; feature++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                samples[(lane * stride) + feature] = lanes[(feature * Lanes) + lane];
            }
        }
    }

    /// <summary>A matrix turned: [rows][length] → [length][stride].</summary>
    /// <param name="matrix">[rows][length].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="length">Values of a row.</param>
    /// <param name="turned">[length][stride]; what lies beyond the rows stays as it is.</param>
    /// <param name="stride">Floats from one value of a row to the next, at least <paramref name="rows"/>.</param>
    public static void ToColumns(ReadOnlySpan<float> matrix, int rows, int length, Span<float> turned, int stride)
    {
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> values = matrix.Slice(row * length, length);
            for (int i = 0; i < values.Length; i++)
            {
                turned[(i * stride) + row] = values[i];
            }
        }
    }

    private static void Add(Span<float> sum, ReadOnlySpan<float> values)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Add<Lanes16>(sum, values);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Add<Lanes8>(sum, values);
        }
        else
        {
            Add<Lanes4>(sum, values);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TVector>(Span<float> sum, ReadOnlySpan<float> values)
        where TVector : struct, IVector<TVector>
    {
        int i = 0;
        for (; i <= sum.Length - TVector.Count; i += TVector.Count)
        {
            Span<float> lanes = sum.Slice(i, TVector.Count);
            (TVector.Load(lanes) + TVector.Load(values.Slice(i, TVector.Count))).Store(lanes);
        }

        for (; i < sum.Length; i++)
        {
            sum[i] += values[i];
        }
    }
}
