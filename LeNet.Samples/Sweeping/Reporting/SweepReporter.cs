using LeNet.Runtime;
using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Runs;

namespace LeNet.Samples.Sweeping.Reporting;

/// <summary>Chooses who is told of a sweep.</summary>
internal static class SweepReporter
{
    /// <summary>A reporter that writes to standard output.</summary>
    public static ISweepReporter For(OutputFormat format, TextWriter output, DatasetDescription? dataset) => format switch
    {
        OutputFormat.Json => new JsonSweepReporter(output),
        OutputFormat.Quiet => new QuietSweepReporter(output),
        _ when new Screen(output) is { IsLive: true } screen => new LiveSweepReporter(screen, dataset),
        _ => new LineSweepReporter(new Screen(output), dataset),
    };
}
