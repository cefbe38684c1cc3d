using System.Collections.Concurrent;
using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Results;

namespace LeNet.Samples.Sweeping.Runs;

/// <summary>Makes the runs of a sweep that have no result yet, several at once, each on a thread of its own.</summary>
internal sealed class SweepRunner
{
    private readonly SweepFolder _folder;
    private readonly IReadOnlyList<RunRequest> _requests;
    private readonly SharedData _data;
    private readonly int _jobs;
    private readonly ISweepReporter _reporter;
    private readonly RunTrainer _trainer;
    private readonly RunWork _work;
    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<(PlannedRun Run, string Problem)> _failures = [];
    private readonly SortedDictionary<int, RunResult> _results;

    /// <param name="folder">Where they go.</param>
    /// <param name="requests">The runs as their arguments say.</param>
    /// <param name="data">The images, for all of them.</param>
    /// <param name="jobs">Runs at once.</param>
    /// <param name="reporter">Told of it.</param>
    /// <param name="warn">Told of what is no error, in a line.</param>
    public SweepRunner(SweepFolder folder, IReadOnlyList<RunRequest> requests, SharedData data, int jobs, ISweepReporter reporter, Action<string> warn)
    {
        (_folder, _requests, _data, _jobs, _reporter) = (folder, requests, data, jobs, reporter);
        _trainer = new RunTrainer(folder, data, warn);
        _work = new RunWork(requests, data.LoadTraining());
        _results = new(folder.ReadResults().ToDictionary(result => result.Run));
    }

    private SweepPlan Plan => _folder.Plan;

    private int Epochs => _requests[0].Training.Options.Epochs;

    private IReadOnlyList<int> Milestones => Plan.Halving is { } factor ? Halving.Milestones(Plan.Settings.Count, Epochs, factor) : [];

    /// <summary>Makes them.</summary>
    /// <param name="note">What was chosen without being asked for, or null.</param>
    /// <param name="cancellationToken">Breaks off those that are running; what is done stays.</param>
    /// <exception cref="FailureException">It was broken off, or some runs could not be made.</exception>
    public void Run(string? note, CancellationToken cancellationToken)
    {
        (double work, double done) = Work();
        _reporter.Starting(new SweepFacts(_folder.Path, Plan, _data.Title, _jobs, [.. _results.Values], note, work, done));
        try
        {
            IReadOnlyList<Setting> going = Plan.Settings;
            foreach (int milestone in Milestones)
            {
                Make([.. going.SelectMany(setting => setting.Runs).Where(run => _folder.ReadEpochs(run.Number).Count < milestone)], milestone, cancellationToken);
                going = Halve(going, milestone);
            }

            Make([.. going.SelectMany(setting => setting.Runs)], pauseAfter: null, cancellationToken);
            _folder.WriteTables([.. _results.Values]);
        }
        catch
        {
            _reporter.Stopped();
            throw;
        }

        _reporter.Completed(Ranking.Of(Plan, _results.Values));
    }

    private IReadOnlyList<Setting> Halve(IReadOnlyList<Setting> settings, int milestone)
    {
        IReadOnlyList<Setting> going = Halving.Choose(settings, run => ValidationAt(run, milestone), Plan.Halving!.Value);
        bool isNew = false;
        foreach (PlannedRun run in settings.Except(going).SelectMany(setting => setting.Runs).Where(run => !_results.ContainsKey(run.Number)))
        {
            Keep(_trainer.Stop(run, _requests[run.Number - 1]));
            isNew = true;
        }

        if (isNew)
        {
            _reporter.Halved(milestone, going.Count, settings.Count);
        }

        return going;
    }

    private Evaluation? ValidationAt(PlannedRun run, int milestone) =>
        _results.TryGetValue(run.Number, out RunResult? result) && result.Status == RunStatus.Diverged
            ? null
            : _folder.ReadEpochs(run.Number).LastOrDefault(epoch => epoch.Epoch <= milestone)?.Validation;

    /// <summary>Makes runs up to an epoch or to their ends.</summary>
    private void Make(IReadOnlyList<PlannedRun> runs, int? pauseAfter, CancellationToken cancellationToken)
    {
        var queue = new ConcurrentQueue<PlannedRun>(runs.Where(run => !_results.ContainsKey(run.Number)));
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task.WhenAll(Enumerable.Range(0, Math.Min(_jobs, queue.Count)).Select(_ => Task.Factory.StartNew(
            () => MakeNext(queue, pauseAfter, ending), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))).GetAwaiter().GetResult();
        string goOn = $"sweep --resume {ShellText.Quote(_folder.Path)}";
        if (cancellationToken.IsCancellationRequested)
        {
            throw new FailureException($"interrupted; {_results.Count} of {Plan.Runs.Count} runs are done, and those that were running have checkpoints; {goOn} goes on");
        }

        if (_failures.TryPeek(out (PlannedRun Run, string Problem) first))
        {
            throw new FailureException($"{_failures.Count} of {Plan.Runs.Count} runs could not be made, such as run {first.Run.Number}: {first.Problem}; {goOn} tries again");
        }
    }

    private void MakeNext(ConcurrentQueue<PlannedRun> queue, int? pauseAfter, CancellationTokenSource ending)
    {
        while (!ending.IsCancellationRequested && queue.TryDequeue(out PlannedRun? run))
        {
            _reporter.Began(run);
            try
            {
                Task<RunResult?> training = _trainer.TrainAsync(
                    run, _requests[run.Number - 1], pauseAfter, resumed: null, batch => _reporter.Proceeded(_work.Of(run.Number, batch.Count)), ending.Token);
                if (training.GetAwaiter().GetResult() is { } result)
                {
                    Keep(result);
                }
                else
                {
                    _reporter.Rests(run);
                }
            }
            catch (FailureException exception) when (exception.InnerException is OperationCanceledException)
            {
                return;
            }
            catch (Exception exception) when (exception is FailureException or DataFileException or OutOfMemoryException)
            {
                _failures.Enqueue((run, exception.Message));
                _reporter.Failed(run, exception.Message);
            }
            catch
            {
                ending.Cancel();
                throw;
            }
        }
    }

    private void Keep(RunResult result)
    {
        _trainer.Keep(result);
        lock (_gate)
        {
            _results[result.Run] = result;
            _folder.WriteTables([.. _results.Values]);
        }

        _reporter.Completed(result);
    }

    /// <summary>All work of the sweep, and what of it is done.</summary>
    private (double All, double Done) Work()
    {
        double done = Plan.Runs.Sum(run => _results.ContainsKey(run.Number) ? 0 : _work.OfEpochs(run.Number, _folder.ReadEpochs(run.Number).Count));
        double whole = Plan.Runs.Sum(run => _work.OfEpochs(run.Number, Epochs));
        double all = 0;
        (int settings, int before) = (Plan.Settings.Count, 0);
        foreach (int milestone in Milestones)
        {
            all += whole * settings / Plan.Settings.Count * (milestone - before) / Epochs;
            (settings, before) = (Halving.Remaining(settings, Plan.Halving!.Value), milestone);
        }

        all += Plan.Halving is null ? Plan.Runs.Sum(run => _work.OfEpochs(run.Number, int.MaxValue)) : whole * settings / Plan.Settings.Count * (Epochs - before) / Epochs;
        double earlier = _results.Values.Sum(result => _work.OfEpochs(result.Run, result.Last?.Epoch ?? 0));
        return (all, done + earlier);
    }
}
