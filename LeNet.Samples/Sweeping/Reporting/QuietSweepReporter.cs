using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Results;
using LeNet.Samples.Sweeping.Runs;

namespace LeNet.Samples.Sweeping.Reporting;

/// <summary>Says where the sweep is and which run is the best, and nothing else.</summary>
internal sealed class QuietSweepReporter(TextWriter output) : ISweepReporter
{
    private SweepFacts? _facts;

    /// <inheritdoc/>
    public DownloadReport? Download => null;

    /// <inheritdoc/>
    public void Starting(SweepFacts facts) => _facts = facts;

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
    }

    /// <inheritdoc/>
    public void Rests(PlannedRun run)
    {
    }

    /// <inheritdoc/>
    public void Halved(int epochs, int remaining, int before)
    {
    }

    /// <inheritdoc/>
    public void Failed(PlannedRun run, string problem)
    {
    }

    /// <inheritdoc/>
    public void Stopped()
    {
    }

    /// <inheritdoc/>
    public void Completed(IReadOnlyList<SettingResult> ranking)
    {
        output.WriteLine($"sweep    {Text.OneLine(_facts!.Folder)}");
        output.WriteLine($"command  {(ranking is [{ Best: { } best }, ..] ? Text.OneLine(_facts.Plan.Runs[best.Run - 1].CommandLine) : "none, as no run has a validation")}");
    }
}
