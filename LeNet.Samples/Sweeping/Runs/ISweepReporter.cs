using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Results;

namespace LeNet.Samples.Sweeping.Runs;

/// <summary>Told of a sweep as it proceeds. Any thread may call, and several at once.</summary>
internal interface ISweepReporter
{
    /// <summary>Told of a download of the data, or null if nobody wants to know.</summary>
    DownloadReport? Download { get; }

    /// <summary>All is ready; the first run comes next.</summary>
    void Starting(SweepFacts facts);

    /// <summary>A run begins or goes on.</summary>
    void Began(PlannedRun run);

    /// <summary>Some work is done.</summary>
    /// <param name="work">Multiply-adds.</param>
    void Proceeded(double work);

    /// <summary>A run has a result.</summary>
    void Completed(RunResult result);

    /// <summary>A run rests until others are as far.</summary>
    void Rests(PlannedRun run);

    /// <summary>Settings were compared, and some go on.</summary>
    /// <param name="epochs">The epochs that all of them were trained for.</param>
    /// <param name="remaining">Settings that go on.</param>
    /// <param name="before">Settings that were compared.</param>
    void Halved(int epochs, int remaining, int before);

    /// <summary>A run could not be made, which says nothing of its setting.</summary>
    void Failed(PlannedRun run, string problem);

    /// <summary>The sweep ended before its time; an error follows.</summary>
    void Stopped();

    /// <summary>All runs have results.</summary>
    /// <param name="ranking">The settings, the best first.</param>
    void Completed(IReadOnlyList<SettingResult> ranking);
}

/// <summary>A sweep that is about to begin.</summary>
/// <param name="Folder">Where it goes.</param>
/// <param name="Plan">What is done.</param>
/// <param name="Data">The data set's name for people.</param>
/// <param name="Jobs">Runs at once.</param>
/// <param name="Results">Results from before.</param>
/// <param name="Note">What was chosen without being asked for, or null.</param>
/// <param name="Work">All work, in multiply-adds.</param>
/// <param name="WorkDone">What of it was done before.</param>
internal sealed record SweepFacts(
    string Folder, SweepPlan Plan, string Data, int Jobs, IReadOnlyList<RunResult> Results, string? Note, double Work, double WorkDone);
