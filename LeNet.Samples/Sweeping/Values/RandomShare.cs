using System.Text;

namespace LeNet.Samples.Sweeping.Values;

/// <summary>
/// Random numbers that depend on seed, index and name alone: the first ten settings of a hundred are those of ten, whatever else is varied.
/// The mixing is that of SplitMix64: G. L. Steele, D. Lea, C. H. Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014.
/// </summary>
internal static class RandomShare
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    /// <summary>A number from 0 to less than 1.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="index">The index.</param>
    /// <param name="name">What it is for.</param>
    public static double Of(ulong seed, ulong index, string name)
    {
        ulong state = Mix(seed + GoldenRatio);
        foreach (byte letter in Encoding.UTF8.GetBytes(name))
        {
            state = Mix(state + letter + GoldenRatio);
        }

        return (Mix(state + ((index + 1) * GoldenRatio)) >> 11) * (1.0 / (1UL << 53));
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
