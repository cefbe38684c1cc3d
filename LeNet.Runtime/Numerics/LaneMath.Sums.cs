using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

public static partial class LaneMath
{
    /// <summary>The sum of sixteen lanes, by a fixed tree: halves added to halves until one value is left.</summary>
    /// <param name="lanes">[16].</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(ReadOnlySpan<float> lanes)
    {
        Vector128<float> quarter = Quarter(lanes.Slice(0, Lanes));
        return (quarter.GetElement(0) + quarter.GetElement(2)) + (quarter.GetElement(1) + quarter.GetElement(3));
    }

    /// <summary>The <see cref="Sum"/> of each sixteen lanes.</summary>
    /// <param name="lanes">[values][16].</param>
    /// <param name="sums">[values].</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void Sums(ReadOnlySpan<float> lanes, Span<float> sums)
    {
        int k = 0;
        for (; k <= sums.Length - 4; k += 4)
        {
            FourSums(lanes.Slice(k * Lanes, 4 * Lanes)).CopyTo(sums.Slice(k, 4));
        }

        for (; k < sums.Length; k++)
        {
            sums[k] = Sum(lanes.Slice(k * Lanes, Lanes));
        }
    }

    /// <summary>Adds the <see cref="Sum"/> of each sixteen lanes.</summary>
    /// <param name="lanes">[values][16].</param>
    /// <param name="sums">[values], to which the sums are added.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void AddSums(ReadOnlySpan<float> lanes, Span<float> sums)
    {
        int k = 0;
        for (; k <= sums.Length - 4; k += 4)
        {
            Span<float> four = sums.Slice(k, 4);
            (Vector128.Create<float>(four) + FourSums(lanes.Slice(k * Lanes, 4 * Lanes))).CopyTo(four);
        }

        for (; k < sums.Length; k++)
        {
            sums[k] += Sum(lanes.Slice(k * Lanes, Lanes));
        }
    }

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

    /// <summary>The first two levels of the tree: eight lanes added to eight, then four to four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Quarter(ReadOnlySpan<float> lanes) =>
        (Vector128.Create(lanes.Slice(0, 4)) + Vector128.Create(lanes.Slice(8, 4)))
        + (Vector128.Create(lanes.Slice(4, 4)) + Vector128.Create(lanes.Slice(12, 4)));

    /// <summary>Four sums at once: turned, the quarters' lanes are added as whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> FourSums(ReadOnlySpan<float> lanes)
    {
        (Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d) = Zip.Transpose(
            Quarter(lanes.Slice(0, Lanes)),
            Quarter(lanes.Slice(Lanes, Lanes)),
            Quarter(lanes.Slice(2 * Lanes, Lanes)),
            Quarter(lanes.Slice(3 * Lanes, Lanes)));
        return (a + c) + (b + d);
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

    [MethodImpl(LaneMath.Kernel)]
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
