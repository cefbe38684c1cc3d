using LeNet.Runtime;

namespace LeNet.Samples.Reporting;

/// <summary>Chooses who is told of a training run.</summary>
internal static class TrainingReporter
{
    /// <summary>A reporter that writes to standard output.</summary>
    public static ITrainingReporter For(OutputFormat format, TextWriter output, DatasetDescription? dataset) => format switch
    {
        OutputFormat.Json => new JsonTrainingReporter(output),
        OutputFormat.Quiet => new QuietTrainingReporter(output),
        _ when new Screen(output) is { IsLive: true } screen => new LiveTrainingReporter(screen, dataset),
        _ => new HumanTrainingReporter(new Screen(output), dataset),
    };
}
