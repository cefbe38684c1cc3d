using LeNet.Comparison.Contestants;

namespace LeNet.Comparison.Contest;

/// <summary>A Markdown table of medians, with how many times the engine's time each peer takes. It is written row by row.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="contestants">The columns, the engine first.</param>
internal sealed class ResultTable(TextWriter output, IReadOnlyList<IContestant> contestants)
{
    private const int NameWidth = 60;
    private const int TimeWidth = 20;
    private const int RatioWidth = 6;

    /// <summary>Writes the heading.</summary>
    public void WriteHeading()
    {
        IEnumerable<string> columns = contestants.Select((contestant, i) => i == 0 ? Time(contestant.Name) : $"{Time(contestant.Name)} | {Ratio("ratio")}");
        WriteRow("median (lowest–highest)", columns);
        string times = new string('-', TimeWidth + 1) + ":|";
        string ratios = new string('-', RatioWidth + 1) + ":|";
        output.WriteLine($"|{new string('-', NameWidth + 2)}|{times}{string.Concat(Enumerable.Repeat(times + ratios, contestants.Count - 1))}");
    }

    /// <summary>Writes an event's row.</summary>
    public void Write(Event contest, IReadOnlyDictionary<IContestant, double[]> seconds)
    {
        double engine = Median(seconds[contestants[0]]);
        WriteRow($"{contest.Name}, {contest.Unit}", contestants.Select((contestant, i) =>
        {
            double[]? times = seconds.GetValueOrDefault(contestant);
            string time = Time(Cell(contest, times));
            return i == 0 ? time : $"{time} | {Ratio(times is null ? "" : $"{Median(times) / engine:F2}×")}";
        }));
    }

    private static string Time(string text) => text.PadLeft(TimeWidth);

    private static string Ratio(string text) => text.PadLeft(RatioWidth);

    private static string Cell(Event contest, double[]? seconds) => seconds is null
        ? "–"
        : $"{Number(Median(seconds) * contest.PerSecond)} ({Number(seconds.Min() * contest.PerSecond)}–{Number(seconds.Max() * contest.PerSecond)})";

    /// <summary>Three digits or more.</summary>
    private static string Number(double value) => value.ToString(value switch { < 10 => "F2", < 100 => "F1", _ => "F0" });

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private void WriteRow(string name, IEnumerable<string> cells) =>
        output.WriteLine($"| {name.PadRight(NameWidth)} | {string.Join(" | ", cells)} |");
}
