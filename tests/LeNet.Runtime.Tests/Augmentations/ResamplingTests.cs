namespace LeNet.Runtime.Tests.Augmentations;

/// <summary>Affine and elastic distortion against the reference in double precision.</summary>
public sealed class ResamplingTests
{
    private const ulong Seed = 0x123456789;
    private const int Epoch = 7;

    /// <summary>
    /// Rounding to a level costs half of one. A position is off by half a unit of 1/2048 pixel in each direction, and neighbours differ by 255 levels at most:
    /// an eighth of a level. Positions and fields in single precision are off by some 1e-5 pixels.
    /// </summary>
    private const double Bound = 0.5 + 0.125 + 0.01;

    private static readonly AffineAugmentation Affine = new() { Degrees = 180, Translate = (0.2, 0.1), Scale = (0.5, 2), Shear = (30, 20) };
    private static readonly ElasticAugmentation Elastic = new() { Alpha = 34, Sigma = 3 };

    [Theory]
    [InlineData(1, 28, 28)]
    [InlineData(3, 9, 17)]
    [InlineData(2, 33, 6)]
    [InlineData(1, 1, 1)]
    [InlineData(1, 1, 40)]
    [InlineData(4, 7, 1)]
    public void Every_level_is_that_of_the_reference_but_for_rounding(int channels, int height, int width)
    {
        AssertAsReference(new Augmentation { Affine = Affine }, channels, height, width);
        AssertAsReference(new Augmentation { Elastic = Elastic }, channels, height, width);
        AssertAsReference(new Augmentation { Affine = Affine with { Degrees = 10 }, Elastic = Elastic with { Alpha = 60, Sigma = 5 } }, channels, height, width);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.7)]
    [InlineData(1000)]
    public void Any_smoothness_is_that_of_the_reference(double sigma) =>
        AssertAsReference(new Augmentation { Elastic = new ElasticAugmentation { Alpha = 5, Sigma = sigma } }, 1, 12, 19);

    [Theory]
    [InlineData(1, 28, 28)]
    [InlineData(3, 5, 9)]
    public void What_moves_nothing_changes_nothing(int channels, int height, int width)
    {
        Dataset dataset = Pictures.Noise(20, channels, height, width);

        Assert.Equal(dataset.Images, dataset.Distort(new Augmentation { Affine = new AffineAugmentation() }).Images);
        Assert.Equal(dataset.Images, dataset.Distort(new Augmentation { Elastic = new ElasticAugmentation { Alpha = 0 } }).Images);
    }

    [Fact]
    public void What_is_moved_out_of_sight_leaves_black()
    {
        Dataset dataset = Pictures.Noise(40, 1, 10, 10);

        Assert.Equal(0, dataset.Distort(new Augmentation { Elastic = new ElasticAugmentation { Alpha = 1e30, Sigma = 2 } }).Images.ToArray().Max());
        Assert.Equal(0, dataset.Distort(new Augmentation { Elastic = new ElasticAugmentation { Alpha = double.MaxValue, Sigma = 2 } }).Images.ToArray().Max());
    }

    [Fact]
    public void A_tiny_image_of_an_image_is_at_most_a_dot()
    {
        Dataset dataset = Pictures.Noise(16, 1, 11, 11).Distort(new Augmentation { Affine = new AffineAugmentation { Scale = (1e-6, 1e-6) } });

        Assert.All(Pictures.All(dataset), i => Assert.Equal(1, dataset.Image(i).ToArray().Count(level => level > 0)));
    }

    [Fact]
    public void Positions_have_as_many_bits_as_a_float_has_left()
    {
        Assert.Equal(11, SourcePositions.BitsFor(4093));
        Assert.Equal(10, SourcePositions.BitsFor(4094));
        Assert.Equal(6, SourcePositions.BitsFor(65_536));
    }

    [Fact]
    public void Images_whose_positions_have_fewer_bits_stay_in_place()
    {
        Dataset dataset = Pictures.Noise(1, 1, 1, 65_536);

        Assert.Equal(dataset.Images, dataset.Distort(new Augmentation { Affine = new AffineAugmentation() }).Images);
    }

    private static void AssertAsReference(Augmentation augmentation, int channels, int height, int width)
    {
        // A whole tile and a part of one.
        Dataset dataset = Pictures.Noise(21, channels, height, width);
        Dataset distorted = dataset.Distort(augmentation, Seed, Epoch);
        for (int sample = 0; sample < dataset.Count; sample++)
        {
            double[] expected = ReferenceResampling.Distort(augmentation, dataset.Image(sample), channels, height, width, Seed, Epoch, sample);
            ReadOnlySpan<byte> actual = distorted.Image(sample);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.True(Math.Abs(actual[i] - expected[i]) <= Bound, $"sample {sample}, value {i}: {actual[i]} instead of {expected[i]:F3}");
            }
        }
    }
}
