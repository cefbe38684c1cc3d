using LeNet.Runtime;
using LeNet.Samples.Pictures;
using SkiaSharp;

namespace LeNet.Samples.Tests.Pictures;

/// <summary>A cell per pair of classes, blue where they are the same and orange where they are not.</summary>
public sealed class ConfusionPictureTests
{
    private static readonly SKColor Worst = Palette.ScaleOfOrange(0.85);

    [Fact]
    public void An_error_is_in_the_row_of_its_true_class_and_the_column_of_its_predicted_one()
    {
        DecodedPicture upperRight = Draw(new[,] { { 8, 0, 2 }, { 0, 9, 0 }, { 0, 0, 9 } });
        DecodedPicture lowerLeft = Draw(new[,] { { 9, 0, 0 }, { 0, 9, 0 }, { 2, 0, 8 } });

        SKRectI first = IsNearly(upperRight, Worst)!.Value;
        SKRectI second = IsNearly(lowerLeft, Worst)!.Value;
        Assert.InRange(first.Width, 60, 74);
        Assert.InRange(first.Height, 60, 74);
        Assert.InRange(first.Left - second.Left, 145, 151);
        Assert.InRange(second.Top - first.Top, 145, 151);
    }

    [Fact]
    public void Without_errors_nothing_is_orange()
    {
        DecodedPicture picture = Draw(new[,] { { 9, 0, 0 }, { 0, 9, 0 }, { 0, 0, 9 } });

        Assert.Null(picture.Find(pixel => pixel.Red > pixel.Blue + 40));
        Assert.NotNull(picture.Find(pixel => pixel.Blue > pixel.Red + 100));
    }

    [Fact]
    public void More_errors_are_darker()
    {
        DecodedPicture picture = Draw(new[,] { { 100, 1, 100 }, { 0, 100, 0 }, { 0, 0, 100 } });

        SKRectI worst = IsNearly(picture, Worst)!.Value;
        SKColor few = picture[worst.Left - 10, worst.Top + 5];
        Assert.True(few.Red > few.Blue + 5, few.ToString());
        Assert.True(few.Green > Worst.Green + 50, few.ToString());
    }

    [Fact]
    public void A_class_without_samples_is_drawn() => Assert.False(Draw(new int[4, 4]).TouchesBorder);

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(47)]
    [InlineData(200)]
    [InlineData(1000)]
    public void Any_number_of_classes_fits_the_page(int classes)
    {
        int[,] confusion = new int[classes, classes];
        for (int i = 0; i < classes; i++)
        {
            confusion[i, i] = 90_000;
            confusion[i, (i + 1) % classes] += 10_000;
        }

        DecodedPicture picture = Draw(confusion);

        Assert.InRange(picture.Width, 700, 2500);
        Assert.False(picture.TouchesBorder);
        Assert.NotNull(picture.Find(pixel => pixel.Blue > pixel.Red + 100));
    }

    [Fact]
    public void More_classes_than_pixels_have_no_picture() => Assert.Null(ConfusionPicture.Draw("a", new Evaluation(0, 1, 1, new int[1001, 1001])));

    private static DecodedPicture Draw(int[,] confusion) => new(ConfusionPicture.Draw("a on b", new Evaluation(0.1, 30, 20, confusion)));

    private static SKRectI? IsNearly(DecodedPicture picture, SKColor color) => picture.Find(pixel =>
        Math.Abs(pixel.Red - color.Red) + Math.Abs(pixel.Green - color.Green) + Math.Abs(pixel.Blue - color.Blue) < 12);
}
