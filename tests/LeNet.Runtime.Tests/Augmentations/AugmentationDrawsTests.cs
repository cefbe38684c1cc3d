using LeNet.Testing;

namespace LeNet.Runtime.Tests.Augmentations;

/// <summary>What distortions are drawn from, and how they are distributed.</summary>
public sealed class AugmentationDrawsTests
{
    private const int Draws = 4096;

    private static readonly Augmentation Everything = Distortions.Everything;

    [Fact]
    public void What_happens_to_an_image_does_not_depend_on_the_others_of_its_batch()
    {
        Dataset data = Pictures.Noise(50, 3, 14, 11);
        Dataset together = data.Distort(Everything);
        int[] order = [49, 3, 17, 3, 0];

        Dataset apart = Everything.Apply(data, order, seed: 3, epoch: 2);

        Assert.All(Enumerable.Range(0, order.Length), i => Assert.Equal(together.Image(order[i]), apart.Image(i)));
        Assert.Equal(order.Select(i => data.Labels[i]), apart.Labels.ToArray());
    }

    [Fact]
    public void Seed_epoch_and_index_each_make_it_another_one()
    {
        byte[] image = Pictures.Noise(1, 1, 20, 20).Images.ToArray();
        Dataset twice = new([.. image, .. image], [0, 0], 1, 20, 20);
        foreach (Augmentation one in (Augmentation[])[new() { Affine = Everything.Affine }, new() { Elastic = Everything.Elastic }, new() { Crop = new() { Padding = 20 } }])
        {
            Dataset distorted = twice.Distort(one, seed: 3, epoch: 2);
            Assert.NotEqual(distorted.Image(0).ToArray(), distorted.Image(1).ToArray());
            Assert.NotEqual(distorted.Image(0).ToArray(), twice.Distort(one, seed: 4, epoch: 2).Image(0).ToArray());
            Assert.NotEqual(distorted.Image(0).ToArray(), twice.Distort(one, seed: 3, epoch: 3).Image(0).ToArray());
            Assert.NotEqual(distorted.Image(0).ToArray(), twice.Distort(one, seed: 3 + (1UL << 32), epoch: 2).Image(0).ToArray());
        }
    }

    [Fact]
    public void Turns_are_even() => AssertEven(
        new AffineAugmentation { Degrees = 30 }, map => double.RadiansToDegrees(Math.Atan2(map[1], map[0])), -30, 30);

    [Fact]
    public void Shifts_are_even()
    {
        // Of 20 × 10 pixels: the centre is at (9.5, 4.5), and the way back goes the other way.
        AssertEven(new AffineAugmentation { Translate = (0.1, 0) }, map => map[2] - 9.5, -2, 2);
        AssertEven(new AffineAugmentation { Translate = (0, 0.3) }, map => map[5] - 4.5, -3, 3);
    }

    [Fact]
    public void Scales_are_even() => AssertEven(new AffineAugmentation { Scale = (0.5, 1.5) }, map => 1 / map[0], 0.5, 1.5);

    [Fact]
    public void Shears_are_even()
    {
        AssertEven(new AffineAugmentation { Shear = (40, 0) }, map => double.RadiansToDegrees(Math.Atan(map[1])), -40, 40);
        AssertEven(new AffineAugmentation { Shear = (0, 40) }, map => double.RadiansToDegrees(Math.Atan(map[3])), -40, 40);
    }

    [Fact]
    public void Elastic_moves_have_the_deviation_of_smoothed_uniform_noise()
    {
        const int Size = 25;
        const double Sigma = 2;
        const double Alpha = 10;
        var field = new DisplacementField(new ElasticAugmentation { Alpha = Alpha, Sigma = Sigma }, Size, Size);
        List<double> moves = [];
        int centre = (((Size / 2) * Size) + (Size / 2)) * LaneMath.Lanes;
        for (int first = 0; first < Draws; first += LaneMath.Lanes)
        {
            field.Draw(new AugmentationDraws(1, 1), [.. Enumerable.Range(first, LaneMath.Lanes)]);
            moves.AddRange(field.X.Slice(centre, LaneMath.Lanes).ToArray().Select(x => (double)x));
            moves.AddRange(field.Y.Slice(centre, LaneMath.Lanes).ToArray().Select(y => (double)y));
        }

        // Uniform noise has a variance of 1/3, and the squares of the Gaussian's weights sum to 1 / (4πσ²).
        double deviation = Alpha * Math.Sqrt(1.0 / 3 / (4 * Math.PI * Sigma * Sigma));
        Assert.Equal(0, moves.Average(), tolerance: 4 * deviation / Math.Sqrt(moves.Count));
        Assert.Equal(deviation, Math.Sqrt(moves.Average(move => move * move)), tolerance: 0.04 * deviation);
    }

    [Fact]
    public void Sixteen_lanes_of_random_blocks_are_those_of_the_scalar_function()
    {
        int[] samples = [.. Enumerable.Range(0, LaneMath.Lanes).Select(i => i * 12_345_678)];
        uint[] words = new uint[4 * LaneMath.Lanes];

        PhiloxLanes.Fill(0xfedcba9876543210, 0x507, 9, 77, samples, words);

        for (int lane = 0; lane < LaneMath.Lanes; lane++)
        {
            var expected = Philox.Encrypt(new RandomBlock((uint)samples[lane], 77, 9, 0x507), 0x76543210, 0xfedcba98);
            Assert.Equal(expected, new RandomBlock(words[lane], words[16 + lane], words[32 + lane], words[48 + lane]));
        }
    }

    /// <summary>Draws maps of 10 × 20 pixels and compares with the uniform distribution (Kolmogorov and Smirnov, at one in a million).</summary>
    private static void AssertEven(AffineAugmentation options, Func<double[], double> measure, double low, double high)
    {
        var maps = new AffineMaps(options, height: 10, width: 20);
        List<double> values = [];
        for (int first = 0; first < Draws; first += LaneMath.Lanes)
        {
            maps.Draw(new AugmentationDraws(5, 1), [.. Enumerable.Range(first, LaneMath.Lanes)]);
            float[] coefficients = maps.Coefficients.ToArray();
            for (int lane = 0; lane < LaneMath.Lanes; lane++)
            {
                values.Add(measure([.. Enumerable.Range(0, AffineMaps.Count).Select(i => (double)coefficients[(i * LaneMath.Lanes) + lane])]));
            }
        }

        values.Sort();
        Assert.InRange(values[0], low - 1e-4, high);
        Assert.InRange(values[^1], low, high + 1e-4);
        double most = values.Select((value, i) => Math.Abs(((value - low) / (high - low)) - ((i + 0.5) / Draws))).Max();
        Assert.True(most < 2.7 / Math.Sqrt(Draws), $"off by {most}");
    }
}
