using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Results;
using LeNet.Samples.Training;

namespace LeNet.Samples.Sweeping.Runs;

/// <summary>Trains runs of a sweep, from their checkpoints if they have any. Several threads may each train a run of their own.</summary>
internal sealed class RunTrainer(SweepFolder folder, IDataFinder data, Action<string> warn)
{
    /// <summary>Trains a run on the caller's thread.</summary>
    /// <param name="run">The run.</param>
    /// <param name="request">The run as its arguments say.</param>
    /// <param name="pauseAfter">The epoch to rest after, or null.</param>
    /// <param name="resumed">Told of the updates made before, if the run goes on; or null.</param>
    /// <param name="proceeded">Told of each update, or null.</param>
    /// <param name="cancellationToken">Breaks it off; a checkpoint stays.</param>
    /// <returns>What came of it, which is not written yet; null if it rests.</returns>
    /// <exception cref="FailureException">It was broken off.</exception>
    /// <exception cref="DataFileException">A file cannot be read or written.</exception>
    public async Task<RunResult?> TrainAsync(PlannedRun run, RunRequest request, int? pauseAfter, Action<long>? resumed, Action<BatchReport>? proceeded, CancellationToken cancellationToken)
    {
        string path = folder.RunFolderOf(run.Number);
        TrainingSettings settings = request.Training with { Output = path, Checkpoints = folder.Plan.Checkpoints, Resumed = Resume(run, path), PauseAfter = pauseAfter };
        var reporter = new RunReporter(resumed, proceeded);
        try
        {
            await new TrainingRun(request.CreateNetwork(), settings, data, reporter).RunAsync(cancellationToken);
        }
        catch (FailureException exception) when (exception.InnerException is DivergenceException divergence)
        {
            return Result(run, RunStatus.Diverged, hash: null, divergence.Message);
        }

        return reporter.Result is { IsPaused: false } result ? Result(run, RunStatus.Done, result.WeightsHash) : null;
    }

    /// <summary>The result of a run that rests and is not to go on.</summary>
    public RunResult Stop(PlannedRun run, RunRequest request)
    {
        Network network = request.CreateNetwork();
        network.Load(Path.Combine(folder.RunFolderOf(run.Number), Files.RunFolder.WeightsName));
        return Result(run, RunStatus.Stopped, network.ComputeHash());
    }

    /// <summary>Writes a run's result. Its checkpoints have had their day.</summary>
    public void Keep(RunResult result)
    {
        folder.WriteResult(result);
        string run = folder.RunFolderOf(result.Run);
        if (Directory.Exists(run))
        {
            new CheckpointFolder(run).Clear();
        }
    }

    private RunResult Result(PlannedRun run, RunStatus status, string? hash, string? problem = null)
    {
        IReadOnlyList<EpochReport> epochs = folder.ReadEpochs(run.Number);
        var time = TimeSpan.FromTicks(epochs.Sum(epoch => epoch.TrainingTime.Ticks));
        return new RunResult(run.Number, status, epochs.LastOrDefault(), time, hash, problem);
    }

    /// <summary>The run where it was broken off; null if it begins.</summary>
    private Resumption? Resume(PlannedRun run, string path)
    {
        if (!File.Exists(Path.Combine(path, CheckpointFolder.NewestName)) && !File.Exists(Path.Combine(path, CheckpointFolder.PreviousName)))
        {
            return null;
        }

        try
        {
            return Resumption.Of(path, warn);
        }
        catch (DataFileException exception)
        {
            warn($"{exception.Message}; run {run.Number} begins anew");
            return null;
        }
    }

    private sealed class RunReporter(Action<long>? resumed, Action<BatchReport>? proceeded) : ITrainingReporter
    {
        public DownloadReport? Download => null;

        public TrainingResult? Result { get; private set; }

        public void Starting(TrainingPlan plan)
        {
            if (plan.Settings.Resumed is { Checkpoint: { } checkpoint })
            {
                resumed?.Invoke(checkpoint.Step);
            }
        }

        public void BatchCompleted(BatchReport batch) => proceeded?.Invoke(batch);

        public void EpochCompleted(EpochReport epoch)
        {
        }

        public void Stopped()
        {
        }

        public void Completed(TrainingResult result) => Result = result;
    }
}
