using System.Globalization;

namespace LeNet.Benchmarks.Rebuild;

/// <summary>Measures scenarios in each clone in turn, so that what disturbs the machine disturbs all alike, and prints the medians.</summary>
internal static class RebuildTable
{
    public static async Task Print(TextWriter output, Clones clones, IReadOnlyList<Scenario> scenarios, int rounds, CancellationToken cancellation)
    {
        output.WriteLine($"{string.Join(", against ", clones.All.Select(clone => $"{clone.Revision} ({clone.Commit})"))}; {Environment.ProcessorCount} processors, {rounds} rounds in turn");
        output.WriteLine($"compiler server {(IsOff("UseSharedCompilation", "false") ? "off" : "on")}, MSBuild's processes {(IsOff("MSBUILDDISABLENODEREUSE", "1") ? "not " : "")}reused, as the environment says");
        output.WriteLine($"{"median seconds",-42}{string.Concat(clones.All.Select(clone => $"{clone.Commit + " wall",14}{"processor",11}"))}{(clones.All.Count > 1 ? $"{"ratio",8}{"",8}" : "")}");
        int edits = 0;
        foreach (Scenario scenario in scenarios)
        {
            foreach (Clone clone in clones.All)
            {
                await scenario.Prepare(clone, cancellation);
            }

            List<ToolRun>[] runs = [.. clones.All.Select(_ => new List<ToolRun>())];
            for (int round = 0; round < rounds; round++)
            {
                edits++;
                foreach ((int index, Clone clone) in clones.All.Index())
                {
                    scenario.Change(clone, edits);
                    runs[index].Add((await scenario.Run(clone, cancellation)).Succeeded());
                }
            }

            Print(output, scenario.Name, [.. runs.Select(list => (Median(list, run => run.Wall), Median(list, run => run.Processors)))]);
        }
    }

    private static void Print(TextWriter output, string name, IReadOnlyList<(double Wall, double Processors)> medians)
    {
        string times = string.Concat(medians.Select(median => string.Create(CultureInfo.InvariantCulture, $"{median.Wall,14:F2}{median.Processors,11:F2}")));
        string ratios = medians.Count > 1
            ? string.Create(CultureInfo.InvariantCulture, $"{medians[0].Wall / medians[1].Wall,8:F2}{medians[0].Processors / medians[1].Processors,8:F2}")
            : "";
        output.WriteLine($"{name,-42}{times}{ratios}");
    }

    private static double Median(List<ToolRun> runs, Func<ToolRun, TimeSpan?> time) => runs.Select(run => time(run)?.TotalSeconds ?? double.NaN).Order().ElementAt(runs.Count / 2);

    private static bool IsOff(string variable, string value) => string.Equals(Environment.GetEnvironmentVariable(variable), value, StringComparison.OrdinalIgnoreCase);
}
