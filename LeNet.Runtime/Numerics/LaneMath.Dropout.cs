using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LeNet.Runtime;

public static partial class LaneMath
{
    /// <summary>Words of a <see cref="RandomBlock"/>, each of which decides on one value.</summary>
    private const int BlockWords = 4;

    /// <summary>
    /// What dropout multiplies each value with: 0 with a probability, else 1 / (1 − probability). A value's lot depends on the seed, the epoch,
    /// the sample, the layer and the value's place alone: word k mod 4 of Philox block (sample, k / 4) for value k.
    /// </summary>
    /// <param name="facts">What the tile's samples are: <see cref="TileFacts"/>.</param>
    /// <param name="layer">Which of the network's dropout layers it is.</param>
    /// <param name="probability">Of a zero, from 0 to 1.</param>
    /// <param name="mask">[value][16].</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void DropoutMask(ReadOnlySpan<float> facts, int layer, double probability, Span<float> mask)
    {
        (ulong seed, int epoch) = TileFacts.DrawOf(facts);
        ReadOnlySpan<int> samples = TileFacts.SamplesOf(facts);
        float kept = probability < 1 ? (float)(1 / (1 - probability)) : 0;
        ulong threshold = (ulong)Math.Round(probability * 4294967296.0);
        uint purpose = DropoutPurpose(layer);
        int values = mask.Length / Lanes;
        Span<float> block = stackalloc float[BlockWords * Lanes];
        for (int value = 0; value < values; value += BlockWords)
        {
            for (int lane = 0; lane < Lanes; lane += 4)
            {
                Vector256<ulong> x0 = Vector256.Create((uint)samples[lane], (uint)samples[lane + 1], (uint)samples[lane + 2], (ulong)(uint)samples[lane + 3]);
                (x0, Vector256<ulong> x1, Vector256<ulong> x2, Vector256<ulong> x3) = PhiloxLanes.Encrypt(
                    x0, Vector256.Create((ulong)(uint)(value / BlockWords)), Vector256.Create((ulong)(uint)epoch), Vector256.Create((ulong)purpose), seed);
                Keep(x0, block.Slice(lane, 4));
                Keep(x1, block.Slice(Lanes + lane, 4));
                Keep(x2, block.Slice((2 * Lanes) + lane, 4));
                Keep(x3, block.Slice((3 * Lanes) + lane, 4));
            }

            int count = Math.Min(BlockWords, values - value);
            block.Slice(0, count * Lanes).CopyTo(mask.Slice(value * Lanes));
        }

        void Keep(Vector256<ulong> words, Span<float> results)
        {
            Vector256<ulong> keeps = Vector256.GreaterThanOrEqual(words, Vector256.Create(threshold));
            Vector128<uint> narrow = Vector128.Narrow(keeps.GetLower(), keeps.GetUpper());
            (narrow.AsSingle() & Vector128.Create(kept)).CopyTo(results);
        }
    }

    /// <summary>Word 3 of the counter.</summary>
    internal static uint DropoutPurpose(int layer) => (uint)RandomPurpose.Dropout | ((uint)layer << 8);
}
