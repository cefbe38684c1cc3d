using LeNet.Runtime;
using LeNet.Samples.Pictures;
using SkiaSharp;

namespace LeNet.Samples.Tests.Pictures;

/// <summary>A square per weight, its colour the weight.</summary>
public sealed class FiltersPictureTests
{
    [Fact]
    public void Each_weight_has_its_colour_in_its_place()
    {
        float[] weights = [1, 0, 0, -1, 0.5f, 0, 0, 0];
        var picture = new DecodedPicture(FiltersPicture.Draw("Net", "conv1", [2, 1, 2, 2], weights));

        Assert.Equal(Palette.Diverging(1), picture[Sheet.Margin + 10, Sheet.Top + 10]);
        Assert.Equal(Palette.Diverging(0), picture[Sheet.Margin + 120, Sheet.Top + 10]);
        Assert.Equal(Palette.Diverging(-1), picture[Sheet.Margin + 120, Sheet.Top + 120]);
        Assert.Equal(Palette.Diverging(0.5), picture[Sheet.Margin + 152 + 10, Sheet.Top + 10]);
        Assert.False(picture.TouchesBorder);
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(64, 1, 3, 3)]
    [InlineData(500, 200, 11, 7)]
    [InlineData(4, 3, 5, 1)]
    [InlineData(2, 1, 200, 200)]
    public void Any_shape_fits_a_page(int kernels, int channels, int height, int width)
    {
        var picture = new DecodedPicture(FiltersPicture.Draw("Net", "conv", [kernels, channels, height, width], new float[kernels * channels * height * width]));

        Assert.InRange(picture.Width, 700, 1400);
        Assert.InRange(picture.Height, 300, 12_000);
        Assert.False(picture.TouchesBorder);
    }

    [Fact]
    public void What_is_no_number_is_grey()
    {
        var picture = new DecodedPicture(FiltersPicture.Draw("Net", "conv", [1, 1, 1, 2], [float.NaN, 1]));

        Assert.Equal(Palette.Muted, picture[Sheet.Margin + 10, Sheet.Top + 10]);
    }

    [Fact]
    public void The_scales_are_told_apart_by_anyone()
    {
        // Lightness alone, as who sees no colours at all sees them: both ends are dark, the middle is light.
        Assert.True(Lightness(Palette.Diverging(0)) > Lightness(Palette.Diverging(0.5)) + 40);
        Assert.True(Lightness(Palette.Diverging(0.5)) > Lightness(Palette.Diverging(1)) + 40);
        Assert.True(Lightness(Palette.Diverging(-0.5)) > Lightness(Palette.Diverging(-1)) + 40);

        static double Lightness(SKColor color) => (0.299 * color.Red) + (0.587 * color.Green) + (0.114 * color.Blue);
    }
}
