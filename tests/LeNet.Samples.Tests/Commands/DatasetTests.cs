using System.Text.Json;
using LeNet.Samples.Tests.Data.Formats;
using LeNet.Samples.Tests.Pictures;

namespace LeNet.Samples.Tests.Commands;

/// <summary><c>dataset</c>, and the other commands on data sets of other kinds.</summary>
public sealed class DatasetTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task It_counts_and_measures_both_parts()
    {
        string path = Tables(["0,0,0,255,255", "1,255,255,255,255", "1,0,0,0,0"], ["1,1,2,3,4"]);

        JsonElement said = Assert.Single((await CommandRun.Of("dataset", "--data", path, "--json")).Succeeded().JsonLines);

        Assert.Equal(["title", "path", "shape", "classes", "class_names", "training", "test", "copies", "contradictions", "warnings"], CommandRun.Members(said));
        Assert.Equal("[1,2,2]", said.GetProperty("shape").GetRawText());
        JsonElement training = said.GetProperty("training");
        Assert.Equal((3, "[1,2]", "[0]", "[255]", "[0.5]", "[0.5]"), (
            training.GetProperty("count").GetInt32(),
            training.GetProperty("class_counts").GetRawText(),
            training.GetProperty("least").GetRawText(),
            training.GetProperty("most").GetRawText(),
            training.GetProperty("mean").GetRawText(),
            training.GetProperty("std").GetRawText()));
        Assert.Equal("[0,1]", said.GetProperty("test").GetProperty("class_counts").GetRawText());
        Assert.Equal("[]", said.GetProperty("warnings").GetRawText());
    }

    [Theory]
    [InlineData("0,1,2,3,16|1,4,5,6,7", "1,9,9,9,9", "levels end at 16, and 8-bit images go to 255; multiply them by 15")]
    [InlineData("1,1,2,3,255|2,4,5,6,7", "1,9,9,9,9", "labels begin with 1: subtract 1")]
    [InlineData("0,1,2,3,255|2,4,5,6,7", "0,9,9,9,9", "no training image is of class 1")]
    [InlineData("0,1,2,3,255|1,4,5,6,7", "3,9,9,9,9", "test images are of classes that no training image is of: 3")]
    [InlineData("0,1,2,3,255|1,4,5,6,7", "1,1,2,3,255", "1 test image is a training image too")]
    [InlineData("0,1,2,3,255|1,1,2,3,255", "1,9,9,9,9", "1 training image is there once more with another label")]
    [InlineData("0,7,7,7,7|1,7,7,7,7", "1,9,9,9,9", "a channel is the same in every pixel of the training images")]
    public async Task It_warns_of_what_is_usually_a_mistake(string training, string test, string warning)
    {
        CommandRun run = (await CommandRun.Of("dataset", "--data", Tables(training.Split('|'), [test]))).Succeeded();

        Assert.Contains(run.Lines, line => line.StartsWith("note: " + warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_warns_of_classes_that_are_unbalanced()
    {
        string path = Tables(["0,1,2,3,255", .. Enumerable.Range(0, 11).Select(i => $"1,{i},9,9,9")], ["1,8,8,8,8"]);

        CommandRun run = (await CommandRun.Of("dataset", "--data", path)).Succeeded();

        Assert.Contains(run.Lines, line => line.StartsWith("note: classes are unbalanced: from 1 training image to 11", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_says_for_people_what_it_took_the_files_for()
    {
        CommandRun run = (await CommandRun.Of("dataset", "--data", Tables(["pear,0,0,255,255", "fig,1,2,3,4"], ["fig,4,3,2,1"]))).Succeeded();

        Assert.StartsWith("my_train.csv and my_test.csv in ", run.Lines[0], StringComparison.Ordinal);
        Assert.Equal("2 images to train, 1 to test, each 1×2×2 (channels×height×width)", run.Lines[1]);
        Assert.Contains(run.Lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["0", "fig", "1", "50.00%", "1"]);
        Assert.Contains(run.Lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["1", "pear", "1", "50.00%", "0"]);
    }

    [Fact]
    public async Task It_draws_images_of_each_class()
    {
        string path = Tables(["pear,0,0,255,255", "fig,1,2,3,4"], ["fig,4,3,2,1"]);

        CommandRun run = (await CommandRun.Of("dataset", "--data", path, "--pictures", _temp["pictures"])).Succeeded();

        Assert.Equal(["dataset.png"], Directory.GetFiles(_temp["pictures"]).Select(Path.GetFileName));
        Assert.False(new DecodedPicture(File.ReadAllBytes(_temp["pictures", "dataset.png"])).TouchesBorder);
        Assert.Contains("dataset.png", run.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_of_different_sizes_are_an_error()
    {
        string path = Tables(["0,0,0,255,255"], ["0,4"]);

        Assert.Contains(
            "has training images of 1×2×2 and test images of 1×1×1", (await CommandRun.Of("dataset", "--data", path)).FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Training_takes_them_and_goes_on_with_them()
    {
        string path = _temp["digits.csv"];
        var random = new Random(1);
        byte[] pixels = new byte[Engine.Network.ImageBytes];
        DataFiles.Text(path, [.. Enumerable.Range(0, 100).Select(i =>
        {
            random.NextBytes(pixels);
            return FormattableString.Invariant($"{i % 10},{string.Join(',', pixels)}");
        })]);
        string whole = (await CommandRun.Of("train", "--data", path, "--epochs", "2", "--no-pictures", "--out", _temp["a"], "--quiet")).Succeeded().Lines[^1];

        (await CommandRun.Of("train", "--data", path, "--epochs", "2", "--no-pictures", "--checkpoint-every", "1", "--out", _temp["b"], "--quiet")).Succeeded();
        string again = (await CommandRun.Of("train", "--resume", _temp["b"], "--quiet")).Succeeded().Lines[^1];
        CommandRun named = (await CommandRun.Of("eval", "--dataset", "files", "--data", path, "--weights", _temp["a", "model.safetensors"])).Succeeded();

        Assert.Equal(whole, again);
        Assert.StartsWith("LeNet5 on digits.csv, a fifth of it held out for the test: loss", named.Lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "nowhere: no such file or folder")]
    [InlineData("notes.txt", "notes.txt: holds no data set that is read: IDX files of EMNIST or QMNIST, CIFAR's binary files, NumPy's .npz or .npy files, a .csv or .tsv file of labels and pixels, folders of pictures, one for each class, or MNIST's four IDX files")]
    public async Task What_is_no_data_set_is_said(string name, string problem)
    {
        DataFiles.Text(_temp["notes.txt"], "hello");

        Assert.EndsWith(problem, (await CommandRun.Of("dataset", "--data", _temp[name])).FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_without_a_path_are_wrong_usage() => Assert.Contains(
        "--dataset files wants --data", (await CommandRun.Of("dataset", "--dataset", "files")).FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);

    private string Tables(string[] training, string[] test)
    {
        DataFiles.Text(_temp["set", "my_train.csv"], training);
        DataFiles.Text(_temp["set", "my_test.csv"], test);
        return _temp["set"];
    }
}
