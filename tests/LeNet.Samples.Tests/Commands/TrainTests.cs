using System.Security.Cryptography;
using System.Text.Json;

namespace LeNet.Samples.Tests.Commands;

/// <summary><c>train</c> from end to end, on a small data set.</summary>
public sealed class TrainTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _data;
    private readonly string _out;

    public TrainTests()
    {
        _data = _temp["data"];
        _out = _temp["out"];
        Engine.WriteData(_data);
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_run_folder_holds_the_weights_and_a_line_per_epoch()
    {
        await Train("--epochs", "3", "--batch-size", "10", "--lr", "0.05");

        Assert.Equal(["metrics.jsonl", "model.safetensors", "recipe.json"], Directory.GetFileSystemEntries(_out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        JsonElement[] epochs = Metrics();
        Assert.Equal([1, 2, 3], epochs.Select(epoch => epoch.GetProperty("epoch").GetInt32()));
        Assert.True(epochs[2].GetProperty("train_loss").GetDouble() < epochs[0].GetProperty("train_loss").GetDouble());
        Assert.True(epochs[2].GetProperty("test_accuracy").GetDouble() > 0.9, epochs[2].GetRawText());
        Assert.All(epochs, epoch => Assert.True(epoch.GetProperty("seconds").GetDouble() > 0));
    }

    [Fact]
    public async Task A_network_that_learned_nothing_comes_with_advice_and_one_that_did_without()
    {
        CommandRun nothing = await Train("--epochs", "1", "--lr", "1e-9");
        CommandRun something = await Train("--epochs", "3", "--batch-size", "10", "--lr", "0.05");
        CommandRun brief = await Train("--max-steps", "1", "--lr", "1e-9");

        Assert.Contains("advice   the network does little better than guessing; try a smaller learning rate, such as --lr 1E-10", nothing.Lines);
        Assert.DoesNotContain("advice", something.Output + brief.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_line_is_the_hash_of_the_weights_file()
    {
        CommandRun run = await Train("--epochs", "1");

        string hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_temp["out", "model.safetensors"])));
        Assert.Equal(hash, run.Lines[^1].Split(' ')[^1]);
    }

    [Fact]
    public async Task The_seed_fixes_the_weights_whatever_the_threads()
    {
        string first = (await Train("--epochs", "1", "--seed", "5", "--threads", "1", "--quiet")).Lines[^1];
        string again = (await Train("--epochs", "1", "--seed", "5", "--threads", "2", "--quiet")).Lines[^1];
        string other = (await Train("--epochs", "1", "--seed", "6", "--quiet")).Lines[^1];

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task Quiet_prints_the_weights_file_and_its_hash_only()
    {
        CommandRun run = await Train("--epochs", "1", "--quiet");

        Assert.Equal(2, run.Lines.Length);
        Assert.EndsWith("model.safetensors", run.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_prints_one_object_per_event_and_nothing_else()
    {
        CommandRun run = await Train("--epochs", "2", "--batch-size", "2", "--json");

        Assert.Equal(
            ["start", "batch", "epoch", "batch", "epoch", "end"],
            run.JsonLines.Select(line => line.GetProperty("event").GetString()!));
        Assert.Equal(Metrics()[1].GetProperty("test_loss").GetDouble(), run.JsonLines[4].GetProperty("test_loss").GetDouble());
        Assert.Equal(320, run.JsonLines[^1].GetProperty("steps").GetInt32());
    }

    [Fact]
    public async Task A_step_limit_ends_the_run_amid_an_epoch()
    {
        CommandRun run = await Train("--batch-size", "32", "--max-steps", "13", "--json");

        Assert.Equal(13, run.JsonLines[^1].GetProperty("steps").GetInt32());
        Assert.Equal([10, 13], Metrics().Select(epoch => epoch.GetProperty("step").GetInt32()));
    }

    [Fact]
    public async Task Training_goes_on_from_initial_weights()
    {
        string weights = Engine.WriteWeights(_temp["initial.safetensors"]);

        string first = (await Train("--init", weights, "--seed", "1", "--no-shuffle", "--max-steps", "2", "--quiet")).Lines[^1];
        string again = (await Train("--init", weights, "--seed", "2", "--no-shuffle", "--max-steps", "2", "--quiet")).Lines[^1];
        string shuffled = (await Train("--init", weights, "--seed", "2", "--max-steps", "2", "--quiet")).Lines[^1];

        Assert.Equal(first, again);
        Assert.NotEqual(first, shuffled);
    }

    [Fact]
    public async Task An_interruption_keeps_what_is_complete()
    {
        using var interruption = new CancellationTokenSource();
        using var output = new InterruptingWriter(interruption, "epoch  2/50  train loss");
        using var error = new StringWriter();

        int status = await Application.RunAsync(["train", "--data", _data, "--out", _out, "--epochs", "50"], output, error, interruption.Token);

        Assert.Equal(ExitStatus.Failed, status);
        Assert.Equal($"error: interrupted; {_out} holds the weights and metrics after epoch 2", error.ToString().TrimEnd());
        Assert.Equal(2, Metrics().Length);
        (await CommandRun.Of("eval", "--weights", _temp["out", "model.safetensors"], "--data", _data)).Succeeded();
        Assert.Equal(["metrics.jsonl", "model.safetensors", "recipe.json"], Directory.GetFileSystemEntries(_out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_interruption_before_the_first_epoch_is_complete_leaves_nothing()
    {
        using var interruption = new CancellationTokenSource();
        using var output = new InterruptingWriter(interruption, "recipe");
        using var error = new StringWriter();

        int status = await Application.RunAsync(["train", "--data", _data, "--out", _out], output, error, interruption.Token);

        Assert.Equal(ExitStatus.Failed, status);
        Assert.Equal("error: interrupted; nothing was written, as no epoch was complete", error.ToString().TrimEnd());
        Assert.False(Directory.Exists(_out));
    }

    [Fact]
    public async Task A_loss_that_is_no_number_ends_the_run_with_an_error()
    {
        CommandRun run = await CommandRun.Of("train", "--data", _data, "--out", _out, "--lr", "1e38");

        string line = run.Failed(ExitStatus.Failed);
        Assert.Contains("the training diverged", line, StringComparison.Ordinal);
        Assert.Contains("--lr", line, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_out));
    }

    [Fact]
    public async Task An_output_folder_that_cannot_be_written_is_an_error_before_anything_else()
    {
        File.WriteAllText(_temp["file"], "");

        CommandRun run = await CommandRun.Of("train", "--data", _temp["missing"], "--out", _temp["file", "run"]);

        Assert.Contains($"{_temp["file"]} is a file", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_data_is_an_error_and_leaves_no_run_folder()
    {
        CommandRun run = await CommandRun.Of("train", "--data", _temp["missing"], "--out", _out);

        Assert.Contains($"{_temp["missing"]}: no such file or folder", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_out));
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte")]
    [InlineData("train-labels-idx1-ubyte")]
    [InlineData("t10k-images-idx3-ubyte")]
    [InlineData("t10k-labels-idx1-ubyte")]
    public async Task A_damaged_data_file_is_named(string name)
    {
        byte[] content = File.ReadAllBytes(_temp["data", name]);
        File.WriteAllBytes(_temp["data", name], content[..^1]);

        CommandRun run = await CommandRun.Of("train", "--data", _data, "--out", _out);

        Assert.Contains($"{_temp["data", name]}: is truncated", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_out));
    }

    [Fact]
    public async Task A_label_that_is_no_class_is_an_error()
    {
        int classes = Engine.Network.Classes;
        Assert.SkipWhen(classes > byte.MaxValue, "every byte is a class of this network");
        byte[] content = File.ReadAllBytes(_temp["data", "train-labels-idx1-ubyte"]);
        content[8] = (byte)classes;
        File.WriteAllBytes(_temp["data", "train-labels-idx1-ubyte"], content);

        CommandRun run = await CommandRun.Of("train", "--data", _data, "--out", _out);

        Assert.Contains($"train-labels-idx1-ubyte: image 0 has label {classes}", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "no such file")]
    [InlineData("{}", "error: ")]
    public async Task Initial_weights_that_cannot_be_read_are_named(string? content, string expected)
    {
        string weights = _temp["initial.safetensors"];
        if (content is not null)
        {
            File.WriteAllText(weights, content);
        }

        CommandRun run = await CommandRun.Of("train", "--data", _data, "--out", _out, "--init", weights);

        string line = run.FailedSilently(ExitStatus.Failed);
        Assert.Contains(weights, line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_out));
    }

    private async Task<CommandRun> Train(params string[] args) =>
        (await CommandRun.Of(["train", "--data", _data, "--out", _out, "--no-pictures", .. args])).Succeeded();

    private JsonElement[] Metrics() =>
        [.. File.ReadAllLines(_temp["out", "metrics.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement)];
}
