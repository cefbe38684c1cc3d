using System.Globalization;
using LeNet.Samples.Sweeping.Plans;

namespace LeNet.Samples.Sweeping.Results;

/// <summary>How validation accuracy depends on each option: what a picture of a sweep shows.</summary>
internal sealed class SweepChart
{
    /// <summary>Numbers that span more than this are shown by their logarithm.</summary>
    private const double WideSpan = 20;

    /// <param name="plan">The sweep.</param>
    /// <param name="results">Its results; those that diverged are left out.</param>
    public SweepChart(SweepPlan plan, IReadOnlyList<RunResult> results)
    {
        RunResult[] measured = [.. results.Where(result => result.HasValidation)];
        (Runs, Diverged, Stopped) = (measured.Length, results.Count(result => result.Status == RunStatus.Diverged), measured.Count(result => result.Status == RunStatus.Stopped));
        Panels = measured.Length == 0 ? [] : [.. plan.Names.Select((name, i) => Panel(name, [.. measured.Select(result => (plan.Runs[result.Run - 1].Values[i], result.Last!.Validation!.Accuracy))]))];
    }

    /// <summary>Runs that are shown.</summary>
    public int Runs { get; }

    /// <summary>Runs that are left out, as they diverged.</summary>
    public int Diverged { get; }

    /// <summary>Runs that are shown as they were when halving stopped them.</summary>
    public int Stopped { get; }

    /// <summary>A panel for each option that is varied.</summary>
    public IReadOnlyList<ChartPanel> Panels { get; }

    private static ChartPanel Panel(string name, (string Text, double Accuracy)[] runs)
    {
        string[] texts = [.. runs.Select(run => run.Text).Distinct()];
        double?[] numbers = [.. texts.Select(Number)];
        bool isNumeric = numbers.All(number => number is not null);
        bool isLogarithmic = isNumeric && numbers.Min() > 0 && numbers.Max() > WideSpan * numbers.Min();
        (string Text, double Place)[] places = isNumeric
            ? [.. texts.Zip(numbers, (text, number) => (text, isLogarithmic ? Math.Log10(number!.Value) : number!.Value)).OrderBy(value => value.Item2)]
            : [.. texts.Select((text, i) => (text, (double)i))];
        Dictionary<string, double> placeOf = places.ToDictionary(value => value.Text, value => value.Place);
        return new ChartPanel(name, isNumeric, isLogarithmic, places, [.. runs.Select(run => (placeOf[run.Text], run.Accuracy))]);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}

/// <summary>Validation accuracy over the values of one option.</summary>
/// <param name="Name">The option, without dashes.</param>
/// <param name="IsNumeric">Whether its values are numbers; else they stand side by side.</param>
/// <param name="IsLogarithmic">Whether places are logarithms to base 10.</param>
/// <param name="Values">Each value and its place, in ascending order.</param>
/// <param name="Runs">Place and accuracy, 0 to 1, of each run.</param>
internal sealed record ChartPanel(
    string Name, bool IsNumeric, bool IsLogarithmic, IReadOnlyList<(string Text, double Place)> Values, IReadOnlyList<(double Place, double Accuracy)> Runs);
