using System.CommandLine;
using LeNet.Runtime;
using LeNet.Samples.Parsing;
using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Results;
using LeNet.Samples.Sweeping.Runs;

namespace LeNet.Samples.Sweeping.Cluster;

/// <summary>One run of a sweep, in a process of its own.</summary>
internal sealed class ClusterTask(SweepFolder folder, InvocationConfiguration console, CommonSettings settings, Action<string> warn)
{
    /// <summary>Makes the run, unless it has a result; from its checkpoint if it was broken off.</summary>
    /// <returns>The exit status: a run that diverges is done.</returns>
    /// <exception cref="FailureException">It was broken off.</exception>
    /// <exception cref="DataFileException">A file cannot be read or written.</exception>
    public async Task<int> RunAsync(PlannedRun run, CancellationToken cancellationToken)
    {
        if (folder.HasResult(run.Number))
        {
            Report(run, folder.ReadResult(run.Number));
            return ExitStatus.Done;
        }

        RunRequest request = new RunParser().Parse(run.Arguments);
        var trainer = new RunTrainer(folder, (settings with { Threads = 1 }).FindData(progress: null, console), warn);
        Action<long>? resumed = settings.Format == OutputFormat.Human ? step => console.Output.WriteLine(FormattableString.Invariant($"run {run.Number} goes on after step {step}")) : null;
        RunResult result;
        try
        {
            result = (await trainer.TrainAsync(run, request, pauseAfter: null, resumed, proceeded: null, cancellationToken))!;
        }
        catch (FailureException exception) when (exception.InnerException is OperationCanceledException)
        {
            throw new FailureException($"interrupted; run {run.Number} goes on from its checkpoint when its task is started again", exception);
        }

        trainer.Keep(result);
        Report(run, result);
        return ExitStatus.Done;
    }

    private void Report(PlannedRun run, RunResult result)
    {
        switch (settings.Format)
        {
            case OutputFormat.Json:
                JsonLines.WriteLine(console.Output, json => ResultFile.WriteMembers(json, folder.Plan, result));
                break;
            case OutputFormat.Quiet:
                console.Output.WriteLine($"sha256   {result.WeightsHash ?? ResultFile.NameOf(result.Status)}");
                break;
            default:
                string outcome = result.Last?.Validation is { } validation && result.HasValidation ? $", validation accuracy {Format.Percent(validation.Accuracy)}, sha256 {result.WeightsHash}" : $": {result.Problem}";
                console.Output.WriteLine(Text.OneLine($"run {run.Number} of {folder.Plan.Runs.Count} is {ResultFile.NameOf(result.Status)}{outcome}"));
                break;
        }
    }
}
