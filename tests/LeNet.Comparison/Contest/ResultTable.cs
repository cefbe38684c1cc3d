using LeNet.Comparison.Contestants;

namespace LeNet.Comparison.Contest;

/// <summary>A Markdown table of medians, with each peer's ratio to the engine. It is written row by row.</summary>
/// <param name="output">Where it goes.</param>
/// <param name="contestants">The columns, the engine first.</param>
internal sealed class ResultTable(TextWriter output, IReadOnlyList<IContestant> contestants)
{
    private const int NameWidth = 46;
    private const int TimeWidth = 22;

    /// <summary>Writes the heading.</summary>
    public void WriteHeading()
    {
        WriteRow("median (lowest–highest)", ["unit", .. contestants.Select(contestant => contestant.Name)]);
        output.WriteLine($"|{new string('-', NameWidth + 2)}|{string.Concat(Enumerable.Repeat(new string('-', TimeWidth + 1) + ":|", contestants.Count + 1))}");
    }

    /// <summary>Writes an event's row.</summary>
    public void Write(Event contest, IReadOnlyDictionary<IContestant, double[]> seconds)
    {
        double engine = Median(seconds[contestants[0]]);
        WriteRow(contest.Name, [contest.Unit, .. contestants.Select(contestant => Cell(contest, seconds.GetValueOrDefault(contestant)))]);
        WriteRow("", ["slower by", .. contestants.Select(contestant => seconds.GetValueOrDefault(contestant) is { } times && contestant != contestants[0] ? $"{Median(times) / engine:F2}×" : "")]);
    }

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
        output.WriteLine($"| {name.PadRight(NameWidth)} | {string.Join(" | ", cells.Select(cell => cell.PadLeft(TimeWidth)))} |");
}
