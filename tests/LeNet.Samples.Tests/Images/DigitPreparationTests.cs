using LeNet.Runtime;
using LeNet.Samples.Images;

namespace LeNet.Samples.Tests.Images;

/// <summary>What comes out is as MNIST's images are, whatever goes in.</summary>
public sealed class DigitPreparationTests
{
    private const int Size = DigitPreparation.MnistSize;
    private const int BoxSize = 20;

    [Fact]
    public void The_ink_fills_a_box_of_20_and_its_centre_of_mass_is_at_the_middle()
    {
        Dataset digits = TestDigits.Take(60);
        for (int i = 0; i < digits.Count; i++)
        {
            byte[] pixels = DigitPreparation.Prepare(new Photo(Noise: 6, LightAtLeft: 0.6).Take(digits.Image(i), i)).Pixels;

            (double x, double y, Box box) = Measure(pixels);
            Assert.InRange(Math.Max(box.Width, box.Height), BoxSize - 1, BoxSize);

            // A box that would be cut off at the border is moved no further.
            Assert.True(Math.Abs(x - 14.5) <= 0.51 || box.Left <= 1 || box.Right >= Size - 1, $"image {i}: column {x}");
            Assert.True(Math.Abs(y - 14.5) <= 0.51 || box.Top <= 1 || box.Bottom >= Size - 1, $"image {i}: row {y}");
        }
    }

    [Theory]
    [InlineData(10, 100)]
    [InlineData(100, 10)]
    [InlineData(90, 60)]
    public void Proportions_are_kept(int width, int height)
    {
        PreparedDigit digit = DigitPreparation.Prepare(Rectangle(200, 200, 40, 50, width, height, ink: 0, paper: 255));

        (_, _, Box box) = Measure(digit.Pixels);
        double scale = BoxSize / (double)Math.Max(width, height);
        Assert.Equal((Math.Round(width * scale), Math.Round(height * scale)), (box.Width, box.Height));
        Assert.Equal(new Box(40, 50, 40 + width, 50 + height), digit.Found);
        Assert.All(Inside(digit.Pixels, box), pixel => Assert.InRange(pixel, 250, 255));
    }

    [Fact]
    public void Edges_are_smooth()
    {
        // A diagonal has pixels that are partly covered.
        byte[] values = new byte[300 * 300];
        Array.Fill(values, (byte)255);
        for (int row = 50; row < 250; row++)
        {
            values.AsSpan((row * 300) + row - 15, 30).Clear();
        }

        byte[] pixels = DigitPreparation.Prepare(new GreyImage(300, 300, values)).Pixels;

        Assert.InRange(pixels.Count(pixel => pixel is > 20 and < 235), 10, 60);
        Assert.InRange(pixels.Count(pixel => pixel >= 235), 10, 60);
    }

    [Fact]
    public void A_fine_pens_strokes_become_as_wide_as_mnists_and_wide_ones_stay()
    {
        byte[] fine = DigitPreparation.Prepare(Rectangle(300, 300, 148, 50, 3, 200, ink: 20, paper: 240)).Pixels;
        byte[] wide = DigitPreparation.Prepare(Rectangle(300, 300, 130, 50, 40, 200, ink: 20, paper: 240)).Pixels;

        Assert.InRange(Measure(fine).Box.Width, 2, 3);
        Assert.Contains(fine, pixel => pixel > 200);
        Assert.Equal(4, Measure(wide).Box.Width);
    }

    [Fact]
    public void Dark_ink_on_light_and_light_ink_on_dark_come_out_alike()
    {
        GreyImage dark = Rectangle(120, 90, 50, 20, 12, 50, ink: 0, paper: 255);
        var light = new GreyImage(120, 90, [.. dark.Values.Select(value => (byte)(255 - value))]);

        PreparedDigit first = DigitPreparation.Prepare(dark);
        PreparedDigit second = DigitPreparation.Prepare(light);

        Assert.True(first.DarkInk);
        Assert.False(second.DarkInk);
        Assert.Equal(first.Pixels, second.Pixels);
    }

    [Fact]
    public void Ink_that_fills_most_of_a_picture_is_told_from_its_ground_by_the_border()
    {
        foreach ((byte ink, byte paper) in new (byte, byte)[] { (30, 220), (220, 30) })
        {
            GreyImage ring = Rectangle(40, 40, 3, 3, 34, 34, ink, paper);
            for (int row = 14; row < 26; row++)
            {
                ring.Values.AsSpan((row * 40) + 14, 12).Fill(paper);
            }

            PreparedDigit digit = DigitPreparation.Prepare(ring);

            Assert.Equal(ink < paper, digit.DarkInk);
            Assert.Equal(new Box(3, 3, 37, 37), digit.Found);
        }
    }

    [Fact]
    public void An_image_of_the_networks_size_that_is_black_around_is_taken_as_it_is()
    {
        Dataset digits = TestDigits.Take(50);
        for (int i = 0; i < digits.Count; i++)
        {
            PreparedDigit digit = DigitPreparation.Prepare(ImageReader.Read(Photo.Encode(new GreyImage(Size, Size, digits.Image(i).ToArray()))));

            Assert.True(digit.AsItIs);
            Assert.Equal(digits.Image(i), digit.Pixels);
        }
    }

    [Fact]
    public void The_same_image_dark_on_light_comes_out_nearly_as_it_was()
    {
        Dataset digits = TestDigits.Take(50);
        double difference = 0;
        for (int i = 0; i < digits.Count; i++)
        {
            byte[] original = digits.Image(i).ToArray();
            PreparedDigit digit = DigitPreparation.Prepare(new GreyImage(Size, Size, [.. original.Select(pixel => (byte)(255 - pixel))]));

            Assert.False(digit.AsItIs);
            difference += BestDifference(original, digit.Pixels);
        }

        Assert.InRange(difference / digits.Count, 0, 12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(120)]
    public void An_empty_picture_shows_no_digit(byte shade)
    {
        byte[] values = new byte[100 * 80];
        Array.Fill(values, shade);

        Assert.StartsWith("shows no digit", Assert.Throws<ImageException>(() => DigitPreparation.Prepare(new GreyImage(100, 80, values))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(28, 28)]
    [InlineData(1000, 1)]
    [InlineData(1, 3000)]
    public void Pictures_with_no_room_for_a_digit_are_refused_too(int width, int height)
    {
        Assert.Throws<ImageException>(() => DigitPreparation.Prepare(new GreyImage(width, height, new byte[width * height])));
    }

    [Fact]
    public void Empty_paper_in_a_photo_shows_no_digit_be_it_shaded_noisy_or_dusty()
    {
        foreach (Photo photo in new Photo[] { new(Noise: 10), new(LightAtLeft: 0.4, LightAtCorners: 0.5), new(Noise: 6, Specks: 20, LightAtLeft: 0.7) })
        {
            Assert.StartsWith("shows no digit", Assert.Throws<ImageException>(() => DigitPreparation.Prepare(photo.Take(new byte[Size * Size], 3))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_stroke_in_a_spot_of_light_is_dark_ink()
    {
        const int Side = 200;
        byte[] values = new byte[Side * Side];
        for (int i = 0; i < values.Length; i++)
        {
            double x = ((2.0 * (i % Side)) / Side) - 1;
            double y = ((2.0 * (i / Side)) / Side) - 1;
            double light = 230 - (100 * Math.Min(1, Math.Sqrt((x * x) + (y * y))));
            values[i] = (byte)(i % Side is >= 97 and < 103 && i / Side is >= 50 and < 150 ? light / 6 : light);
        }

        PreparedDigit digit = DigitPreparation.Prepare(new GreyImage(Side, Side, values));

        Assert.True(digit.DarkInk);
        Assert.InRange(digit.Found.Width, 4, 12);
        Assert.InRange(digit.Found.Height, 95, 106);
    }

    [Fact]
    public void Specks_and_what_comes_in_from_the_border_do_not_count()
    {
        GreyImage clean = Rectangle(300, 200, 140, 60, 20, 90, ink: 40, paper: 230);
        GreyImage soiled = Rectangle(300, 200, 140, 60, 20, 90, ink: 40, paper: 230);
        for (int row = 0; row < 200; row++)
        {
            soiled.Values.AsSpan(row * 300, 25).Fill(40); // the table's edge
        }

        soiled.Values[(20 * 300) + 250] = soiled.Values[(180 * 300) + 100] = 0;

        PreparedDigit digit = DigitPreparation.Prepare(soiled);

        Assert.Equal(new Box(140, 60, 160, 150), digit.Found);
        Assert.Equal(DigitPreparation.Prepare(clean).Pixels, digit.Pixels);
    }

    [Fact]
    public void A_digit_of_two_strokes_is_kept_whole()
    {
        GreyImage picture = Rectangle(200, 200, 80, 90, 50, 60, ink: 0, paper: 255);
        for (int row = 65; row < 75; row++)
        {
            picture.Values.AsSpan((row * 200) + 85, 45).Clear();
        }

        Assert.Equal(new Box(80, 65, 130, 150), DigitPreparation.Prepare(picture).Found);
    }

    [Theory]
    [InlineData(32, 32)]
    [InlineData(64, 48)]
    [InlineData(14, 14)]
    [InlineData(1, 1)]
    public void Networks_of_another_size_get_the_box_in_proportion(int width, int height)
    {
        PreparedDigit digit = DigitPreparation.Prepare(Rectangle(200, 200, 60, 60, 80, 80, ink: 0, paper: 255), width, height);

        Assert.Equal((width, height, width * height), (digit.Width, digit.Height, digit.Pixels.Length));
        int side = Math.Max(1, (int)((Math.Min(width, height) * 20 / 28.0) + 0.5));
        Assert.Equal(side * side, digit.Pixels.Count(pixel => pixel > 200));
    }

    [Fact]
    public void Networks_of_several_channels_are_refused()
    {
        NetworkDescription colour = new()
        {
            Name = "Colour",
            InputShape = [3, 28, 28],
            ImageHeight = 28,
            ImageWidth = 28,
            Classes = 10,
            InputSettings = "{}",
            Loss = "cross_entropy",
            Layers = [],
            Parameters = [],
            ParameterFloats = 0,
        };

        Assert.Contains("3×28×28", Assert.Throws<ImageException>(() => DigitPreparation.Prepare(Rectangle(50, 50, 20, 20, 9, 9, 0, 255), colour)).Message, StringComparison.Ordinal);
    }

    private static GreyImage Rectangle(int width, int height, int left, int top, int inkWidth, int inkHeight, byte ink, byte paper)
    {
        byte[] values = new byte[width * height];
        Array.Fill(values, paper);
        for (int row = top; row < top + inkHeight; row++)
        {
            values.AsSpan((row * width) + left, inkWidth).Fill(ink);
        }

        return new GreyImage(width, height, values);
    }

    private static (double X, double Y, Box Box) Measure(byte[] pixels)
    {
        (double mass, double x, double y) = (0, 0, 0);
        var box = new Box(Size, Size, 0, 0);
        for (int i = 0; i < pixels.Length; i++)
        {
            (int column, int row) = (i % Size, i / Size);
            mass += pixels[i];
            x += pixels[i] * (column + 0.5);
            y += pixels[i] * (row + 0.5);
            box = pixels[i] > 0 ? box.Union(new Box(column, row, column + 1, row + 1)) : box;
        }

        return (x / mass, y / mass, box);
    }

    private static IEnumerable<byte> Inside(byte[] pixels, Box box) =>
        pixels.Where((_, i) => i % Size >= box.Left && i % Size < box.Right && i / Size >= box.Top && i / Size < box.Bottom);

    /// <summary>The mean difference of pixels at the best of the shifts by one pixel: synthetic digits lie half a pixel from MNIST's middle.</summary>
    private static double BestDifference(byte[] expected, byte[] actual)
    {
        double best = double.PositiveInfinity;
        for (int dy = -1; dy <= 1; dy++)
        {
            for (int dx = -1; dx <= 1; dx++)
            {
                double sum = 0;
                for (int row = 1; row < Size - 1; row++)
                {
                    for (int column = 1; column < Size - 1; column++)
                    {
                        sum += Math.Abs(expected[(row * Size) + column] - actual[((row + dy) * Size) + column + dx]);
                    }
                }

                best = Math.Min(best, sum / (Size * Size));
            }
        }

        return best;
    }
}
