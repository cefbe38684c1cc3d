using LeNet.Runtime;
using LeNet.Samples.Data;

namespace LeNet.Samples.Tests.Data;

/// <summary>A machine without MNIST and without a network: the proxy that it is told to use refuses every connection.</summary>
public sealed class MissingDataTests : IDisposable
{
    private const string Refusing = "http://127.0.0.1:9";

    private readonly TempFolder _temp = new();

    public MissingDataTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), "the cache folder is the one in XDG_CACHE_HOME on Linux alone");
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_default_run_says_so_and_trains_on_drawn_digits()
    {
        CommandRun run = (await Run("--max-steps", "5", "--out", "out", "--no-pictures")).Succeeded();

        Assert.Equal("MNIST is missing; this run uses synthetic digits instead", run.Lines[0]);
        Assert.All(DatasetDescription.Mnist.Files, file => Assert.Contains($"  {file.Name}.gz", run.Lines));
        Assert.All(DatasetDescription.Mnist.Mirrors, mirror => Assert.Contains($"  {mirror}", run.Lines));
        Assert.Contains(_temp["cache", "lenet", "mnist"], run.Output, StringComparison.Ordinal);
        Assert.Contains(run.Lines, line => line.Contains("synthetic digits, drawn by the program: 60,000 images to train, 10,000 to test", StringComparison.Ordinal));
        Assert.Equal(["metrics.jsonl", "model.safetensors", "recipe.json"], Directory.GetFileSystemEntries(_temp["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string> ForPrograms => [.. Suite.First(1, ["--json", "--quiet"])];

    [Theory]
    [MemberData(nameof(ForPrograms))]
    public async Task A_run_for_programs_says_so_in_one_line_on_standard_error(string option)
    {
        CommandRun run = await Run("--max-steps", "5", "--out", "out", "--no-pictures", option);

        Assert.Equal(ExitStatus.Done, run.Status);
        Assert.DoesNotContain("missing", run.Output, StringComparison.Ordinal);
        string line = Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("note: MNIST is missing; this run uses synthetic digits instead (", line, StringComparison.Ordinal);
        Assert.Contains("t10k-labels-idx1-ubyte.gz into " + _temp["cache", "lenet", "mnist"], line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_takes_drawn_digits_too()
    {
        Engine.WriteWeights(_temp["w.safetensors"]);

        CommandRun run = (await Run("eval", "--weights", "w.safetensors")).Succeeded();

        Assert.Contains(run.Lines, line => line.StartsWith($"{Engine.Network.Name} on synthetic digits: loss ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_asks_for_mnist_gets_an_error()
    {
        CommandRun run = await Run("--dataset", "mnist", "--out", "out");

        Assert.Contains("MNIST could not be downloaded", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_names_a_folder_gets_an_error_by_option()
    {
        Directory.CreateDirectory(_temp["empty"]);

        CommandRun run = await Run("--data", "empty", "--out", "out");

        Assert.Contains("empty: lacks train-images-idx3-ubyte", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_names_a_folder_gets_an_error_by_variable()
    {
        CommandRun run = await ProgramProcess.RunAsync(_temp.Path, Variables("nowhere"), "--out", "out");

        Assert.Contains("nowhere: no such folder (the folder that LENET_DATA names)", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
    }

    private Task<CommandRun> Run(params string[] args) => ProgramProcess.RunAsync(_temp.Path, Variables(null), args);

    private Dictionary<string, string?> Variables(string? data) => new()
    {
        ["LENET_DATA"] = data,
        ["XDG_CACHE_HOME"] = _temp["cache"],
        ["https_proxy"] = Refusing,
        ["HTTPS_PROXY"] = Refusing,
        ["no_proxy"] = null,
        ["NO_PROXY"] = null,
    };
}
