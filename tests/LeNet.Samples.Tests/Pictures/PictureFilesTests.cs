using LeNet.Samples.Pictures;

namespace LeNet.Samples.Tests.Pictures;

/// <summary>Commands write their pictures.</summary>
public sealed class PictureFilesTests : IDisposable
{
    private static readonly string[] OfAnEvaluation = [PictureSupport.Confusion, PictureSupport.Features, PictureSupport.Filters, PictureSupport.Mistakes];

    private readonly TempFolder _temp = new();
    private readonly string _data;

    public PictureFilesTests()
    {
        Assert.SkipUnless(Engine.Network.Layers.Any(layer => layer.Type == "conv2d"), "the network has no convolution to draw");
        _data = _temp["data"];
        Engine.WriteData(_data);
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_run_s_folder_has_all_pictures_and_the_next_run_into_it_removes_them()
    {
        CommandRun run = (await CommandRun.Of("train", "--data", _data, "--out", _temp["out"], "--epochs", "2")).Succeeded();

        Assert.Equal([PictureSupport.Confusion, PictureSupport.Curves, PictureSupport.Features, PictureSupport.Filters, PictureSupport.Mistakes], Pictures("out"));
        Assert.Contains("plots    curves.png, confusion.png, mistakes.png, filters.png, features.png", run.Lines);

        (await CommandRun.Of("train", "--data", _data, "--out", _temp["out"], "--max-steps", "1", "--no-pictures")).Succeeded();

        Assert.Empty(Pictures("out"));
    }

    [Fact]
    public async Task Eval_draws_into_a_folder_that_it_makes()
    {
        string weights = Engine.WriteWeights(_temp["w.safetensors"]);

        CommandRun run = (await CommandRun.Of("eval", "--weights", weights, "--data", _data, "--pictures", _temp["new", "pictures"], "--json")).Succeeded();

        Assert.Equal(OfAnEvaluation, Pictures("new", "pictures"));
        Assert.Single(run.JsonLines);
    }

    [Fact]
    public async Task Without_fonts_and_fontconfig_the_pictures_are_the_same()
    {
        string weights = Engine.WriteWeights(_temp["w.safetensors"]);
        (await CommandRun.Of("eval", "--weights", weights, "--data", _data, "--pictures", _temp["here"])).Succeeded();
        var bare = new Dictionary<string, string?>
        {
            ["FONTCONFIG_FILE"] = "/dev/null",
            ["FONTCONFIG_PATH"] = _temp["nowhere"],
            ["XDG_DATA_HOME"] = _temp["nowhere"],
            ["HOME"] = _temp["nowhere"],
        };

        (await ProgramProcess.RunAsync(_temp.Path, bare, "eval", "--weights", weights, "--data", _data, "--pictures", "there")).Succeeded();

        Assert.All(OfAnEvaluation, name => Assert.Equal(File.ReadAllBytes(_temp["here", name]), File.ReadAllBytes(_temp["there", name])));
    }

    [Fact]
    public async Task Predict_draws_what_it_labels()
    {
        string weights = Engine.WriteWeights(_temp["w.safetensors"]);
        string images = Path.Combine(_data, "t10k-images-idx3-ubyte");

        (await CommandRun.Of("predict", "--weights", weights, "--pictures", _temp["few"], "--limit", "2", images)).Succeeded();
        (await CommandRun.Of("predict", "--weights", weights, "--pictures", _temp["many"], images)).Succeeded();

        Assert.Equal([PictureSupport.Features, PictureSupport.Predictions], Pictures("few"));
        var few = new DecodedPicture(File.ReadAllBytes(_temp["few", PictureSupport.Predictions]));
        var many = new DecodedPicture(File.ReadAllBytes(_temp["many", PictureSupport.Predictions]));
        Assert.True(many.Height > 3 * few.Height / 2, $"{few.Height} {many.Height}");
        Assert.NotNull(few.Find(Palette.Blue, top: Sheet.Top));
        Assert.False(many.TouchesBorder);
    }

    [Theory]
    [InlineData("eval", "--pictures")]
    [InlineData("predict", "--pictures")]
    public async Task A_folder_that_cannot_be_made_is_an_error(string command, string option)
    {
        string weights = Engine.WriteWeights(_temp["w.safetensors"]);
        File.WriteAllText(_temp["file"], "");
        string[] rest = command == "eval" ? ["--data", _data] : [Path.Combine(_data, "t10k-images-idx3-ubyte")];

        CommandRun run = await CommandRun.Of([command, "--weights", weights, option, _temp["file"], .. rest]);

        Assert.Contains($"{_temp["file"]}: the folder cannot be made", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
    }

    private string[] Pictures(params string[] folder) =>
        [.. Directory.GetFiles(_temp[folder], "*.png").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
}
