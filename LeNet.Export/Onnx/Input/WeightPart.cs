using LeNet.Generator.Planning;

namespace LeNet.Export.Onnx.Input;

/// <summary>Some of the bits of an axis' weights.</summary>
/// <param name="Weights">[source][target]: multiples of <paramref name="Unit"/>, less than 1; only the last part's may be 1.</param>
/// <param name="Unit">The value of the lowest bit, a power of two.</param>
/// <param name="IsLast">Whether these are the highest bits.</param>
internal sealed record WeightPart(IReadOnlyList<float> Weights, float Unit, bool IsLast)
{
    /// <summary>The greatest level of an image.</summary>
    private const int White = 255;

    /// <summary>Whole numbers up to this are floats, and so are their sums up to it.</summary>
    private const long ExactLimit = 1 << 24;

    /// <summary>Bits that the last part may have: its weights sum up to about 1, however many they are.</summary>
    private const int LastBits = 15;

    /// <summary>The weights in as few parts as keep every sum exact, the lowest bits first.</summary>
    /// <param name="taps">The weights of one axis.</param>
    /// <param name="source">The pixels of the axis that is resampled.</param>
    public static IReadOnlyList<WeightPart> Split(ResampleTaps taps, int source)
    {
        int entry = taps.TapsPerPixel + 1;
        int target = taps.Table.Count / entry;
        int[] weights = new int[target * source];
        for (int pixel = 0; pixel < target; pixel++)
        {
            for (int tap = 0; tap < taps.TapsPerPixel; tap++)
            {
                weights[((taps.Table[pixel * entry] + tap) * target) + pixel] = taps.Table[(pixel * entry) + 1 + tap];
            }
        }

        // Bits that are zero in all weights need no part: from 28 to 32 pixels, weights are multiples of 1/16.
        int spare = Math.Min(ResampleTaps.PrecisionBits - 1, weights.Min(weight => weight == 0 ? 31 : int.TrailingZeroCount(weight)));
        int bits = ResampleTaps.PrecisionBits - spare;
        int[] small = [.. weights.Select(weight => weight >> spare)];
        return Enumerable.Range(0, Math.Max(1, bits - LastBits + 1)).Select(low => Split(small, target, bits, low)).First(parts => parts is not null)!;
    }

    /// <summary>The last part and <paramref name="low"/> others, or null if these are too few for sums to be exact.</summary>
    private static List<WeightPart>? Split(int[] weights, int target, int bits, int low)
    {
        List<WeightPart> parts = [];
        long carry = 0;
        int done = 0;
        for (int part = 0; part <= low; part++)
        {
            bool isLast = part == low;
            int width = isLast ? bits - done : (bits - LastBits + low - 1) / low;
            int shift = done;
            int[] digits = [.. weights.Select(weight => isLast ? weight >> shift : (weight >> shift) & ((1 << width) - 1))];
            long greatest = (White * LargestSum(digits, target)) + carry + (isLast ? 1L << (width - 1) : 0);
            if (greatest > ExactLimit)
            {
                return null;
            }

            carry = greatest >> width;
            float unit = 1f / (1 << width);
            parts.Add(new WeightPart([.. digits.Select(digit => digit * unit)], unit, isLast));
            done += width;
        }

        return parts;
    }

    /// <summary>The largest sum over all source pixels.</summary>
    private static long LargestSum(int[] digits, int target)
    {
        long[] sums = new long[target];
        for (int i = 0; i < digits.Length; i++)
        {
            sums[i % target] += digits[i];
        }

        return sums.Max();
    }
}
