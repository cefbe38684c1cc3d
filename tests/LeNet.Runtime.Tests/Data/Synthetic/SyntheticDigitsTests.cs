namespace LeNet.Runtime.Tests.Data.Synthetic;

/// <summary>The images as a whole: fixed by seed and index, and made up as MNIST's are.</summary>
public sealed class SyntheticDigitsTests
{
    private const int Count = 1000;

    private static readonly Lazy<Dataset> First = new(() => SyntheticDigits.Draw(1, 0, Count, threads: 2));

    [Fact]
    public void The_first_images_are_fixed_for_ever() =>
        Assert.Equal("7e6a31d0919e475d7df3c57e5b3145fd9b1803eb01f1e8cd3a63a6c4b9d59d0f", Hash(First.Value));

    [Fact]
    public void The_test_set_is_fixed_for_ever()
    {
        Dataset test = SyntheticDigits.Test();

        Assert.Equal((SyntheticDigits.TestCount, 1, 28, 28), (test.Count, test.Channels, test.Height, test.Width));
        Assert.Equal("6c4dd0c43ef5cdc819bbcf4834a7140a15cb1f25f52256d425b13ebb404690f2", Hash(test));
    }

    [LongFact]
    public void The_training_set_is_fixed_for_ever()
    {
        Dataset training = SyntheticDigits.Training();

        Assert.Equal((SyntheticDigits.TrainingCount, 1, 28, 28), (training.Count, training.Channels, training.Height, training.Width));
        Assert.Equal("06ee68f28bd815ff1ddcbeb37f456e2892773faf78ac86b351d118bdc39b245a", Hash(training));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public void Threads_do_not_matter(int threads) => Assert.Equal(Hash(First.Value), Hash(SyntheticDigits.Draw(1, 0, Count, threads)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(437, 263)]
    public void An_image_depends_on_its_index_alone(int first, int count)
    {
        Dataset part = SyntheticDigits.Draw(1, first, count, threads: 2);

        Assert.True(First.Value.Images.Slice(first * ImageFrame.Pixels, count * ImageFrame.Pixels).SequenceEqual(part.Images));
        Assert.True(First.Value.Labels.Slice(first, count).SequenceEqual(part.Labels));
    }

    [Fact]
    public void Test_images_follow_the_training_images()
    {
        Dataset test = SyntheticDigits.Draw(1, SyntheticDigits.TrainingCount, 100, threads: 1);

        Assert.True(SyntheticDigits.Test().Image(42).SequenceEqual(test.Image(42)));
    }

    [Theory]
    [InlineData(0ul)]
    [InlineData(2ul)]
    [InlineData(1ul << 32 | 1)]
    public void Seeds_give_images_of_their_own(ulong seed)
    {
        Dataset other = SyntheticDigits.Draw(seed, 0, 100, threads: 1);

        Assert.False(other.Labels.SequenceEqual(First.Value.Labels[..100]));
        for (int i = 0; i < other.Count; i++)
        {
            Assert.False(other.Image(i).SequenceEqual(First.Value.Image(i)));
        }
    }

    [Fact]
    public void Every_ten_images_show_every_digit_once_in_an_order_of_their_own()
    {
        byte[] labels = First.Value.Labels.ToArray();

        Assert.All(labels.Chunk(10), ten => Assert.Equal("0123456789", string.Concat(ten.Order())));
        Assert.Equal(100, labels.Chunk(10).Select(ten => string.Concat(ten)).Distinct().Count());
    }

    [Fact]
    public void No_two_images_are_alike()
    {
        var seen = new HashSet<string>();
        for (int i = 0; i < Count; i++)
        {
            Assert.True(seen.Add(Convert.ToBase64String(First.Value.Image(i))), $"image {i} is there twice");
        }
    }

    [Fact]
    public void Ink_fills_a_box_of_20_pixels_and_its_mass_is_centred()
    {
        for (int i = 0; i < Count; i++)
        {
            var ink = new Ink(First.Value.Image(i));
            Assert.InRange(Math.Max(ink.Width, ink.Height), 19, 20);
            Assert.InRange(ink.CentreX, 13.4, 14.6);
            Assert.InRange(ink.CentreY, 13.4, 14.6);
        }
    }

    /// <summary>MNIST's mean pixel is 0.1307 and the standard deviation 0.3081, which networks normalise by.</summary>
    [Fact]
    public void Pixels_have_the_mean_and_deviation_of_those_of_mnist()
    {
        double[] values = [.. First.Value.Images.ToArray().Select(pixel => pixel / 255.0)];
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));

        Assert.InRange(mean, 0.1207, 0.1407);
        Assert.InRange(deviation, 0.2981, 0.3181);
    }

    [Fact]
    public void Edges_are_smooth_and_lines_are_of_full_ink()
    {
        Assert.Contains((byte)255, First.Value.Image(0).ToArray());
        Assert.True(First.Value.Images.ToArray().Distinct().Count() > 250);
    }

    [Fact]
    public void A_network_that_takes_other_images_is_told_what_does_not_fit()
    {
        DataFileException exception = Assert.Throws<DataFileException>(() => First.Value.Require(TestNetworks.Classifier(3, 32, 32, 10)));

        Assert.StartsWith("synthetic digits: holds images of 1×28×28", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_number_of_threads_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticDigits.Test(threads: -1));

    private static string Hash(Dataset dataset)
    {
        using var hash = new HashStream();
        hash.Write(dataset.Images);
        hash.Write(dataset.Labels);
        return hash.Finish();
    }

    /// <summary>Where an image has ink.</summary>
    private readonly struct Ink
    {
        public Ink(ReadOnlySpan<byte> image)
        {
            int left = ImageFrame.Size;
            int top = ImageFrame.Size;
            int right = -1;
            int bottom = -1;
            double mass = 0;
            for (int i = 0; i < image.Length; i++)
            {
                (int row, int column) = (i / ImageFrame.Size, i % ImageFrame.Size);
                mass += image[i];
                CentreX += image[i] * (column + 0.5);
                CentreY += image[i] * (row + 0.5);
                if (image[i] > 0)
                {
                    (left, right, top, bottom) = (Math.Min(left, column), Math.Max(right, column), Math.Min(top, row), Math.Max(bottom, row));
                }
            }

            (Width, Height, CentreX, CentreY) = (right - left + 1, bottom - top + 1, CentreX / mass, CentreY / mass);
        }

        public int Width { get; }

        public int Height { get; }

        public double CentreX { get; }

        public double CentreY { get; }
    }
}
