using System.Text.Json;
using static LeNet.Samples.Tests.Commands.SweepFiles;

namespace LeNet.Samples.Tests.Commands;

/// <summary><c>sweep</c> and <c>sweep report</c> from end to end, on a small data set.</summary>
public sealed class SweepTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _data;
    private readonly string _out;

    public SweepTests()
    {
        _data = _temp["data"];
        _out = _temp["sweep"];
        Engine.WriteData(_data);
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Every_run_has_the_bits_of_its_command_line_whatever_the_jobs()
    {
        CommandRun run = await Sweep("--lr", "0.02,0.05", "--seed", "1..2", "--epochs", "2", "--ema", "0.5", "--jobs", "3");
        (await CommandRun.Of("sweep", "--data", _data, "--out", _temp["one"], "--lr", "0.02,0.05", "--seed", "1..2", "--epochs", "2", "--ema", "0.5", "--jobs", "1")).Succeeded();

        JsonElement[] results = Results(_out);
        Assert.Equal([1, 2, 3, 4], results.Select(result => result.GetProperty("run").GetInt32()));
        Assert.Equal(results.Select(Hash), Results(_temp["one"]).Select(Hash));
        Assert.Equal(4, results.Select(Hash).Distinct().Count());
        Assert.Equal(4, run.Lines.Count(line => line.StartsWith("run ", StringComparison.Ordinal)));
        foreach (JsonElement result in results)
        {
            Assert.Equal(await TrainedHash(result), Hash(result));
        }

        Assert.Equal(
            ["best.safetensors", "metrics.jsonl", "model.safetensors", "recipe.json"],
            Directory.GetFileSystemEntries(_temp["sweep", "runs", "3"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_kept_for_validation_without_being_asked_is_said()
    {
        CommandRun run = await Sweep("--lr", "0.02,0.05", "--epochs", "1");
        CommandRun asked = (await CommandRun.Of("sweep", "--data", _data, "--out", _temp["other"], "--lr", "0.02,0.05", "--epochs", "1", "--validation", "50")).Succeeded();

        Assert.Contains(run.Lines, line => line.StartsWith("kept      a tenth of the training images for validation", StringComparison.Ordinal));
        Assert.DoesNotContain(asked.Lines, line => line.StartsWith("kept", StringComparison.Ordinal));
        Assert.Contains("--validation 50", asked.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_diverges_is_a_row()
    {
        CommandRun run = await Sweep("--lr", "1e38,0.05", "--epochs", "1");

        Assert.Equal(["diverged", "done"], Results(_out).Select(result => result.GetProperty("status").GetString()));
        Assert.Contains("the training diverged", Results(_out)[0].GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Contains(run.Lines, line => line.StartsWith("run 1/2  lr 1e38  diverged", StringComparison.Ordinal));
        Assert.StartsWith("command   train --epochs 1 --lr 0.05 ", run.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("epoch")]
    [InlineData("1")]
    public async Task An_interrupted_sweep_keeps_what_is_done_and_goes_on_to_the_same_bits(string every)
    {
        string[] options = ["--lr", "0.02,0.05", "--seed", "1..3", "--epochs", "3", "--validation", "0.2"];
        await Sweep(options);
        using var interruption = new CancellationTokenSource();
        using var output = new InterruptingWriter(interruption, "run ");
        using var error = new StringWriter();

        int status = await Application.RunAsync(["sweep", "--data", _data, "--out", _temp["part"], "--jobs", "2", "--checkpoint-every", every, .. options], output, error, interruption.Token);

        Assert.Equal(ExitStatus.Failed, status);
        Assert.Matches($"^error: interrupted; [12] of 6 runs are done, .*; sweep --resume {_temp["part"]} goes on\n$", error.ToString());
        Assert.InRange(Directory.GetFiles(_temp["part", "results"]).Length, 1, 2);

        (await CommandRun.Of("sweep", "--resume", _temp["part"])).Succeeded();
        Assert.Equal(Results(_out).Select(Hash), Results(_temp["part"]).Select(Hash));
        Assert.Equal(3, File.ReadLines(_temp["part", "runs", "2", "metrics.jsonl"]).Count());

        CommandRun again = (await CommandRun.Of("sweep", "--resume", _temp["part"])).Succeeded();
        Assert.DoesNotContain(again.Lines, line => line.StartsWith("run ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Data_that_moved_are_found_by_naming_their_folder()
    {
        await Sweep("--seed", "1..2", "--epochs", "1");
        string? expected = Hash(Results(_out)[1]);
        File.Delete(_temp["sweep", "results", "2.json"]);
        Directory.Move(_data, _temp["moved"]);

        Assert.Contains("no such file or folder", (await CommandRun.Of("sweep", "--resume", _out)).Failed(ExitStatus.Failed), StringComparison.Ordinal);
        (await CommandRun.Of("sweep", "--resume", _out, "--data", _temp["moved"])).Succeeded();

        Assert.Equal(expected, Hash(Results(_out)[1]));
    }

    [Fact]
    public async Task A_damaged_checkpoint_makes_its_run_begin_anew()
    {
        await Sweep("--seed", "1..2", "--epochs", "2");
        string? expected = Hash(Results(_out)[1]);
        File.Delete(_temp["sweep", "results", "2.json"]);
        File.WriteAllText(_temp["sweep", "runs", "2", "checkpoint.safetensors"], "nothing");

        CommandRun run = await CommandRun.Of("sweep", "--resume", _out);

        Assert.Equal(ExitStatus.Done, run.Status);
        Assert.Matches("^warning: .*run 2 begins anew\n$", run.Error);
        Assert.Equal(expected, Hash(Results(_out)[1]));
    }

    [Fact]
    public async Task A_run_that_cannot_be_made_is_told_and_made_later()
    {
        await Sweep("--seed", "1..2", "--epochs", "1");
        string? expected = Hash(Results(_out)[0]);
        File.Delete(_temp["sweep", "results", "1.json"]);
        Directory.Delete(_temp["sweep", "runs", "1"], recursive: true);
        File.WriteAllText(_temp["sweep", "runs", "1"], "in the way");

        CommandRun run = await CommandRun.Of("sweep", "--resume", _out);

        Assert.Contains("1 of 2 runs could not be made, such as run 1: ", run.Failed(ExitStatus.Failed), StringComparison.Ordinal);
        File.Delete(_temp["sweep", "runs", "1"]);
        (await CommandRun.Of("sweep", "--resume", _out)).Succeeded();
        Assert.Equal(expected, Hash(Results(_out)[0]));
    }

    [Fact]
    public async Task Halving_stops_the_same_runs_whatever_the_jobs_and_the_others_have_the_bits_of_train()
    {
        string[] options = ["--lr", "0.0001,0.001,0.01,0.05", "--seed", "1..2", "--epochs", "4", "--ema", "0.5", "--schedule", "cosine", "--halving", "2"];
        CommandRun run = await Sweep([.. options, "--jobs", "1"]);
        (await CommandRun.Of(["sweep", "--data", _data, "--out", _temp["other"], .. options, "--jobs", "3"])).Succeeded();

        JsonElement[] results = Results(_out);
        Assert.Equal([4, 2, 2], [.. Count("stopped", 1), .. Count("stopped", 2), .. Count("done", 4)]);
        Assert.Equal(results.Select(Without), Results(_temp["other"]).Select(Without));
        Assert.Contains("after 1 epoch, 2 of 4 settings go on", run.Lines);
        Assert.Contains("after 2 epochs, 1 of 2 settings go on", run.Lines);
        foreach (JsonElement result in results.Where(result => result.GetProperty("status").GetString() == "done"))
        {
            Assert.Equal(await TrainedHash(result), Hash(result));
            Assert.Contains(result.GetProperty("values").GetProperty("lr").GetString(), (string[])["0.01", "0.05"]);
        }

        // What was stopped is as far as train is then.
        JsonElement stopped = results.First(result => result.GetProperty("status").GetString() == "stopped");
        await TrainedHash(stopped);
        JsonElement epoch = JsonDocument.Parse(File.ReadLines(_temp["plain", "metrics.jsonl"]).ElementAt(stopped.GetProperty("epochs").GetInt32() - 1)).RootElement;
        Assert.Equal(epoch.GetProperty("validation_loss").GetDouble(), stopped.GetProperty("validation_loss").GetDouble());

        IEnumerable<int> Count(string status, int epochs) =>
            [results.Count(result => result.GetProperty("status").GetString() == status && result.GetProperty("epochs").GetInt32() == epochs)];
        static string Without(JsonElement result) => string.Join('|', result.EnumerateObject().Where(member => member.Name is not "seconds").Select(member => member.Value.GetRawText()));
    }

    [Fact]
    public async Task Halving_goes_on_after_an_interruption_as_without_one()
    {
        string[] options = ["--lr", "0.0001,0.001,0.05", "--epochs", "4", "--halving"];
        await Sweep(options);
        using var interruption = new CancellationTokenSource();
        using var output = new InterruptingWriter(interruption, "after 1 epoch");
        using var error = new StringWriter();
        Assert.Equal(ExitStatus.Failed, await Application.RunAsync(["sweep", "--data", _data, "--out", _temp["part"], .. options], output, error, interruption.Token));

        (await CommandRun.Of("sweep", "--resume", _temp["part"])).Succeeded();

        Assert.Equal(Results(_out).Select(Hash), Results(_temp["part"]).Select(Hash));
        Assert.Equal(["stopped", "stopped", "done"], Results(_temp["part"]).Select(result => result.GetProperty("status").GetString()).OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Folds_are_runs_of_their_own_that_train_can_make_too()
    {
        await Sweep("--lr", "0.05", "--folds", "3", "--epochs", "1");

        JsonElement[] results = Results(_out);
        Assert.Equal(["1/3", "2/3", "3/3"], results.Select(result => result.GetProperty("values").GetProperty("fold").GetString()));
        Assert.Equal(await TrainedHash(results[1]), Hash(results[1]));
    }

    [Fact]
    public async Task The_report_ranks_settings_by_validation_and_shows_the_test_of_the_best_run_alone()
    {
        await Sweep("--lr", "1e-7,0.05", "--seed", "1..3", "--epochs", "2", "--optimizer", """{"type":"sgd","lr":1,"momentum":0.9}""");

        CommandRun report = (await CommandRun.Of("sweep", "report", _out)).Succeeded();

        string[] rows = [.. report.Lines.SkipWhile(line => !line.StartsWith(" --", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Length > 0)];
        Assert.Equal(["0.05", "1e-7"], rows.Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
        Assert.Matches(@" 3 +0\.05 +\d+\.\d\d% ± \d+\.\d\d +\d+\.\d\d% to \d+\.\d\d% ", rows[0]);
        Assert.Single(report.Lines, line => line.StartsWith("test ", StringComparison.Ordinal));
        Assert.Contains(report.Lines, line => line.StartsWith("command   train --epochs 2 --optimizer '{\"type\":\"sgd\"", StringComparison.Ordinal));
        Assert.DoesNotContain("test", File.ReadAllText(_temp["sweep", "results.jsonl"]), StringComparison.Ordinal);
        Assert.Contains("\"train --epochs 2 --optimizer '{\"\"type\"\":\"\"sgd\"\",\"\"lr\"\":1,\"\"momentum\"\":0.9}' --lr", File.ReadAllText(_temp["sweep", "results.csv"]), StringComparison.Ordinal);
        Assert.Equal("89504E47", Convert.ToHexString(File.ReadAllBytes(_temp["sweep", "sweep.png"]).AsSpan(0, 4)));
    }

    [Fact]
    public async Task A_report_of_some_runs_names_those_that_are_missing()
    {
        await Sweep("--lr", "0.01,0.05", "--seed", "1..2", "--epochs", "1", "--quiet");
        File.Delete(_temp["sweep", "results", "2.json"]);

        JsonElement end = (await CommandRun.Of("sweep", "report", _out, "--json", "--no-pictures")).Succeeded().JsonLines[^1];
        CommandRun report = (await CommandRun.Of("sweep", "report", _out)).Succeeded();

        Assert.Equal((4, 3, "[2]"), (end.GetProperty("runs").GetInt32(), end.GetProperty("results").GetInt32(), end.GetProperty("missing").GetRawText()));
        Assert.Contains("runs      3 of 4 have a result; missing: 2", report.Lines);
        Assert.Equal(4, File.ReadLines(_temp["sweep", "results.csv"]).Count());
    }

    [Fact]
    public async Task Json_prints_an_event_per_run_and_the_best_in_the_end()
    {
        CommandRun run = await Sweep("--lr", "1e-7,0.05", "--epochs", "2", "--jobs", "1", "--json");

        Assert.Equal(["start", "run", "run", "end"], run.JsonLines.Select(line => line.GetProperty("event").GetString()));
        Assert.Equal(2, run.JsonLines[^1].GetProperty("best_run").GetInt32());
        Assert.StartsWith("train --epochs 2 --lr 0.05 ", run.JsonLines[^1].GetProperty("best_command").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grid_file_is_varied_and_the_command_line_wins_over_it()
    {
        File.WriteAllText(_temp["grid.json"], """{ "lr": [0.01, 0.05], "epochs": 1, "seed": "1..4" }""");

        await Sweep("--grid", _temp["grid.json"], "--seed", "7");

        Assert.Equal(["0.01", "0.05"], Results(_out).Select(result => result.GetProperty("values").GetProperty("lr").GetString()));
        Assert.All(Results(_out), result => Assert.Contains(" --seed 7 ", result.GetProperty("command").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--lr 0.1 --validation 0", "--validation 0 leaves a sweep nothing to choose by")]
    [InlineData("--lr 0.1 --validation 320", "--validation: Of 320 training samples, validation keeps 320, which leaves none to train on")]
    [InlineData("--lr 0.1 --folds 400", "--folds: 320 training samples do not make 400 folds")]
    [InlineData("--lr 0.1..0.5", "--lr: a range of numbers that are not whole, or with log:, is drawn from at random; say how many settings with --random N")]
    [InlineData("--lr 0.1,0.2 --random 3", "--random 3: there are no more than 2 settings")]
    [InlineData("--seed log:1..5 --random 3", "--seed: each setting is trained with every seed")]
    [InlineData("--seed 1..1000000000000", "these are 1,000,000,000,000 runs; a sweep has at most 10,000")]
    [InlineData("--epochs 1,2 --halving", "--halving compares settings after the same epochs")]
    [InlineData("--lr 0.1 --validation 0.1 --folds 2", "\"validation\" and \"fold\" exclude each other")]
    [InlineData("--network Nope", "--network: there is no network 'Nope'")]
    [InlineData("--lr 0.1 --slurm x --halving", "--halving compares runs with each other")]
    [InlineData("--lr 0.1 --resume x", "--resume and --out exclude each other")]
    [InlineData("--task 3", "--slurm-run DIR and --task N belong together")]
    public async Task What_does_not_fit_is_one_line_and_nothing_is_written(string options, string expected)
    {
        string[] output = options.Contains("--slurm", StringComparison.Ordinal) ? [] : ["--out", _out];

        string line = (await CommandRun.Of(["sweep", "--data", _data, .. output, .. options.Split(' ')])).FailedSilently(ExitStatus.WrongUsage);

        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_out));
    }

    [Fact]
    public async Task A_folder_is_of_one_sweep()
    {
        await Sweep("--seed", "1..2", "--epochs", "1");

        Assert.Contains("holds a sweep already; go on with it by sweep --resume", (await CommandRun.Of("sweep", "--data", _data, "--out", _out, "--lr", "0.1")).FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
        Assert.Contains("--dataset kmnist contradicts the sweep's plan, which has mnist", (await CommandRun.Of("sweep", "--resume", _out, "--dataset", "kmnist")).FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);
        Assert.Contains("leave out --lr, or begin a new sweep", (await CommandRun.Of("sweep", "--resume", _out, "--lr", "0.1")).FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);
        Assert.Contains("is not the folder of a sweep", (await CommandRun.Of("sweep", "report", _data)).FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
        Assert.Contains("no such folder", (await CommandRun.Of("sweep", "--resume", _temp["none"])).FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
    }

    private async Task<CommandRun> Sweep(params string[] options) => (await CommandRun.Of(["sweep", "--data", _data, "--out", _out, .. options])).Succeeded();

    /// <summary>The hash of the weights that <c>train</c> ends with, given a result's command line.</summary>
    private async Task<string> TrainedHash(JsonElement result)
    {
        string command = result.GetProperty("command").GetString()!;
        CommandRun run = (await CommandRun.Of([.. command.Split(' '), "--out", _temp["plain"], "--no-pictures", "--json"])).Succeeded();
        return run.JsonLines[^1].GetProperty("sha256").GetString()!;
    }
}
