namespace LeNet.Runtime.Tests.Augmentations;

/// <summary>What is out of range is refused by name, wherever an augmentation is used.</summary>
public sealed class AugmentationOptionsTests
{
    public static TheoryData<string, Augmentation> OutOfRange => new()
    {
        { "Degrees", new() { Affine = new() { Degrees = -1 } } },
        { "Degrees", new() { Affine = new() { Degrees = 181 } } },
        { "Degrees", new() { Affine = new() { Degrees = double.NaN } } },
        { "Translate", new() { Affine = new() { Translate = (1.5, 0) } } },
        { "Translate", new() { Affine = new() { Translate = (0, -0.1) } } },
        { "Translate", new() { Affine = new() { Translate = (0, double.NaN) } } },
        { "Scale", new() { Affine = new() { Scale = (0, 1) } } },
        { "Scale", new() { Affine = new() { Scale = (1.2, 0.8) } } },
        { "Scale", new() { Affine = new() { Scale = (1, double.PositiveInfinity) } } },
        { "Scale", new() { Affine = new() { Scale = (double.NaN, 1) } } },
        { "Shear", new() { Affine = new() { Shear = (90, 0) } } },
        { "Shear", new() { Affine = new() { Shear = (0, -5) } } },
        { "Alpha", new() { Elastic = new() { Alpha = -1 } } },
        { "Alpha", new() { Elastic = new() { Alpha = double.PositiveInfinity } } },
        { "Sigma", new() { Elastic = new() { Sigma = 0 } } },
        { "Sigma", new() { Elastic = new() { Sigma = 1001 } } },
        { "Padding", new() { Crop = new() { Padding = -1 } } },
        { "Probability", new() { HorizontalFlip = new() { Probability = 1.1 } } },
        { "Probability", new() { HorizontalFlip = new() { Probability = double.NaN } } },
        { "Probability", new() { Erasing = new() { Probability = -0.1 } } },
        { "Scale", new() { Erasing = new() { Scale = (0.3, 0.2) } } },
        { "Scale", new() { Erasing = new() { Scale = (0.3, 1.2) } } },
        { "Ratio", new() { Erasing = new() { Ratio = (0, 1) } } },
        { "Ratio", new() { Erasing = new() { Ratio = (2, 1) } } },
        { "Ratio", new() { Erasing = new() { Ratio = (1, double.PositiveInfinity) } } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Values_out_of_range_are_refused_by_name(string name, Augmentation augmentation)
    {
        Dataset data = Pictures.Noise(1, 1, 9, 8);

        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => augmentation.Apply(data, [0], 1, 1)).ParamName);
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer(new Testing.Host.Small(), new TrainingOptions { Augmentation = augmentation })).ParamName);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_sample_that_is_not_there_is_refused(int sample) =>
        Assert.Equal("samples", Assert.Throws<ArgumentOutOfRangeException>(() => new Augmentation().Apply(Pictures.Noise(3, 1, 2, 2), [0, sample], 1, 1)).ParamName);

    [Fact]
    public void An_augmentation_of_nothing_returns_the_images() =>
        Assert.Equal(Pictures.Noise(3, 1, 2, 2).Images, Pictures.Noise(3, 1, 2, 2).Distort(new Augmentation()).Images);

    [Theory]
    [InlineData(1, 65_536, 65_536)]
    [InlineData(100, 2_000, 2_000)]
    public void Images_too_large_for_arrays_are_refused_before_memory_is_taken(int channels, int height, int width) =>
        Assert.Contains($"{channels}×{height}×{width}", Assert.Throws<InsufficientMemoryException>(() => new TileAugmenter(new Augmentation(), channels, height, width)).Message, StringComparison.Ordinal);

    [Fact]
    public void More_images_than_an_array_has_room_for_are_refused() =>
        Assert.Equal("samples", Assert.Throws<ArgumentException>(() => new Augmentation().Apply(Pictures.Noise(1, 1, 1, 65_536), new int[40_000], 1, 1)).ParamName);
}
