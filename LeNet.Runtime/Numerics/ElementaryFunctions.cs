using System.Runtime.CompilerServices;

namespace LeNet.Runtime;

/// <summary>
/// Elementary functions of float, accurate to a few units in the last place, the same bits on every processor.
/// The C runtime's functions, which MathF calls, differ between platforms.
/// </summary>
internal static partial class ElementaryFunctions<TVector>
    where TVector : struct, IVector<TVector>
{
    [MethodImpl(LaneMath.Kernel)]
    public static void Exp(Span<float> values)
    {
        for (int i = 0; i <= values.Length - TVector.Count; i += TVector.Count)
        {
            Span<float> lanes = values.Slice(i, TVector.Count);
            Exp(TVector.Load(lanes)).Store(lanes);
        }
    }

    [MethodImpl(LaneMath.Kernel)]
    public static void Log(Span<float> values)
    {
        for (int i = 0; i <= values.Length - TVector.Count; i += TVector.Count)
        {
            Span<float> lanes = values.Slice(i, TVector.Count);
            Log(TVector.Load(lanes)).Store(lanes);
        }
    }

    /// <summary>
    /// exp x = 2ⁿ · exp r with n the integer nearest to x / ln 2, so that |r| ≤ ½ ln 2, where eight terms of the Taylor series
    /// leave an error of 5e-9. n · ln 2 is subtracted in two parts, the first of which has few bits (Cody and Waite).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Exp(TVector x)
    {
        TVector lowest = TVector.Create(-87.3f);
        TVector underflow = TVector.LessThan(x, lowest);
        x = TVector.Min(TVector.Create(88.3f), TVector.Max(lowest, x));

        Reduce(x, out TVector r, out TVector power);
        TVector sum = TVector.Create(1f / 5040);
        sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1f / 720));
        sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1f / 120));
        sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1f / 24));
        sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1f / 6));
        sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1f / 2));
        sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1f));
        sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1f));
        return TVector.Select(underflow, TVector.Create(0f), sum * power);
    }

    /// <summary>x = n · ln 2 + r with n the nearest integer, for |x| below 89; the power is 2ⁿ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Reduce(TVector x, out TVector r, out TVector power)
    {
        // Adding 1.5 · 2²³ leaves the nearest integer in the low bits of the sum.
        TVector magic = TVector.Create(12582912f);
        TVector shifted = TVector.FusedMultiplyAdd(x, TVector.Create(1.44269504f), magic);
        TVector n = shifted - magic;
        r = TVector.FusedMultiplyAdd(n, TVector.Create(-0.693359375f), x);
        r = TVector.FusedMultiplyAdd(n, TVector.Create(2.12194440e-4f), r);

        // 2ⁿ: n + 127 in the bits of the exponent.
        power = TVector.ShiftBitsLeft(TVector.AddBits(shifted, TVector.CreateBits(127)), 23);
    }

    /// <summary>
    /// log x = e · ln 2 + log m with √½ ≤ m &lt; √2, and log m = 2 artanh s = 2 s (1 + s²/3 + s⁴/5 + …) with s = (m − 1) / (m + 1),
    /// |s| ≤ 0.172, where the terms up to s⁸ leave an error of 2e-9.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Log(TVector x)
    {
        // The bits of √½, subtracted, leave in the exponent's place how many powers of two x is above it.
        const int NegatedBitsOfRootHalf = -0x3F3504F3;
        TVector exponent = TVector.ShiftBitsRight(TVector.AddBits(x, TVector.CreateBits(NegatedBitsOfRootHalf)), 23);
        TVector e = TVector.BitsToSingle(exponent);
        TVector m = TVector.FromBitDifference(x, TVector.ShiftBitsLeft(exponent, 23));

        TVector one = TVector.Create(1f);
        TVector f = m - one;
        TVector s = f / (m + one);
        TVector t = s * s;
        TVector sum = TVector.Create(1f / 9);
        sum = TVector.FusedMultiplyAdd(sum, t, TVector.Create(1f / 7));
        sum = TVector.FusedMultiplyAdd(sum, t, TVector.Create(1f / 5));
        sum = TVector.FusedMultiplyAdd(sum, t, TVector.Create(1f / 3));
        sum = TVector.FusedMultiplyAdd(sum, t, one);
        TVector logM = (s + s) * sum;

        // x − x is 0 for a number, and not a number otherwise.
        return TVector.FusedMultiplyAdd(e, TVector.Create(0.69314718f), logM) + (x - x);
    }
}
