using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LeNet.Runtime;

/// <summary>Random blocks of sixteen samples side by side.</summary>
internal static class PhiloxLanes
{
    private const int Lanes = LaneMath.Lanes;

    /// <summary>A block for each of sixteen samples: of counter (sample, block, epoch, purpose).</summary>
    /// <param name="seed">The key.</param>
    /// <param name="purpose">Word 3 of the counter.</param>
    /// <param name="epoch">Word 2 of the counter.</param>
    /// <param name="block">Word 1 of the counter.</param>
    /// <param name="samples">Word 0 of the counters: sixteen.</param>
    /// <param name="words">[4][16]: where they go.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fill(ulong seed, uint purpose, int epoch, uint block, ReadOnlySpan<int> samples, Span<uint> words)
    {
        // Two vectors at a time: they hide each other's latency, and eight words fit the registers.
        const int Together = 8;
        for (int lane = 0; lane < Lanes; lane += Together)
        {
            ReadOnlySpan<int> eight = samples.Slice(lane, Together);
            (Vector128<uint> lower, Vector128<uint> upper) = (Vector128.Create(eight.Slice(0, 4)).AsUInt32(), Vector128.Create(eight.Slice(4, 4)).AsUInt32());
            Vector256<ulong> a0 = Widen(lower);
            Vector256<ulong> b0 = Widen(upper);
            Vector256<ulong> a1 = Vector256.Create((ulong)block);
            Vector256<ulong> a2 = Vector256.Create((ulong)(uint)epoch);
            Vector256<ulong> a3 = Vector256.Create((ulong)purpose);
            (Vector256<ulong> b1, Vector256<ulong> b2, Vector256<ulong> b3) = (a1, a2, a3);
            (uint key0, uint key1) = ((uint)seed, (uint)(seed >> 32));
            for (int round = 0; round < Philox.Rounds; round++)
            {
                Round(ref a0, ref a1, ref a2, ref a3, key0, key1);
                Round(ref b0, ref b1, ref b2, ref b3, key0, key1);
                key0 += Philox.KeyStep0;
                key1 += Philox.KeyStep1;
            }

            Store(a0, b0, words.Slice(lane, Together));
            Store(a1, b1, words.Slice(Lanes + lane, Together));
            Store(a2, b2, words.Slice((2 * Lanes) + lane, Together));
            Store(a3, b3, words.Slice((3 * Lanes) + lane, Together));
        }
    }

    /// <summary><see cref="Philox.Encrypt"/> on four counters at once, a word in the lower half of each lane.</summary>
    public static (Vector256<ulong> X0, Vector256<ulong> X1, Vector256<ulong> X2, Vector256<ulong> X3) Encrypt(
        Vector256<ulong> x0, Vector256<ulong> x1, Vector256<ulong> x2, Vector256<ulong> x3, ulong seed)
    {
        (uint key0, uint key1) = ((uint)seed, (uint)(seed >> 32));
        for (int round = 0; round < Philox.Rounds; round++)
        {
            Round(ref x0, ref x1, ref x2, ref x3, key0, key1);
            key0 += Philox.KeyStep0;
            key1 += Philox.KeyStep1;
        }

        return (x0 & LowerHalves, x1 & LowerHalves, x2 & LowerHalves, x3 & LowerHalves);
    }

    private static Vector256<ulong> LowerHalves
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create((ulong)uint.MaxValue);
    }

    /// <summary>A round on four counters. What is in the upper halves of the lanes does not matter and is not cleared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref Vector256<ulong> x0, ref Vector256<ulong> x1, ref Vector256<ulong> x2, ref Vector256<ulong> x3, uint key0, uint key1)
    {
        Vector256<ulong> product0 = MultiplyWords(x0, Philox.Multiplier0);
        Vector256<ulong> product1 = MultiplyWords(x2, Philox.Multiplier1);
        (x0, x1) = ((product1 >>> 32) ^ x1 ^ Vector256.Create((ulong)key0), product1);
        (x2, x3) = ((product0 >>> 32) ^ x3 ^ Vector256.Create((ulong)key1), product0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> MultiplyWords(Vector256<ulong> words, uint factor) => Avx2.IsSupported
        ? Avx2.Multiply(words.AsUInt32(), Vector256.Create((ulong)factor).AsUInt32())
        : (words & LowerHalves) * Vector256.Create((ulong)factor);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Widen(Vector128<uint> words)
    {
        (Vector128<ulong> lower, Vector128<ulong> upper) = Vector128.Widen(words);
        return Vector256.Create(lower, upper);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<ulong> lower, Vector256<ulong> upper, Span<uint> words)
    {
        Vector128.Narrow(lower.GetLower(), lower.GetUpper()).CopyTo(words);
        Vector128.Narrow(upper.GetLower(), upper.GetUpper()).CopyTo(words.Slice(4));
    }
}
