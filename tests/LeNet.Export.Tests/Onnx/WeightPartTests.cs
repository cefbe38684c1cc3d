using LeNet.Export.Onnx.Input;
using LeNet.Generator.Planning;
using LeNet.Testing;

namespace LeNet.Export.Tests.Onnx;

/// <summary>Resampling in floats is exact: the levels of integer arithmetic, in whatever order a reader adds.</summary>
public sealed class WeightPartTests
{
    [Theory]
    [InlineData(28, 32, 1)]
    [InlineData(14, 28, 1)]
    [InlineData(1, 5, 1)]
    [InlineData(7, 7, 1)]
    [InlineData(28, 14, 2)]
    [InlineData(7, 13, 2)]
    [InlineData(17, 6, 2)]
    [InlineData(28, 27, 2)]
    [InlineData(500, 7, 2)]
    [InlineData(4000, 3, 3)]
    public void Sums_of_floats_are_exact(int source, int target, int expectedParts)
    {
        ResampleTaps taps = ResampleTaps.Bilinear(source, target);
        IReadOnlyList<WeightPart> parts = WeightPart.Split(taps, source);
        var random = new TestRandom(source);

        Assert.Equal(expectedParts, parts.Count);
        foreach (byte[] levels in (byte[][])[White(source), Noise(source, random), Noise(source, random), Edges(source, random)])
        {
            int[] expected = Integers(taps, levels);
            Assert.Equal(expected, Floats(parts, levels, Enumerable.Range(0, source)));
            Assert.Equal(expected, Floats(parts, levels, Enumerable.Range(0, source).Reverse()));
        }
    }

    private static byte[] White(int count) => [.. Enumerable.Repeat((byte)255, count)];

    private static byte[] Noise(int count, TestRandom random) => [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next())];

    private static byte[] Edges(int count, TestRandom random) => [.. Enumerable.Range(0, count).Select(_ => random.Between(0, 1) == 0 ? (byte)0 : (byte)255)];

    private static int[] Integers(ResampleTaps taps, byte[] levels)
    {
        int entry = taps.TapsPerPixel + 1;
        return
        [
            .. taps.Table.Chunk(entry).Select(row =>
                (int)((row.Skip(1).Select((weight, tap) => weight == 0 ? 0 : (long)weight * levels[row[0] + tap]).Sum() + (1 << (ResampleTaps.PrecisionBits - 1))) >> ResampleTaps.PrecisionBits)),
        ];
    }

    /// <summary>What the nodes compute, in floats.</summary>
    private static int[] Floats(IReadOnlyList<WeightPart> parts, byte[] levels, IEnumerable<int> order)
    {
        int source = levels.Length;
        int target = parts[0].Weights.Count / source;
        float[] carries = new float[target];
        foreach (WeightPart part in parts)
        {
            for (int pixel = 0; pixel < target; pixel++)
            {
                float sum = part.IsLast ? 0.5f : 0;
                foreach (int i in order)
                {
                    sum += part.Weights[(i * target) + pixel] * levels[i];
                }

                carries[pixel] = MathF.Floor(sum + (carries[pixel] * part.Unit));
            }
        }

        return [.. carries.Select(level => (int)level)];
    }
}
