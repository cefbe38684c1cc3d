using System.Globalization;

namespace LeNet.Readers.Cases;

/// <summary>What readers made of the cases, beside what the engine makes of them.</summary>
/// <param name="cases">The folder of cases.</param>
/// <param name="known">What is known to fail.</param>
/// <param name="readers">Folders of answers, each named after the reader and its version.</param>
internal sealed class Comparison(string cases, KnownFaults known, IReadOnlyList<string> readers)
{
    private const int KindWidth = 24;
    private const int LeastWidth = 22;
    private const int LongestProblem = 200;

    /// <summary>Prints a row for each kind of network and a column for each reader, then a line for each reader, then what failed.</summary>
    /// <returns>Whether nothing failed that is not known to.</returns>
    public bool Print(TextWriter output)
    {
        string[] names = [.. File.ReadLines(Path.Combine(cases, "cases.tsv")).Select(line => line.Split('\t')[0])];
        Dictionary<string, Answer[]> answers = readers.ToDictionary(reader => Path.GetFileName(reader), reader => names.Select(name => Answer.Of(cases, reader, name)).ToArray());

        output.WriteLine("Largest difference of a logit, relative to the largest; else how many cases were refused or wrong.");
        output.WriteLine(Row("", answers.Keys, answers.Keys));
        foreach (string kind in answers.Values.First().Select(answer => answer.Kind).Distinct())
        {
            output.WriteLine(Row(kind, answers.Keys, answers.Values.Select(all => Cell([.. all.Where(answer => answer.Kind == kind)]))));
        }

        output.WriteLine();
        bool isAsKnown = true;
        foreach ((string reader, Answer[] all) in answers)
        {
            double? largest = all.Where(answer => answer.IsRight).Max(answer => answer.Difference);
            output.WriteLine(Invariant($"{reader}: {all.Count(answer => answer.IsRight)} of {all.Length} right{(largest is null ? ", without computing" : Invariant($", largest difference {largest:0.0e-00}"))}"));
            foreach (IGrouping<string, Answer> failed in all.Where(answer => !answer.IsRight).GroupBy(answer => $"{Reason(reader, answer)}"))
            {
                isAsKnown &= known.Reason(reader, failed.First()) is not null;
                string[] kinds = [.. failed.Select(answer => answer.Kind).Distinct()];
                output.WriteLine(Invariant($"  {failed.Count()} × {failed.Key}: {(kinds.Length == all.Select(answer => answer.Kind).Distinct().Count() ? "every kind" : string.Join(' ', kinds))}"));
            }
        }

        return isAsKnown;
    }

    private static string Cell(Answer[] answers)
    {
        int refused = answers.Count(answer => answer.Problem is not null);
        int wrong = answers.Count(answer => !answer.IsRight) - refused;
        List<string> parts = [];
        if (answers.Where(answer => answer.IsRight).Max(answer => answer.Difference) is { } largest)
        {
            parts.Add(Invariant($"{largest:0.0e-00}"));
        }

        if (refused > 0)
        {
            parts.Add(Invariant($"{refused}/{answers.Length} refused"));
        }

        if (wrong > 0)
        {
            parts.Add(Invariant($"{wrong}/{answers.Length} wrong"));
        }

        return parts.Count > 0 ? string.Join(", ", parts) : "valid";
    }

    private static string Row(string kind, IEnumerable<string> readers, IEnumerable<string> cells) =>
        kind.PadRight(KindWidth) + string.Concat(readers.Zip(cells, (reader, cell) => "  " + cell.PadLeft(Math.Max(reader.Length, LeastWidth))));

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private string Reason(string reader, Answer answer) => known.Reason(reader, answer) is { } reason
        ? $"known: {reason}"
        : "NOT KNOWN: " + (answer.Problem is { } problem ? problem[..Math.Min(problem.Length, LongestProblem)] : Invariant($"wrong by {answer.Difference:0.0e-00}"));
}
