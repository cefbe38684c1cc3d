using System.Text.Json;
using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Reporting;
using LeNet.Samples.Training;

namespace LeNet.Samples.Tests.Commands;

/// <summary><c>train --checkpoint-every</c> and <c>train --resume</c>, on a small data set.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _data;
    private readonly string _out;

    public ResumeTests()
    {
        _data = _temp["data"];
        _out = _temp["out"];
        Engine.WriteData(_data);
    }

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("1", 4)]
    [InlineData("7", 13)]
    [InlineData("epoch", 25)]
    public async Task An_interrupted_run_goes_on_to_the_same_bits_with_metrics_complete(string every, int interruptedAfter)
    {
        string expected = await Whole();
        await Interrupted(every, interruptedAfter);

        CommandRun run = await Resume("--threads", "2", "--json");

        Assert.Equal(expected, run.Succeeded().JsonLines[^1].GetProperty("sha256").GetString());
        Assert.Equal(interruptedAfter, run.JsonLines[0].GetProperty("resumed_after").GetInt32());
        Assert.Equal(every, run.JsonLines[0].GetProperty("checkpoint_every").GetString());
        Assert.Equal([1, 2, 3], Metrics().Select(epoch => epoch.GetProperty("epoch").GetInt32()));
        Assert.Equal(
            ["checkpoint.previous.safetensors", "checkpoint.safetensors", "metrics.jsonl", "model.safetensors", "recipe.json"],
            Directory.GetFileSystemEntries(_out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData]
    [InlineData("--ema", "0.9")]
    public async Task A_run_that_is_done_has_nothing_left_to_do_and_restores_lost_weights(params string[] options)
    {
        string expected = await Whole([.. options, "--checkpoint-every", "epoch"]);
        File.Delete(_temp["out", "model.safetensors"]);

        CommandRun run = await Resume("--json");

        Assert.Equal(["start", "end"], run.Succeeded().JsonLines.Select(line => line.GetProperty("event").GetString()!));
        Assert.Equal(expected, run.JsonLines[^1].GetProperty("sha256").GetString());
        Assert.True(File.Exists(_temp["out", "model.safetensors"]));
        Assert.Equal(3, Metrics().Length);
    }

    [Fact]
    public async Task A_damaged_newest_checkpoint_is_told_and_the_older_one_used()
    {
        string expected = await Whole();
        await Interrupted("1", 4);
        File.WriteAllBytes(_temp["out", CheckpointFolder.NewestName], File.ReadAllBytes(_temp["out", CheckpointFolder.NewestName])[..^9]);

        CommandRun run = await Resume("--json");

        Assert.Equal(ExitStatus.Done, run.Status);
        Assert.StartsWith($"warning: {_temp["out", CheckpointFolder.NewestName]}: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, run.JsonLines[0].GetProperty("resumed_after").GetInt32());
        Assert.Equal(expected, run.JsonLines[^1].GetProperty("sha256").GetString());
    }

    [Theory]
    [InlineData("--lr", "0.5", "--lr 0.5 contradicts the run in {0}, which began with --lr 0.05")]
    [InlineData("--batch-size", "33", "--batch-size 33 contradicts the run in {0}, which began with --batch-size 32")]
    [InlineData("--momentum", "0.1", "--momentum 0.1 contradicts the run in {0}, which began with --momentum 0.9")]
    [InlineData("--seed", "2", "--seed 2 contradicts the run in {0}, which began with --seed 1")]
    [InlineData("--epochs", "4", "--epochs 4 contradicts the run in {0}, which began with --epochs 3")]
    [InlineData("--max-steps", "4", "--max-steps 4 contradicts the run in {0}, which began without --max-steps")]
    [InlineData("--init", "x", "--init x contradicts the run in {0}, which began without --init")]
    [InlineData("--no-shuffle", null, "--no-shuffle contradicts the run in {0}, which shuffles")]
    [InlineData("--dataset", "kmnist", "--dataset kmnist contradicts the run in {0}, which began with --dataset mnist")]
    [InlineData("--network", "Other", "--network Other contradicts the run in {0}")]
    [InlineData("--out", "elsewhere", "--out and --resume exclude each other")]
    public async Task An_option_that_contradicts_the_run_is_refused(string option, string? value, string expected)
    {
        await Interrupted("1", 2);
        byte[] before = File.ReadAllBytes(_temp["out", CheckpointFolder.NewestName]);

        CommandRun run = await CommandRun.Of(["train", "--resume", _out, option, .. value is null ? (string[])[] : [value]]);

        Assert.Contains(string.Format(null, expected, _out), run.FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_temp["out", CheckpointFolder.NewestName]));
    }

    [Fact]
    public async Task An_option_that_says_what_the_run_has_is_fine()
    {
        string expected = await Whole();
        await Interrupted("5", 6);

        CommandRun run = await Resume("--lr", "0.05", "--epochs", "3", "--data", _data, "--dataset", "mnist", "--quiet");

        Assert.EndsWith(expected, run.Succeeded().Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_data_are_refused()
    {
        await Interrupted("1", 2);
        string path = _temp["data", "train-images-idx3-ubyte"];
        byte[] content = File.ReadAllBytes(path);
        content[^1] ^= 1;
        File.WriteAllBytes(path, content);

        CommandRun run = await Resume("--quiet");

        Assert.Contains("does not fit the training set", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_checkpoint_is_named()
    {
        await Whole();

        Assert.Contains($"{_out}: holds no checkpoint", (await Resume()).FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
        Assert.Contains("no such folder", (await CommandRun.Of("train", "--resume", _temp["none"])).FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("often")]
    public async Task An_interval_that_is_none_is_refused(string every)
    {
        CommandRun run = await CommandRun.Of("train", "--checkpoint-every", every);

        Assert.Contains("--checkpoint-every takes a whole number from 1", run.FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_run_in_the_folder_removes_checkpoints_of_the_old_one()
    {
        await Interrupted("1", 2);

        await Whole();

        Assert.Equal(["metrics.jsonl", "model.safetensors", "recipe.json"], Directory.GetFileSystemEntries(_out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_run_that_diverges_keeps_its_last_good_checkpoint()
    {
        CommandRun run = await CommandRun.Of("train", "--data", _data, "--out", _out, "--lr", "1e38", "--checkpoint-every", "1");

        string line = run.Failed(ExitStatus.Failed);
        Assert.Contains("the training diverged in step ", line, StringComparison.Ordinal);
        Assert.Contains("lower --lr or --momentum", line, StringComparison.Ordinal);
        if (Directory.Exists(_out))
        {
            Checkpoint kept = new CheckpointFolder(_out).Load(out string? warning);
            Assert.Null(warning);
            Assert.Contains($"the checkpoint of step {kept.Step}", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_that_vanishes_is_one_clear_line()
    {
        CommandRun run = await WithEvent("epoch 1/3  train loss", () => Directory.Delete(_out, recursive: true), "--checkpoint-every", "1");

        Assert.Equal($"error: {_temp["out", CheckpointFolder.NewestName]}: cannot be written: its folder does not exist", run.Failed(ExitStatus.Failed));
    }

    [Fact]
    public async Task A_folder_that_becomes_read_only_is_one_clear_line_and_the_earlier_checkpoint_stays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "permissions do not bind this user");
        CommandRun run = await WithEvent(
            "epoch 1/3  train loss", () => SetMode(UnixFileMode.UserRead | UnixFileMode.UserExecute), "--checkpoint-every", "1");
        SetMode(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Contains("may not be written: permission denied", run.Failed(ExitStatus.Failed), StringComparison.Ordinal);
        Assert.Equal(10, new CheckpointFolder(_out).Load(out _).Step);
    }

    /// <summary>Trains without a break, and gives the hash of the weights.</summary>
    private async Task<string> Whole(params string[] args) =>
        (await CommandRun.Of([.. Arguments, "--json", .. args])).Succeeded().JsonLines[^1].GetProperty("sha256").GetString()!;

    private string[] Arguments => ["train", "--data", _data, "--out", _out, "--epochs", "3", "--batch-size", "32", "--lr", "0.05", "--no-pictures"];

    private Task<CommandRun> Resume(params string[] args) => CommandRun.Of(["train", "--resume", _out, "--no-pictures", .. args]);

    /// <summary>Trains until some step and is interrupted as by Ctrl+C, which writes a checkpoint.</summary>
    private async Task Interrupted(string every, int steps)
    {
        if (Directory.Exists(_out))
        {
            Directory.Delete(_out, recursive: true);
        }

        Network network = SampleNetwork.Create(null);
        var settings = new TrainingSettings(
            new TrainingOptions { Epochs = 3, BatchSize = 32, Optimizer = new Sgd(0.05) { Momentum = 0.9 }, Threads = 1 },
            _out,
            null,
            null,
            CheckpointInterval.TryParse(every, out CheckpointInterval interval) ? interval : null);
        using var interruption = new CancellationTokenSource();
        var reporter = new InterruptingReporter(interruption, steps);
        var data = new DataFinder(new DataChoice(DatasetDescription.Mnist, _data, HasStandIn: false), 1, null, _ => { });
        var exception = await Assert.ThrowsAsync<FailureException>(() => new TrainingRun(network, settings, data, reporter).RunAsync(interruption.Token));
        Assert.EndsWith($"the checkpoint of step {steps}; train --resume {_out} goes on from there", exception.Message, StringComparison.Ordinal);
    }

    private async Task<CommandRun> WithEvent(string lineStart, Action action, params string[] args)
    {
        using var output = new ActingWriter(lineStart, action);
        using var error = new StringWriter();
        int status = await Application.RunAsync([.. Arguments, .. args], output, error, TestContext.Current.CancellationToken);
        return new CommandRun(status, output.ToString(), error.ToString());
    }

    private void SetMode(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_out, mode);
        }
    }

    private JsonElement[] Metrics() =>
        [.. File.ReadAllLines(_temp["out", "metrics.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement)];

    private sealed class ActingWriter(string lineStart, Action action) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.StartsWith(lineStart, StringComparison.Ordinal) == true)
            {
                action();
            }
        }
    }

    /// <summary>Interrupts at a step, as Ctrl+C does.</summary>
    private sealed class InterruptingReporter(CancellationTokenSource interruption, int step) : ITrainingReporter
    {
        public DownloadReport? Download => null;

        public void Starting(TrainingPlan plan)
        {
        }

        public void BatchCompleted(BatchReport batch)
        {
            if (batch.Step == step)
            {
                interruption.Cancel();
            }
        }

        public void EpochCompleted(EpochReport epoch)
        {
        }

        public void Stopped()
        {
        }

        public void Completed(TrainingResult result)
        {
        }
    }
}
