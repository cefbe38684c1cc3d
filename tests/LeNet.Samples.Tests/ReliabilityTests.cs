using System.Diagnostics;
using LeNet.Runtime;

namespace LeNet.Samples.Tests;

/// <summary>What may happen to a run from outside: killed, told to end, or out of space. tests/reliability/kill.sh does more of the first.</summary>
public sealed class ReliabilityTests : IDisposable
{
    private static readonly Dictionary<string, string?> NoVariables = [];

    private readonly TempFolder _temp = new();

    public ReliabilityTests() => Engine.WriteData(_temp["data"]);

    public void Dispose() => _temp.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string[] Arguments(int epochs = 20) => ["train", "--data", _temp["data"], "--epochs", $"{epochs}", "--batch-size", "8", "--no-pictures", "--quiet"];

    [Fact]
    public async Task Killed_again_and_again_it_ends_with_the_same_bits()
    {
        Signals.Need(Signals.Kill);
        CommandRun whole = (await CommandRun.Of([.. Arguments(), "--out", _temp["whole"]])).Succeeded();
        for (int kill = 1; kill <= Suite.Count(quick: 2, whole: 5); kill++)
        {
            string[] args = kill == 1
                ? [.. Arguments(), "--checkpoint-every", "2", "--out", "run"]
                : ["train", "--resume", "run", "--threads", $"{1 + (kill % 3)}", "--quiet"];
            await KillAfterNextCheckpoint(args, Signals.Kill);
        }

        CommandRun resumed = await CommandRun.Of("train", "--resume", _temp["run"], "--no-pictures", "--quiet");

        Assert.Equal(ExitStatus.Done, resumed.Status);
        Assert.Equal(whole.Lines[^1], resumed.Lines[^1]);
        Assert.Equal(20, File.ReadAllLines(_temp["run", "metrics.jsonl"]).Length);
        Assert.DoesNotContain(_temp.Entries(), entry => entry.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_signal_writes_a_checkpoint_and_ends_the_program()
    {
        Signals.Need(Signals.Terminate);

        string error = await KillAfterNextCheckpoint([.. Arguments(epochs: 10_000), "--checkpoint-every", "epoch", "--out", "run"], Signals.Terminate);

        Checkpoint checkpoint = new CheckpointFolder(_temp["run"]).Load(out string? warning);
        Assert.Null(warning);
        Assert.StartsWith("error: interrupted; run holds the weights and metrics after epoch ", error, StringComparison.Ordinal);
        Assert.EndsWith($"and the checkpoint of step {checkpoint.Step}; train --resume run goes on from there\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_use_is_refused()
    {
        Signals.Need(Signals.Kill);
        using Process process = ProgramProcess.Start(_temp.Path, NoVariables, [.. Arguments(epochs: 10_000), "--checkpoint-every", "2", "--out", "run"]);
        try
        {
            await Appears(_temp["run", CheckpointFolder.PreviousName], process);

            CommandRun other = await CommandRun.Of("train", "--resume", _temp["run"], "--quiet");

            Assert.EndsWith("the folder cannot be written: another run is using it", other.Error.TrimEnd(), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
        }
    }

    [Fact]
    public async Task A_full_disk_is_one_clear_line_and_the_earlier_checkpoint_stays()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root can mount a small file system");
        string disk = Directory.CreateDirectory(_temp["disk"]).FullName;

        // Two checkpoints and the weights fit; the file beside them, which comes before a rename, does not.
        Assert.SkipUnless(await Succeeds("mount", "-t", "tmpfs", "-o", $"size={CheckpointBytes() * 5 / 2}", "tmpfs", disk), "a file system cannot be mounted here");
        try
        {
            CommandRun run = await CommandRun.Of([.. Arguments(), "--checkpoint-every", "1", "--out", Path.Combine(disk, "run")]);

            string line = run.Failed(ExitStatus.Failed);
            Assert.Contains($"{Path.Combine(disk, "run", CheckpointFolder.NewestName)}: cannot be written: ", line, StringComparison.Ordinal);
            Assert.Equal(2, new CheckpointFolder(Path.Combine(disk, "run")).Load(out string? warning).Step);
            Assert.Null(warning);
            Assert.DoesNotContain(_temp.Entries(), entry => entry.EndsWith(".tmp", StringComparison.Ordinal));
        }
        finally
        {
            Assert.True(await Succeeds("umount", disk));
        }
    }

    private static long CheckpointBytes() => 2 * sizeof(float) * SampleNetwork.Create(null).Description.ParameterFloats;

    private static async Task<bool> Succeeds(string program, params string[] args)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return process.ExitCode == 0;
    }

    /// <summary>Starts the program, sends it a signal after it has written another checkpoint, and gives its standard error.</summary>
    private async Task<string> KillAfterNextCheckpoint(string[] args, int signal)
    {
        if (Directory.Exists(_temp["run"]))
        {
            File.Delete(_temp["run", CheckpointFolder.PreviousName]);
        }

        using Process process = ProgramProcess.Start(_temp.Path, NoVariables, args);
        try
        {
            await Appears(_temp["run", CheckpointFolder.PreviousName], process);
            Signals.Send(process, signal);
            string error = await process.StandardError.ReadToEndAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation);
            Assert.Equal(signal == Signals.Kill ? 128 + Signals.Kill : ExitStatus.Failed, process.ExitCode);
            return error;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static async Task Appears(string path, Process process)
    {
        while (!File.Exists(path))
        {
            Assert.False(process.HasExited, "the program ended early");
            await Task.Delay(5, Cancellation);
        }
    }
}
