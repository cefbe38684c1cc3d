using LeNet.Runtime;
using LeNet.Samples.Pictures;

namespace LeNet.Samples.Tests.Pictures;

/// <summary>The surest mistakes are found, whatever the size of the set.</summary>
public sealed class MistakeTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly Network _network = SampleNetwork.Create(null);
    private readonly Dataset _test;

    public MistakeTests()
    {
        Engine.WriteData(_temp["data"]);
        _test = Dataset.Load(_temp["data", "t10k-images-idx3-ubyte"], _temp["data", "t10k-labels-idx1-ubyte"]);
        _network.Initialize(3);
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void All_of_them_are_found_the_surest_first()
    {
        IReadOnlyList<Mistake> found = Mistake.Find(NetworkSet.Of(_network), _test, int.MaxValue, threads: 2);

        Assert.NotEmpty(found);
        Assert.Equal(Expected(), found);
    }

    [Fact]
    public void Of_many_the_surest_are_kept()
    {
        Assert.Equal(Expected().Take(5), Mistake.Find(NetworkSet.Of(_network), _test, 5, threads: 1));
    }

    [Fact]
    public void The_picture_shows_the_images()
    {
        var image = new byte[2 * 28 * 28];
        image.AsSpan(28 * 28).Fill(200);
        var test = new Dataset(image, [4, 5], 1, 28, 28);

        var picture = new DecodedPicture(MistakesPicture.Draw("a on b", test, new Evaluation(1, 2, 0, new int[10, 10]), [new Mistake(1, 5, 6, 0.9f), new Mistake(0, 4, 9, 0.8f)]));

        Assert.Equal(new SkiaSharp.SKColor(200, 200, 200), picture[Sheet.Margin + 70, Sheet.Top + 70]);
        Assert.Equal(SkiaSharp.SKColors.Black, picture[Sheet.Margin + 70 + 172, Sheet.Top + 70]);
        Assert.NotNull(picture.Find(Palette.Blue, top: Sheet.Top + 140));
        Assert.NotNull(picture.Find(Palette.Vermilion, top: Sheet.Top + 140));
        Assert.False(picture.TouchesBorder);
    }

    [Theory]
    [InlineData(3, 64, 48)]
    [InlineData(2, 300, 10)]
    [InlineData(1, 1, 1)]
    public void Images_of_any_size_are_drawn(int channels, int height, int width)
    {
        var test = new Dataset(new byte[channels * height * width], [0], channels, height, width);

        Assert.False(new DecodedPicture(MistakesPicture.Draw("a", test, new Evaluation(1, 1, 0, new int[2, 2]), [new Mistake(0, 0, 1, 1)])).TouchesBorder);
    }

    [Fact]
    public void Without_mistakes_the_picture_says_so()
    {
        Assert.InRange(new DecodedPicture(MistakesPicture.Draw("a", _test, new Evaluation(0, 96, 96, new int[10, 10]), [])).Height, 100, 200);
    }

    private Mistake[] Expected()
    {
        float[] probabilities = new float[_network.Description.Classes];
        var mistakes = new List<Mistake>();
        for (int i = 0; i < _test.Count; i++)
        {
            int label = _network.Predict(_test.Image(i), probabilities);
            if (label != _test.Labels[i])
            {
                mistakes.Add(new Mistake(i, _test.Labels[i], label, probabilities[label]));
            }
        }

        return [.. mistakes.OrderByDescending(mistake => mistake.Probability).ThenBy(mistake => mistake.Index)];
    }
}
