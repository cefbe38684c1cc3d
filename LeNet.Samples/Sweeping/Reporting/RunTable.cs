using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Results;

namespace LeNet.Samples.Sweeping.Reporting;

/// <summary>The lines of a table that grows by a row per run, as markup. It has as many columns as the terminal has room for.</summary>
internal sealed class RunTable
{
    private const int Gap = 2;
    private const int WidestValue = 28;

    private readonly IReadOnlyList<Column> _columns;
    private readonly bool _isUnicode;

    /// <param name="plan">The runs.</param>
    /// <param name="width">Characters of a line.</param>
    /// <param name="isUnicode">Whether the terminal can show more than ASCII.</param>
    public RunTable(SweepPlan plan, int width, bool isUnicode)
    {
        _isUnicode = isUnicode;
        int total = plan.Runs.Count;
        List<Column> columns =
        [
            new("run", Math.Max(3, EpochTable.Number(total, total).Length), 0, result => EpochTable.Number(result.Run, total)),
            .. plan.Names.Select((name, i) => new Column(
                name,
                Math.Min(WidestValue, Math.Max(name.Length, plan.Runs.Max(run => run.Values[i].Length))),
                3,
                result => plan.Runs[result.Run - 1].Values[i])),
            new("validation accuracy", 19, 0, result => result.Status == RunStatus.Diverged ? "diverged" : result.Last?.Validation is { } validation ? Format.Percent(validation.Accuracy) : "") { IsResult = true },
            new("loss", 7, 4, result => result.HasValidation ? Format.Loss(result.Last!.Validation!.Loss) : ""),
            .. plan.Halving is null ? (Column[])[] : [new("epochs", 6, 5, result => Format.Count(result.Last?.Epoch ?? 0))],
            new("training", 9, 6, result => Format.Seconds(result.TrainingTime)),
        ];
        while (columns.Sum(column => column.Width + Gap) - Gap > width && columns.MaxBy(column => column.Rank) is { Rank: > 0 } least)
        {
            columns.Remove(least);
        }

        _columns = columns;
    }

    /// <summary>The names of the columns, and the rule below them.</summary>
    public IReadOnlyList<string> Header =>
    [
        Join(column => $"[grey]{Cell(column.Name, column.Width)}[/]"),
        $"[grey]{new string(_isUnicode ? '─' : '-', _columns.Sum(column => column.Width + Gap) - Gap)}[/]",
    ];

    /// <summary>A run's row.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="isBest">Whether no run before was better.</param>
    public string Row(RunResult result, bool isBest) => Join(column =>
    {
        string text = Cell(column.Value(result), column.Width);
        return !column.IsResult ? text : result.Status == RunStatus.Diverged ? $"[yellow]{text}[/]" : $"[bold{(isBest ? " green" : "")}]{text}[/]";
    });

    private string Cell(string text, int width) => Format.Literal((text.Length > width ? text[..(width - 1)] + (_isUnicode ? '…' : '~') : text).PadLeft(width));

    private string Join(Func<Column, string> cell) => string.Join(new string(' ', Gap), _columns.Select(cell));

    private sealed record Column(string Name, int Width, int Rank, Func<RunResult, string> Value)
    {
        public bool IsResult { get; init; }
    }
}
