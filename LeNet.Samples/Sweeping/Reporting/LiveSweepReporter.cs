using LeNet.Runtime;
using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Results;
using LeNet.Samples.Sweeping.Runs;

namespace LeNet.Samples.Sweeping.Reporting;

/// <summary>
/// Shows people a sweep on a terminal: a table that grows by a row per run, and below it how far all is, which is the best so far and what is running, drawn
/// over in its place.
/// </summary>
internal sealed class LiveSweepReporter : ISweepReporter
{
    /// <summary>Of the work, before which nothing is said of the time left: the compiler takes the first seconds.</summary>
    private const double LeastShare = 0.01;

    private readonly Screen _screen;
    private readonly TimeProvider _clock;
    private readonly LiveLine _line;
    private readonly Lock _gate = new();
    private readonly SortedSet<int> _running = [];

    private SweepPlan _plan = new([], [], default, null);
    private RunTable? _table;
    private RunResult? _best;
    private int _done;
    private double _work;
    private double _workBefore;
    private double _workDone;
    private long _began;

    public LiveSweepReporter(Screen screen, DatasetDescription? dataset, TimeProvider? clock = null)
    {
        _screen = screen;
        _clock = clock ?? TimeProvider.System;
        _line = new LiveLine(screen, _clock);
        Download = dataset is null ? null : new DownloadReport(screen, dataset, _clock);
    }

    /// <inheritdoc/>
    public DownloadReport? Download { get; }

    /// <inheritdoc/>
    public void Starting(SweepFacts facts)
    {
        _plan = facts.Plan;
        (_work, _workBefore, _workDone) = (facts.Work, facts.WorkDone, facts.WorkDone);
        _done = facts.Results.Count;
        SweepText.WriteStart(_screen, facts);
        _table = new RunTable(_plan, _screen.Width, _screen.IsUnicode);
        foreach (string line in _table.Header)
        {
            _screen.Line(line);
        }

        foreach (RunResult result in facts.Results)
        {
            _screen.Line(_table.Row(result, IsBest(result)));
        }

        _began = _clock.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Began(PlannedRun run)
    {
        lock (_gate)
        {
            _running.Add(run.Number);
        }
    }

    /// <inheritdoc/>
    public void Proceeded(double work)
    {
        lock (_gate)
        {
            _workDone += work;
            if (_line.IsDue)
            {
                _line.Show(Compose);
            }
        }
    }

    /// <inheritdoc/>
    public void Completed(RunResult result)
    {
        lock (_gate)
        {
            _running.Remove(result.Run);
            _done++;
            _line.Clear();
            _screen.Line(_table!.Row(result, IsBest(result)));
        }
    }

    /// <inheritdoc/>
    public void Rests(PlannedRun run)
    {
        lock (_gate)
        {
            _running.Remove(run.Number);
        }
    }

    /// <inheritdoc/>
    public void Halved(int epochs, int remaining, int before) => Note($"[grey]after {Format.Count(epochs, "epoch")}, {Format.Count(remaining)} of {Format.Count(before, "setting")} go on[/]");

    /// <inheritdoc/>
    public void Failed(PlannedRun run, string problem)
    {
        lock (_gate)
        {
            _running.Remove(run.Number);
        }

        Note($"[yellow]run {run.Number} failed: {Format.Literal(problem)}[/]");
    }

    /// <inheritdoc/>
    public void Stopped()
    {
        lock (_gate)
        {
            _line.Clear();
        }
    }

    /// <inheritdoc/>
    public void Completed(IReadOnlyList<SettingResult> ranking)
    {
        lock (_gate)
        {
            _line.Clear();
            _screen.Line();
            SweepText.WriteBest(_screen, _plan, ranking);
        }
    }

    private void Note(string markup)
    {
        lock (_gate)
        {
            _line.Clear();
            _screen.Prose(markup);
        }
    }

    /// <summary>Whether no run before was better, of those that were trained to their end.</summary>
    private bool IsBest(RunResult result)
    {
        if (result.Status != RunStatus.Done || !result.HasValidation
            || (_best is { } best && Compare(result.Last!.Validation!, best.Last!.Validation!) <= 0))
        {
            return false;
        }

        _best = result;
        return true;
    }

    private static int Compare(Evaluation a, Evaluation b) =>
        a.Accuracy.CompareTo(b.Accuracy) is var order and not 0 ? order : b.Loss.CompareTo(a.Loss);

    private string Compose(int width)
    {
        var facts = new List<string>();
        if (_best?.Last?.Validation is { } best)
        {
            facts.Add($"best {Format.Percent(best.Accuracy)} (run {_best.Run})");
        }

        if (_workDone - _workBefore >= LeastShare * (_work - _workBefore))
        {
            facts.Add($"{Format.Clock(_clock.GetElapsedTime(_began) * ((_work - _workDone) / (_workDone - _workBefore)))} left");
        }

        facts.Add($"running {string.Join(", ", _running)}");
        return ProgressBar.Compose($"{_done}/{_plan.Runs.Count}", _workDone / _work, facts, width, _screen.IsUnicode);
    }
}
