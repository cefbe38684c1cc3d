using LeNet.Comparison.Contest;
using LeNet.Comparison.Contestants;
using LeNet.Runtime;

namespace LeNet.Comparison;

/// <summary>The comparison: first that all compute the same, then how long each takes.</summary>
internal static class Comparison
{
    private const string DataVariable = "LENET_DATA";
    private const string AllocatorVariable = "MALLOC_TRIM_THRESHOLD_";

    /// <returns>0, or 1 if the data cannot be read or the contestants disagree.</returns>
    public static int Run(ComparisonOptions options, TextWriter output, TextWriter error)
    {
        Workload workload;
        try
        {
            workload = Load(options);
        }
        catch (Exception exception) when (exception is DataFileException or ArgumentException)
        {
            error.WriteLine($"error: {exception.Message}");
            return 1;
        }

        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable(AllocatorVariable) is null)
        {
            error.WriteLine($"note: {AllocatorVariable} is not set, without which libtorch is slower than it can be; run.sh sets it");
        }

        IReadOnlyList<IContestant> contestants = Entrants.Load(workload, error);
        output.WriteLine(Machine.Describe(workload.Weights));
        output.WriteLine($"{workload.Data.Count:N0} samples of {workload.Origin}, {options.Rounds} rounds, load before: {Machine.Load() ?? "unknown"}");
        if (!Agreement.Check(contestants, output))
        {
            return 1;
        }

        output.WriteLine();
        ResultTable table = new(output, contestants);
        table.WriteHeading();
        foreach (Event contest in Event.All(workload, options))
        {
            table.Write(contest, Rounds.Run(contest, contestants, options.Rounds));
        }

        output.WriteLine();
        output.WriteLine($"load after: {Machine.Load() ?? "unknown"}");
        foreach (IContestant contestant in contestants)
        {
            contestant.Dispose();
        }

        return 0;
    }

    private static Workload Load(ComparisonOptions options)
    {
        bool named = options.DataFolder is not null || Environment.GetEnvironmentVariable(DataVariable) is { Length: > 0 };
        Workload workload = named ? Workload.Mnist(options.DataFolder, options.Samples) : Workload.Random(options.Samples);
        workload.Data.Require(workload.Weights.Description);
        return workload.Data.Count >= Workload.LeastSamples
            ? workload
            : throw new ArgumentException($"the comparison needs {Workload.LeastSamples:N0} images or more, not {workload.Data.Count:N0}");
    }
}
