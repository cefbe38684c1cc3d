namespace LeNet.Runtime.Tests.Augmentations;

/// <summary>Crop, flip and erasing.</summary>
public sealed class RowDistortionTests
{
    private const int Height = 6;
    private const int Width = 9;

    private static readonly Dataset Data = Pictures.Noise(600, 2, Height, Width);

    [Fact]
    public void A_certain_flip_mirrors_every_row()
    {
        Dataset flipped = Data.Distort(new Augmentation { HorizontalFlip = new FlipAugmentation { Probability = 1 } });

        Assert.Equal(Data.Images.ToArray().Chunk(Width).SelectMany(row => row.Reverse()), flipped.Images.ToArray());
    }

    [Fact]
    public void Flips_and_erasing_of_no_probability_do_nothing() =>
        Assert.Equal(Data.Images, Data.Distort(new Augmentation { HorizontalFlip = new() { Probability = 0 }, Erasing = new() { Probability = 0 } }).Images);

    [Fact]
    public void A_flip_happens_as_often_as_it_should()
    {
        Dataset flipped = Data.Distort(new Augmentation { HorizontalFlip = new FlipAugmentation { Probability = 0.3 } });
        int count = Pictures.All(Data).Count(i => !Data.Image(i).SequenceEqual(flipped.Image(i)));

        // Four standard deviations of a binomial distribution.
        Assert.InRange(count, 180 - 45, 180 + 45);
    }

    [Fact]
    public void A_crop_moves_the_image_by_whole_pixels_and_each_move_is_as_frequent()
    {
        Dataset cropped = Data.Distort(new Augmentation { Crop = new CropAugmentation { Padding = 1 } });
        int[] moves = new int[9];
        foreach (int i in Pictures.All(Data))
        {
            int move = Array.FindIndex([.. Enumerable.Range(0, 9)], move => Moved(i, (move / 3) - 1, (move % 3) - 1).SequenceEqual(cropped.Image(i)));
            Assert.InRange(move, 0, 8);
            moves[move]++;
        }

        Assert.All(moves, count => Assert.InRange(count, 67 - 32, 67 + 32));
    }

    [Fact]
    public void A_crop_may_move_the_image_out_of_sight()
    {
        Dataset cropped = Data.Distort(new Augmentation { Crop = new CropAugmentation { Padding = int.MaxValue } });

        Assert.Equal(0, cropped.Images.ToArray().Max());
    }

    [Fact]
    public void Erasing_covers_a_rectangle_within_its_ranges_in_all_channels()
    {
        Dataset data = Pictures.Noise(2000, 2, 30, 40);
        Dataset erased = data.Distort(new Augmentation { Erasing = new ErasingAugmentation { Probability = 0.6, Scale = (0.1, 0.2), Ratio = (0.5, 2), Value = 0 } });
        List<(int Rows, int Columns)> sizes = [];
        foreach (int i in Pictures.All(data))
        {
            byte[] image = erased.Image(i).ToArray();
            int[] covered = [.. Enumerable.Range(0, 1200).Where(pixel => image[pixel] == 0)];
            Assert.Equal(covered, Enumerable.Range(0, 1200).Where(pixel => image[1200 + pixel] == 0));
            if (covered.Length == 0)
            {
                Assert.Equal(data.Image(i), erased.Image(i));
                continue;
            }

            int rows = (covered[^1] / 40) - (covered[0] / 40) + 1;
            int columns = (covered[^1] % 40) - (covered[0] % 40) + 1;
            Assert.Equal(rows * columns, covered.Length);
            Assert.InRange(covered.Length / 1200.0, 0.09, 0.22); // sides are rounded to whole pixels
            Assert.InRange((double)rows / columns, 0.45, 2.2);
            sizes.Add((rows, columns));
        }

        Assert.InRange(sizes.Count, 1200 - 88, 1200 + 88);
        Assert.InRange(sizes.Average(size => size.Rows * size.Columns) / 1200, 0.147, 0.153);
        Assert.InRange(sizes.Average(size => Math.Log((double)size.Rows / size.Columns)), -0.05, 0.05);
        Assert.True(sizes.Distinct().Count() > 50);
    }

    [Fact]
    public void Erasing_paints_with_its_value_and_gives_up_on_what_does_not_fit()
    {
        Dataset black = new(new byte[100 * 64], new byte[100], 1, 8, 8);
        var certain = new ErasingAugmentation { Probability = 1, Value = 200 };

        byte[] painted = black.Distort(new Augmentation { Erasing = certain }).Images.ToArray();
        byte[] whole = black.Distort(new Augmentation { Erasing = certain with { Scale = (1, 1), Ratio = (1, 1) } }).Images.ToArray();

        Assert.Equal<byte>([0, 200], [.. painted.Distinct().Order()]);
        Assert.Equal<byte>([0], [.. whole.Distinct()]);
    }

    [Fact]
    public void Crop_flip_and_erasing_follow_the_resampling_in_this_order()
    {
        var affine = new Augmentation { Affine = new AffineAugmentation { Degrees = 20 } };
        var crop = new Augmentation { Crop = new CropAugmentation { Padding = 2 } };
        var flip = new Augmentation { HorizontalFlip = new FlipAugmentation() };
        var erasing = new Augmentation { Erasing = new ErasingAugmentation { Value = 9 } };
        var all = new Augmentation { Affine = affine.Affine, Crop = crop.Crop, HorizontalFlip = flip.HorizontalFlip, Erasing = erasing.Erasing };

        Assert.Equal(Data.Distort(affine).Distort(crop).Distort(flip).Distort(erasing).Images, Data.Distort(all).Images);
    }

    private static byte[] Moved(int sample, int down, int right)
    {
        ReadOnlySpan<byte> image = Data.Image(sample);
        byte[] moved = new byte[image.Length];
        for (int i = 0; i < moved.Length; i++)
        {
            int row = (i / Width % Height) - down;
            int column = (i % Width) - right;
            moved[i] = row is >= 0 and < Height && column is >= 0 and < Width ? image[i - (down * Width) - right] : (byte)0;
        }

        return moved;
    }
}
