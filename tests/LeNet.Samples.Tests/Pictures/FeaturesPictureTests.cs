using LeNet.Runtime;
using LeNet.Samples.Pictures;

namespace LeNet.Samples.Tests.Pictures;

/// <summary>Every layer's output has a row of its own.</summary>
public sealed class FeaturesPictureTests
{
    private const int Left = Sheet.Margin + 200;
    private const int Top = Sheet.Top + 6;

    [Fact]
    public void Maps_and_cells_have_the_colours_of_their_numbers()
    {
        LayerValues maps = new("conv", "conv2d", [2, 1, 2], new float[] { 2, -2, 0, 1 });
        LayerValues cells = new("fc", "linear", [3], new float[] { -3, 0, 3 });

        DecodedPicture picture = Draw(maps, cells);

        Assert.Equal(Palette.Diverging(1), picture[Left + 10, Top + 10]);
        Assert.Equal(Palette.Diverging(-1), picture[Left + 100, Top + 10]);
        Assert.Equal(Palette.Diverging(0.5), picture[Left + 120 + 100, Top + 10]);
        int second = Top + 112 + 26;
        Assert.Equal(Palette.Diverging(-1), picture[Left + 4, second + 10]);
        Assert.Equal(Palette.Diverging(0), picture[Left + 13, second + 10]);
        Assert.Equal(Palette.Diverging(1), picture[Left + 22, second + 10]);
        Assert.False(picture.TouchesBorder);
    }

    [Fact]
    public void The_most_probable_class_stands_out()
    {
        LayerValues layer = new("fc", "linear", [2], new float[2]);

        Assert.NotEqual(
            FeaturesPicture.Draw("a", "b", [layer], new float[] { 0.9f, 0.1f }),
            FeaturesPicture.Draw("a", "b", [layer], new float[] { 0.1f, 0.9f }));
    }

    [Fact]
    public void Flattening_changes_nothing_to_see()
    {
        LayerValues layer = new("fc", "linear", [2], new float[2]);
        LayerValues flatten = new("flatten", "flatten", [2], new float[2]);

        Assert.Equal(Draw(layer).Height, Draw(flatten, layer).Height);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(512, 1, 1)]
    [InlineData(64, 200, 100)]
    [InlineData(33, 2, 30)]
    public void Any_number_of_maps_fits(int channels, int height, int width)
    {
        DecodedPicture picture = Draw(new LayerValues("conv", "conv2d", [channels, height, width], new float[channels * height * width]));

        Assert.InRange(picture.Height, 200, 900);
        Assert.False(picture.TouchesBorder);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public void Any_number_of_features_fits(int features)
    {
        DecodedPicture picture = Draw(new LayerValues("fc", "linear", [features], new float[features]));

        Assert.InRange(picture.Height, 200, 900);
        Assert.False(picture.TouchesBorder);
    }

    [Fact]
    public void The_layers_are_those_of_the_network()
    {
        Network network = SampleNetwork.Create(null);
        network.Initialize(1);

        IReadOnlyList<LayerValues> layers = LayerValues.Of(network, new byte[network.Description.ImageBytes]);

        Assert.Equal(["input", .. network.Description.Layers.Select(layer => layer.Name)], layers.Select(layer => layer.Name));
        Assert.All(layers, layer => Assert.Equal(layer.Shape.Aggregate(1, (product, size) => product * size), layer.Values.Length));
    }

    private static DecodedPicture Draw(params LayerValues[] layers) => new(FeaturesPicture.Draw("a", "b", layers, new float[] { 0.25f, 0.75f }));
}
