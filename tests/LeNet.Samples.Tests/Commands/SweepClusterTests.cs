namespace LeNet.Samples.Tests.Commands;

/// <summary><c>sweep --slurm</c> and its tasks.</summary>
public sealed class SweepClusterTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _data;
    private readonly string _out;

    public SweepClusterTests()
    {
        _data = _temp["data"];
        _out = _temp["sweep"];
        Engine.WriteData(_data);
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Tasks_of_a_cluster_make_the_same_runs_each_once()
    {
        string[] options = ["--lr", "0.05,1e38", "--seed", "1..2", "--epochs", "1"];
        (await CommandRun.Of(["sweep", "--data", _data, "--out", _out, .. options])).Succeeded();
        (await CommandRun.Of(["sweep", "--data", _data, "--slurm", _temp["cluster"], .. options])).Succeeded();

        foreach (int task in (int[])[4, 1, 3, 2])
        {
            (await CommandRun.Of("sweep", "--slurm-run", _temp["cluster"], "--task", $"{task}")).Succeeded();
        }

        CommandRun again = (await CommandRun.Of("sweep", "--slurm-run", _temp["cluster"], "--task", "1", "--quiet")).Succeeded();
        (await CommandRun.Of("sweep", "report", _temp["cluster"], "--quiet")).Succeeded();
        Assert.Equal(SweepFiles.Results(_out).Select(SweepFiles.Hash), SweepFiles.Results(_temp["cluster"]).Select(SweepFiles.Hash));
        Assert.Equal($"sha256   {SweepFiles.Hash(SweepFiles.Results(_out)[0])}", again.Lines[0]);
        Assert.Contains("there is no run 5", (await CommandRun.Of("sweep", "--slurm-run", _temp["cluster"], "--task", "5")).FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);

        string job = File.ReadAllText(_temp["cluster", "job.sh"]);
        Assert.Contains("\n#SBATCH --array=1-4\n", job, StringComparison.Ordinal);
        Assert.Contains($" sweep --slurm-run {_temp["cluster"]} --task $((SLURM_ARRAY_TASK_ID + ${{OFFSET:-0}}))\n", job, StringComparison.Ordinal);
        string[] tasks = File.ReadAllLines(_temp["cluster", "tasks.txt"]);
        Assert.Equal(4, tasks.Length);
        Assert.EndsWith($" sweep --slurm-run {_temp["cluster"]} --task 4", tasks[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tasks_find_the_images_that_a_variable_named_when_it_is_set_no_longer()
    {
        string[] options = ["--seed", "1..2", "--epochs", "1", "--validation", "50"];

        (await ProgramProcess.RunAsync(_temp.Path, new Dictionary<string, string?> { ["LENET_DATA"] = _data }, ["sweep", "--slurm", "cluster", .. options])).Succeeded();
        (await ProgramProcess.RunAsync(Path.GetTempPath(), new Dictionary<string, string?> { ["LENET_DATA"] = null }, "sweep", "--slurm-run", _temp["cluster"], "--task", "2")).Succeeded();
        string alone = (await CommandRun.Of("train", "--data", _data, "--seed", "2", "--epochs", "1", "--validation", "50", "--out", _temp["alone"], "--no-pictures", "--quiet")).Succeeded().Lines[^1];

        Assert.Contains(alone.Split(' ')[^1], File.ReadAllText(Directory.GetFiles(_temp["cluster", "results"]).Single()), StringComparison.Ordinal);
    }
}
