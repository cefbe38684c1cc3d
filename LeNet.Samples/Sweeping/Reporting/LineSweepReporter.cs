using LeNet.Runtime;
using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Results;
using LeNet.Samples.Sweeping.Runs;

namespace LeNet.Samples.Sweeping.Reporting;

/// <summary>Shows people a sweep, a line per run, where they do not look at a terminal.</summary>
internal sealed class LineSweepReporter(Screen screen, DatasetDescription? dataset) : ISweepReporter
{
    private readonly Lock _gate = new();
    private SweepPlan _plan = new([], [], default, null);

    /// <inheritdoc/>
    public DownloadReport? Download { get; } = dataset is null ? null : new DownloadReport(screen, dataset);

    /// <inheritdoc/>
    public void Starting(SweepFacts facts)
    {
        _plan = facts.Plan;
        SweepText.WriteStart(screen, facts);
    }

    /// <inheritdoc/>
    public void Began(PlannedRun run)
    {
    }

    /// <inheritdoc/>
    public void Proceeded(double work)
    {
    }

    /// <inheritdoc/>
    public void Completed(RunResult result)
    {
        PlannedRun run = _plan.Runs[result.Run - 1];
        string outcome = result.Status == RunStatus.Diverged ? "diverged"
            : result.Last?.Validation is { } validation ? $"validation accuracy {Format.Percent(validation.Accuracy)}  loss {Format.Loss(validation.Loss)}"
            : "no validation";
        string stopped = result.Status == RunStatus.Stopped ? $"  stopped after {Format.Count(result.Last!.Epoch, "epoch")}" : "";
        Write($"{Name(run)}  {outcome}{stopped}  {Format.Seconds(result.TrainingTime)} of training");
    }

    /// <inheritdoc/>
    public void Rests(PlannedRun run)
    {
    }

    /// <inheritdoc/>
    public void Halved(int epochs, int remaining, int before) => Write($"after {Format.Count(epochs, "epoch")}, {Format.Count(remaining)} of {Format.Count(before, "setting")} go on");

    /// <inheritdoc/>
    public void Failed(PlannedRun run, string problem) => Write($"{Name(run)}  failed: {Format.Literal(problem)}");

    /// <inheritdoc/>
    public void Stopped()
    {
    }

    /// <inheritdoc/>
    public void Completed(IReadOnlyList<SettingResult> ranking)
    {
        screen.Line();
        SweepText.WriteBest(screen, _plan, ranking);
    }

    private string Name(PlannedRun run) =>
        $"run {EpochTable.Number(run.Number, _plan.Runs.Count)}{string.Concat(_plan.Names.Zip(run.Values, (name, value) => $"  {Format.Literal(name)} {Format.Literal(value)}"))}";

    private void Write(string line)
    {
        lock (_gate)
        {
            screen.Line(line);
        }
    }
}
