using System.Diagnostics;

namespace LeNet.Samples.Tests;

/// <summary>The program as a process of its own: what the shell and signals see.</summary>
public sealed class ProcessTests
{
    private static readonly Dictionary<string, string?> NoVariables = [];

    [Fact]
    public async Task Wrong_usage_is_status_2()
    {
        using Process process = ProgramProcess.Start(Path.GetTempPath(), NoVariables, "train", "--lr", "0");

        Assert.Equal("", await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith("error: --lr", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ExitStatus.WrongUsage, process.ExitCode);
    }

    [Fact]
    public async Task What_does_not_fit_into_memory_is_said_with_its_size_and_the_limit()
    {
        using var temp = new TempFolder();
        CommandRun run = await ProgramProcess.RunAsync(
            temp.Path, new Dictionary<string, string?> { ["DOTNET_GCHeapHardLimit"] = "0x2800000" }, "train", "--dataset", "synthetic", "--max-steps", "1");
        Assert.Equal(ExitStatus.Failed, run.Status);
        Assert.Equal("error: not enough memory: The set of synthetic digits needs 44.9 MiB of memory, and there is not as much left of the 40 MiB that this process may have.\n", run.Error);
    }

    [Fact]
    public async Task Without_arguments_it_trains_into_a_new_folder_and_a_signal_ends_it_cleanly()
    {
        Signals.Need(Signals.Terminate);
        using var temp = new TempFolder();
        Engine.WriteData(temp["data"]);
        using Process process = ProgramProcess.Start(temp.Path, NoVariables, "--data", "data", "--epochs", "10000");
        try
        {
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line
                && !line.Contains("train loss", StringComparison.Ordinal))
            {
            }

            Signals.Send(process, Signals.Terminate);
            await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Equal(ExitStatus.Failed, process.ExitCode);
            Assert.Matches("^error: interrupted; runs/[0-9]{8}-[0-9]{6} holds the weights and metrics after epoch [0-9]+\n$", error);
            string run = Assert.Single(Directory.GetDirectories(temp["runs"]));
            Assert.Equal(["metrics.jsonl", "model.safetensors", "recipe.json"], Directory.GetFileSystemEntries(run).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    [Fact]
    public async Task A_stream_answers_each_line_and_ends_when_nobody_reads_the_answers_any_longer()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a closed pipe goes unnoticed on Windows");
        using var temp = new TempFolder();
        string weights = Engine.WriteWeights(temp["w.safetensors"]);
        using Process process = ProgramProcess.Start(temp.Path, NoVariables, "predict", "--weights", weights, "-");
        try
        {
            for (int i = 0; i < 3; i++)
            {
                await process.StandardInput.WriteLineAsync("missing.png");
                await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
                Assert.Contains("missing.png: no such file", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }

            process.StandardOutput.Close();
            await process.StandardInput.WriteLineAsync("missing.png");
            await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.StartsWith("error: standard output cannot be written: ", error, StringComparison.Ordinal);
            Assert.Equal(ExitStatus.Failed, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
