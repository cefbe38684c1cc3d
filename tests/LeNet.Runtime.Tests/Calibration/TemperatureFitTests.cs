namespace LeNet.Runtime.Tests.Calibration;

/// <summary>The temperature that is found is the one with the least cross-entropy.</summary>
public sealed class TemperatureFitTests
{
    private const int Classes = 4;

    [Theory]
    [InlineData(0.4f)]
    [InlineData(1f)]
    [InlineData(3f)]
    public void Labels_drawn_at_a_temperature_give_it_back(float temperature)
    {
        var random = new Random(3);
        float[] logits = [.. Enumerable.Range(0, 40_000 * Classes).Select(_ => (float)(4 * random.NextDouble()))];
        byte[] labels = [.. Enumerable.Range(0, logits.Length / Classes).Select(i => Draw(logits.AsSpan(i * Classes, Classes), temperature, random))];

        Assert.Equal(temperature, TemperatureFit.Of(logits, labels), 0.04f * temperature);
    }

    [Fact]
    public void No_neighbour_is_better()
    {
        var random = new Random(5);
        float[] logits = [.. Enumerable.Range(0, 300 * Classes).Select(_ => (float)(6 * random.NextDouble()))];
        byte[] labels = [.. Enumerable.Range(0, 300).Select(_ => (byte)random.Next(Classes))];

        double found = TemperatureFit.Of(logits, labels);

        Assert.True(Loss(logits, labels, found) <= Loss(logits, labels, 1.001 * found));
        Assert.True(Loss(logits, labels, found) <= Loss(logits, labels, 0.999 * found));
    }

    [Fact]
    public void Where_all_is_right_or_nothing_is_known_it_stays_within_bounds()
    {
        float[] sure = [9, 0, 0, 0, 0, 9, 0, 0];
        Assert.Equal(TemperatureFit.Least, TemperatureFit.Of(sure, [0, 1]), 1e-6);
        Assert.Equal(TemperatureFit.Most, TemperatureFit.Of(sure, [1, 0]), 1e-4);
    }

    private static byte Draw(ReadOnlySpan<float> logits, float temperature, Random random)
    {
        double[] shares = [.. logits.ToArray().Select(z => Math.Exp(z / temperature))];
        double point = random.NextDouble() * shares.Sum();
        int label = 0;
        while (label + 1 < shares.Length && (point -= shares[label]) > 0)
        {
            label++;
        }

        return (byte)label;
    }

    private static double Loss(float[] logits, byte[] labels, double temperature) => labels.Select((label, i) =>
    {
        double[] z = [.. logits.Skip(i * Classes).Take(Classes).Select(value => value / temperature)];
        return Math.Log(z.Sum(Math.Exp)) - z[label];
    }).Sum();
}
