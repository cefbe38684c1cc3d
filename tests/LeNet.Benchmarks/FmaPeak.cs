using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LeNet.Benchmarks;

/// <summary>What one core does at most: independent fused multiply-adds on registers, nothing loaded or stored.</summary>
internal static class FmaPeak
{
    private const int Chains = 12;
    private const int Rounds = 200_000;

    /// <summary>The best of several measurements, in floating-point operations a second (a multiply-add counts as two).</summary>
    /// <param name="bits">Bits of the vectors: 512, 256 or 128.</param>
    public static double Measure(int bits)
    {
        double best = 0;
        for (int i = 0; i < 25; i++)
        {
            best = Math.Max(best, Slice(bits));
        }

        return best;
    }

    /// <summary>One measurement of a millisecond or two.</summary>
    /// <param name="bits">Bits of the vectors: 512, 256 or 128.</param>
    public static double Slice(int bits)
    {
        long begin = Stopwatch.GetTimestamp();
        float kept = bits switch
        {
            512 => Run512(Rounds, 1.0000001f),
            256 => Run256(Rounds, 1.0000001f),
            _ => Run128(Rounds, 1.0000001f),
        };
        GC.KeepAlive(kept);
        return 2.0 * Chains * (bits / 32) * Rounds / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run512(int rounds, float factor)
    {
        Vector512<float> f = Vector512.Create(factor);
        Vector512<float> a = f, b = f, c = f, d = f, e = f, g = f, h = f, i = f, j = f, k = f, l = f, m = f;
        for (int round = 0; round < rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(a, f, f);
            b = Vector512.FusedMultiplyAdd(b, f, f);
            c = Vector512.FusedMultiplyAdd(c, f, f);
            d = Vector512.FusedMultiplyAdd(d, f, f);
            e = Vector512.FusedMultiplyAdd(e, f, f);
            g = Vector512.FusedMultiplyAdd(g, f, f);
            h = Vector512.FusedMultiplyAdd(h, f, f);
            i = Vector512.FusedMultiplyAdd(i, f, f);
            j = Vector512.FusedMultiplyAdd(j, f, f);
            k = Vector512.FusedMultiplyAdd(k, f, f);
            l = Vector512.FusedMultiplyAdd(l, f, f);
            m = Vector512.FusedMultiplyAdd(m, f, f);
        }

        return Vector512.Sum(a + b + c + d + e + g + h + i + j + k + l + m);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run256(int rounds, float factor)
    {
        Vector256<float> f = Vector256.Create(factor);
        Vector256<float> a = f, b = f, c = f, d = f, e = f, g = f, h = f, i = f, j = f, k = f, l = f, m = f;
        for (int round = 0; round < rounds; round++)
        {
            a = Vector256.FusedMultiplyAdd(a, f, f);
            b = Vector256.FusedMultiplyAdd(b, f, f);
            c = Vector256.FusedMultiplyAdd(c, f, f);
            d = Vector256.FusedMultiplyAdd(d, f, f);
            e = Vector256.FusedMultiplyAdd(e, f, f);
            g = Vector256.FusedMultiplyAdd(g, f, f);
            h = Vector256.FusedMultiplyAdd(h, f, f);
            i = Vector256.FusedMultiplyAdd(i, f, f);
            j = Vector256.FusedMultiplyAdd(j, f, f);
            k = Vector256.FusedMultiplyAdd(k, f, f);
            l = Vector256.FusedMultiplyAdd(l, f, f);
            m = Vector256.FusedMultiplyAdd(m, f, f);
        }

        return Vector256.Sum(a + b + c + d + e + g + h + i + j + k + l + m);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run128(int rounds, float factor)
    {
        Vector128<float> f = Vector128.Create(factor);
        Vector128<float> a = f, b = f, c = f, d = f, e = f, g = f, h = f, i = f, j = f, k = f, l = f, m = f;
        for (int round = 0; round < rounds; round++)
        {
            a = Vector128.FusedMultiplyAdd(a, f, f);
            b = Vector128.FusedMultiplyAdd(b, f, f);
            c = Vector128.FusedMultiplyAdd(c, f, f);
            d = Vector128.FusedMultiplyAdd(d, f, f);
            e = Vector128.FusedMultiplyAdd(e, f, f);
            g = Vector128.FusedMultiplyAdd(g, f, f);
            h = Vector128.FusedMultiplyAdd(h, f, f);
            i = Vector128.FusedMultiplyAdd(i, f, f);
            j = Vector128.FusedMultiplyAdd(j, f, f);
            k = Vector128.FusedMultiplyAdd(k, f, f);
            l = Vector128.FusedMultiplyAdd(l, f, f);
            m = Vector128.FusedMultiplyAdd(m, f, f);
        }

        return Vector128.Sum(a + b + c + d + e + g + h + i + j + k + l + m);
    }
}
