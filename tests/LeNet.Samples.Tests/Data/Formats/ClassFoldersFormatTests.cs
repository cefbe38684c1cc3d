using LeNet.Runtime;
using LeNet.Samples.Data;
using SkiaSharp;

namespace LeNet.Samples.Tests.Data.Formats;

/// <summary>Folders of pictures.</summary>
public sealed class ClassFoldersFormatTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void The_folders_are_the_classes_in_the_order_of_their_names()
    {
        Picture("train/zebra/1.png", SKColors.White);
        Picture("train/ant/1.png", new SKColor(40, 40, 40));
        Picture("train/ant/2.png", new SKColor(80, 80, 80));
        Picture("test/zebra/1.png", SKColors.Black);
        DataFiles.Text(_temp["set", "train", "ant", "notes.txt"], "not a picture");

        DataSource source = DataFiles.Recognise(_temp["set"]);

        Assert.Equal("set (folders of pictures)", source.Title);
        Assert.Equal(["ant", "zebra"], source.ClassNames);
        Dataset training = source.LoadTraining();
        Assert.Equal((3, 1, 2, 3), (training.Count, training.Channels, training.Height, training.Width));
        Assert.Equal([0, 0, 1], training.Labels.ToArray());
        Assert.Equal([40, 80, 255], Enumerable.Range(0, 3).Select(i => training.Image(i)[0]));
        Assert.Equal([1], source.LoadTest().Labels.ToArray());
    }

    [Fact]
    public void One_coloured_picture_makes_three_channels_of_all()
    {
        Picture("train/a/1.png", new SKColor(1, 2, 3));
        Picture("train/a/2.png", new SKColor(9, 9, 9));
        Picture("test/a/1.png", new SKColor(7, 7, 7));

        DataSource source = DataFiles.Recognise(_temp["set"]);

        Dataset training = source.LoadTraining();
        Assert.Equal(3, training.Channels);
        Assert.Equal([1, 2, 3], new[] { 0, 6, 12 }.Select(at => training.Image(0)[at]));
        Assert.Equal([9, 9, 9], new[] { 0, 6, 12 }.Select(at => training.Image(1)[at]));
        Assert.Equal(3, source.LoadTest().Channels);
    }

    [Fact]
    public void Without_a_test_part_a_fifth_is_held_out()
    {
        for (int i = 0; i < 5; i++)
        {
            Picture($"a/{i}.png", SKColors.White);
            Picture($"b/{i}.png", SKColors.Black);
        }

        DataSource source = DataFiles.Recognise(_temp["set"]);

        Assert.Equal((8, 2), (source.LoadTraining().Count, source.LoadTest().Count));
    }

    [Fact]
    public void Pictures_of_another_size_are_named()
    {
        Picture("a/1.png", SKColors.White);
        Picture("b/2.png", SKColors.White, width: 4);

        string problem = DataFiles.Problem(_temp["set"]);

        Assert.Contains("has 4×2 pixels, and ", problem, StringComparison.Ordinal);
        Assert.Contains("1.png has 3×2; bring all pictures to the size that the network takes", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_only_the_test_part_has_is_named()
    {
        Picture("train/a/1.png", SKColors.White);
        Picture("test/b/1.png", SKColors.White);

        Assert.Contains("is a class that the training part has no folder for", DataFiles.Problem(_temp["set"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_picture_is_named()
    {
        Picture("a/1.png", SKColors.White);
        DataFiles.Bytes(_temp["set", "a", "2.png"], [1, 2, 3, 4]);

        Assert.Contains("2.png: is no PNG or JPEG picture", DataFiles.Problem(_temp["set"]), StringComparison.Ordinal);
    }

    private void Picture(string name, SKColor color, int width = 3)
    {
        using var bitmap = new SKBitmap(width, 2);
        bitmap.Erase(color);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        DataFiles.Bytes(_temp[["set", .. name.Split('/')]], data.ToArray());
    }
}
