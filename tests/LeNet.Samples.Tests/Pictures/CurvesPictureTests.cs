using LeNet.Runtime;
using LeNet.Samples.Pictures;
using SkiaSharp;

namespace LeNet.Samples.Tests.Pictures;

/// <summary>Loss falls, accuracy rises, and the picture shows it.</summary>
public sealed class CurvesPictureTests
{
    private const int Middle = 750;

    /// <summary>Below titles and legend.</summary>
    private const int Top = 110;

    [Fact]
    public void Curves_go_where_the_numbers_go()
    {
        DecodedPicture picture = Draw(Enumerable.Range(1, 10).Select(epoch => Epoch(epoch, loss: 1.0 / epoch, accuracy: 1 - (0.2 / epoch))));

        Assert.Equal((1500, 660), (picture.Width, picture.Height));
        Assert.False(picture.TouchesBorder);
        foreach (SKColor color in (SKColor[])[Palette.Blue, Palette.Vermilion])
        {
            Assert.True(FirstY(picture, color, 100) < LastY(picture, color, Middle - 60), "the loss falls");
            Assert.True(FirstY(picture, color, Middle + 90) > LastY(picture, color, 1460), "the accuracy rises");
        }
    }

    [Fact]
    public void A_learning_rate_that_moves_has_a_panel_of_its_own()
    {
        EpochReport[] epochs = [.. Enumerable.Range(1, 10).Select(epoch => Epoch(epoch, 1, 0.5) with { LearningRate = 1e-5 / epoch })];
        DecodedPicture picture = Draw(epochs);
        DecodedPicture constant = Draw(epochs.Select(epoch => epoch with { LearningRate = 1e-5 }));

        const int From = 1080;
        Assert.False(picture.TouchesBorder);
        Assert.True(FirstY(picture, Palette.Purple, From) < LastY(picture, Palette.Purple, 1460), "the rate falls");
        Assert.True(Curve(picture, Palette.Vermilion, From) is null, "the other curves are in panels of their own");
        Assert.NotNull(Curve(constant, Palette.Vermilion, From));
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(200, 1.0)]
    public void Markers_are_whole_where_the_values_hardly_change(double loss, double accuracy)
    {
        DecodedPicture picture = Draw([Epoch(1, loss, accuracy), Epoch(2, loss + (0.01 * loss), accuracy)]);

        // A square of the test's curve in each panel, found by its left edge.
        foreach (int left in (int[])[100, Middle + 90])
        {
            SKRectI curve = Curve(picture, Palette.Vermilion, left, left + 600)!.Value;
            int high = Enumerable.Range(Top, 500).Count(y => picture[curve.Left + 1, y] == Palette.Vermilion);
            Assert.InRange(high, 8, 12);
        }
    }

    [Fact]
    public void Other_numbers_make_another_picture()
    {
        Assert.NotEqual(
            CurvesPicture.Draw("a", [Epoch(1, 1, 0.5), Epoch(2, 0.5, 0.6)]),
            CurvesPicture.Draw("a", [Epoch(1, 1, 0.5), Epoch(2, 0.7, 0.6)]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(10_000)]
    public void Any_number_of_epochs_can_be_drawn(int epochs)
    {
        DecodedPicture picture = Draw(Enumerable.Range(1, epochs).Select(epoch => Epoch(epoch, 0.5, 0.9)));

        Assert.NotNull(picture.Find(Palette.Blue, Top));
        Assert.False(picture.TouchesBorder);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_number_is_left_out(double loss)
    {
        Assert.NotNull(Draw([Epoch(1, 1, 0.5), Epoch(2, loss, 0.5), Epoch(3, 1, 0.5)]).Find(Palette.Blue, Top));
    }

    [Fact]
    public void A_run_without_an_epoch_has_no_curves() => Assert.Null(CurvesPicture.Draw("a", []));

    [Fact]
    public void A_long_title_is_cut()
    {
        Assert.False(new DecodedPicture(CurvesPicture.Draw(new string('W', 500), [Epoch(1, 1, 0.5)])).TouchesBorder);
    }

    private static DecodedPicture Draw(IEnumerable<EpochReport> epochs) => new(CurvesPicture.Draw("LeNet5 on MNIST", [.. epochs]));

    private static EpochReport Epoch(int number, double loss, double accuracy) => new(
        number, number, loss, accuracy - 0.05, new Evaluation(loss / 2, 1000, (int)(1000 * accuracy), new int[2, 2]), TimeSpan.FromSeconds(1));

    /// <summary>Where a curve begins: its first pixel right of a column, below titles and legend.</summary>
    private static int FirstY(DecodedPicture picture, SKColor color, int from)
    {
        SKRectI all = Curve(picture, color, from)!.Value;
        return Curve(picture, color, from, all.Left + 6)!.Value.MidY;
    }

    private static int LastY(DecodedPicture picture, SKColor color, int to)
    {
        int x = to;
        while (Column(picture, color, x) is null)
        {
            x--;
        }

        return Column(picture, color, x)!.Value;
    }

    private static int? Column(DecodedPicture picture, SKColor color, int x)
    {
        for (int y = Top; y < picture.Height; y++)
        {
            if (picture[x, y] == color)
            {
                return y;
            }
        }

        return null;
    }

    private static SKRectI? Curve(DecodedPicture picture, SKColor color, int left, int right = int.MaxValue)
    {
        SKRectI? found = null;
        for (int x = left; x < Math.Min(right, picture.Width); x++)
        {
            if (Column(picture, color, x) is { } y)
            {
                var pixel = SKRectI.Create(x, y, 1, 1);
                found = found is { } before ? SKRectI.Union(before, pixel) : pixel;
            }
        }

        return found;
    }
}
