using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LeNet.Runtime;

/// <summary>Random blocks of sixteen samples side by side.</summary>
internal static class PhiloxLanes
{
    private const int Lanes = LaneMath.Lanes;

    /// <summary>Words of a <see cref="RandomBlock"/>.</summary>
    private const int BlockWords = 4;

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
        for (int lane = 0; lane < Lanes; lane += 4)
        {
            Vector256<ulong> x0 = Vector256.Create((uint)samples[lane], (uint)samples[lane + 1], (uint)samples[lane + 2], (ulong)(uint)samples[lane + 3]);
            (x0, Vector256<ulong> x1, Vector256<ulong> x2, Vector256<ulong> x3) = Encrypt(
                x0, Vector256.Create((ulong)block), Vector256.Create((ulong)(uint)epoch), Vector256.Create((ulong)purpose), seed);
            Narrow(x0).CopyTo(words.Slice(lane, BlockWords));
            Narrow(x1).CopyTo(words.Slice(Lanes + lane, BlockWords));
            Narrow(x2).CopyTo(words.Slice((2 * Lanes) + lane, BlockWords));
            Narrow(x3).CopyTo(words.Slice((3 * Lanes) + lane, BlockWords));
        }

        static Vector128<uint> Narrow(Vector256<ulong> words) => Vector128.Narrow(words.GetLower(), words.GetUpper());
    }

    /// <summary><see cref="Philox.Encrypt"/> on four counters at once, a word in the lower half of each lane.</summary>
    public static (Vector256<ulong> X0, Vector256<ulong> X1, Vector256<ulong> X2, Vector256<ulong> X3) Encrypt(
        Vector256<ulong> x0, Vector256<ulong> x1, Vector256<ulong> x2, Vector256<ulong> x3, ulong seed)
    {
        (uint key0, uint key1) = ((uint)seed, (uint)(seed >> 32));
        Vector256<ulong> low = Vector256.Create((ulong)uint.MaxValue);
        for (int round = 0; round < Philox.Rounds; round++)
        {
            Vector256<ulong> product0 = MultiplyWords(x0, Vector256.Create((ulong)Philox.Multiplier0));
            Vector256<ulong> product1 = MultiplyWords(x2, Vector256.Create((ulong)Philox.Multiplier1));
            (x0, x1) = ((product1 >>> 32) ^ x1 ^ Vector256.Create((ulong)key0), product1 & low);
            (x2, x3) = ((product0 >>> 32) ^ x3 ^ Vector256.Create((ulong)key1), product0 & low);
            key0 += Philox.KeyStep0;
            key1 += Philox.KeyStep1;
        }

        return (x0, x1, x2, x3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> MultiplyWords(Vector256<ulong> a, Vector256<ulong> b) =>
        Avx2.IsSupported ? Avx2.Multiply(a.AsUInt32(), b.AsUInt32()) : a * b;
}
