using System.Globalization;
using LeNet.Runtime;

namespace LeNet.Samples.Reporting;

/// <summary>The lines of a table that grows by a row per epoch, as markup. It has as many columns as the terminal has room for.</summary>
/// <param name="epochs">Epochs that there will be.</param>
/// <param name="width">Characters of a line.</param>
/// <param name="isUnicode">Whether the terminal can show more than ASCII.</param>
/// <param name="hasValidation">Whether there are images kept for validation.</param>
/// <param name="movesRate">Whether the learning rate moves.</param>
internal sealed class EpochTable(int epochs, int width, bool isUnicode, bool hasValidation = false, bool movesRate = false)
{
    private const int Gap = 2;

    private readonly IReadOnlyList<Column> _columns = Choose(epochs, width, hasValidation, movesRate);

    /// <summary>The names of the columns, and the rule below them.</summary>
    public IReadOnlyList<string> Header =>
    [
        Join(column => $"[grey]{column.Name.PadLeft(column.Width)}[/]"),
        $"[grey]{new string(isUnicode ? '─' : '-', _columns.Sum(column => column.Width + Gap) - Gap)}[/]",
    ];

    /// <summary>An epoch's row.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="isBest">Whether no epoch before was better: in validation, or else in accuracy on the test set.</param>
    public string Row(EpochReport epoch, bool isBest) => Join(column =>
    {
        string text = column.Value(epoch).PadLeft(column.Width);
        return column.IsResult ? $"[bold{(isBest ? " green" : "")}]{text}[/]" : text;
    });

    /// <summary>The first column's text for an epoch.</summary>
    public static string Number(int epoch, int epochs)
    {
        string total = epochs.ToString(CultureInfo.InvariantCulture);
        return $"{epoch.ToString(CultureInfo.InvariantCulture).PadLeft(total.Length)}/{total}";
    }

    private string Join(Func<Column, string> cell) => string.Join(new string(' ', Gap), _columns.Select(cell));

    /// <summary>All columns, or the most important that fit; the epoch always.</summary>
    private static List<Column> Choose(int epochs, int width, bool hasValidation, bool movesRate)
    {
        List<Column> columns =
        [
            new("epoch", Math.Max(5, Number(epochs, epochs).Length), 0, epoch => Number(epoch.Epoch, epochs)),
            new("train loss", 10, 3, epoch => Format.Loss(epoch.TrainLoss)),
            new("train accuracy", 14, 4, epoch => Format.Percent(epoch.TrainAccuracy)),
            .. hasValidation
                ? (Column[])
                [
                    new("validation loss", 15, 6, epoch => epoch.Validation is { } validation ? Format.Loss(validation.Loss) : ""),
                    new("validation accuracy", 19, 2, epoch => epoch.Validation is { } validation ? Format.Percent(validation.Accuracy) : ""),
                ]
                : [],
            new("test loss", 9, 2, epoch => epoch.Test is { } test ? Format.Loss(test.Loss) : ""),
            new("test accuracy", 13, 1, epoch => epoch.Test is { } test ? Format.Percent(test.Accuracy) : "") { IsResult = true },
            .. movesRate ? (Column[])[new("learning rate", 13, 7, epoch => Format.Rate(epoch.LearningRate))] : [],
            new("training", 9, 5, epoch => Format.Seconds(epoch.TrainingTime)),
        ];
        while (columns.Count > 1 && columns.Sum(column => column.Width + Gap) - Gap > width)
        {
            columns.Remove(columns.MaxBy(column => column.Rank)!);
        }

        return columns;
    }

    private sealed record Column(string Name, int Width, int Rank, Func<EpochReport, string> Value)
    {
        public bool IsResult { get; init; }
    }
}
