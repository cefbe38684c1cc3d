using System.Runtime.InteropServices;

namespace LeNet.Runtime;

/// <summary>
/// What layers that differ in training know of a tile, in its record: which lanes hold a sample, which samples they are, and what
/// random choices depend on. Generated code uses it; nobody else needs it.
/// </summary>
public static class TileFacts
{
    /// <summary>Floats that it takes.</summary>
    public const int Floats = 3 * LaneMath.Lanes;

    private const int Samples = LaneMath.Lanes;
    private const int Draw = 2 * LaneMath.Lanes;

    /// <summary>Notes the facts.</summary>
    /// <param name="facts">[3][16]: 1 or 0 for each lane; sample indices; seed and epoch, the last two as the bits of integers.</param>
    /// <param name="samples">At most sixteen samples, by their index in the data set.</param>
    /// <param name="seed">The seed of the training.</param>
    /// <param name="epoch">The epoch.</param>
    public static void Write(Span<float> facts, ReadOnlySpan<int> samples, ulong seed, int epoch)
    {
        facts = facts.Slice(0, Floats);
        facts.Clear();
        facts.Slice(0, samples.Length).Fill(1f);
        Span<int> words = MemoryMarshal.Cast<float, int>(facts);
        samples.CopyTo(words.Slice(Samples, LaneMath.Lanes));
        words[Draw] = (int)(uint)seed;
        words[Draw + 1] = (int)(uint)(seed >> 32);
        words[Draw + 2] = epoch;
    }

    /// <summary>The sample of each lane.</summary>
    internal static ReadOnlySpan<int> SamplesOf(ReadOnlySpan<float> facts) => MemoryMarshal.Cast<float, int>(facts.Slice(Samples, LaneMath.Lanes));

    /// <summary>What random choices depend on.</summary>
    internal static (ulong Seed, int Epoch) DrawOf(ReadOnlySpan<float> facts)
    {
        ReadOnlySpan<int> words = MemoryMarshal.Cast<float, int>(facts.Slice(Draw, 3));
        return ((uint)words[0] | ((ulong)(uint)words[1] << 32), words[2]);
    }
}
