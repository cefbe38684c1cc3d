using System.Globalization;
using System.Text.Json;
using LeNet.Runtime;
using Spectre.Console;

namespace LeNet.Samples.Reporting;

/// <summary>Reports how a network does on a data set.</summary>
internal static class EvaluationReport
{
    /// <summary>Most classes whose confusion matrix fits a screen.</summary>
    private const int MostColumns = 26;

    /// <summary>Writes the report.</summary>
    /// <param name="evaluation">What to report.</param>
    /// <param name="title">What was evaluated on what, for people.</param>
    /// <param name="format">How.</param>
    /// <param name="output">Where it goes.</param>
    public static void Write(Evaluation evaluation, string title, OutputFormat format, TextWriter output)
    {
        if (format == OutputFormat.Json)
        {
            JsonLines.WriteLine(output, json => WriteJson(evaluation, json));
            return;
        }

        var screen = new Screen(output);
        string result = $"loss {Format.Loss(evaluation.Loss)}, accuracy [bold]{Format.Percent(evaluation.Accuracy)}[/] ({Format.Count(evaluation.Correct)} of {Format.Count(evaluation.Count)} correct)";
        if (format == OutputFormat.Quiet)
        {
            screen.Line(result);
            return;
        }

        screen.Line($"{Format.Literal(title)}: {result}");
        screen.Line();
        if (evaluation.Confusion.GetLength(0) > MostColumns)
        {
            screen.Line("The confusion matrix is too wide to show; --json gives it.");
            return;
        }

        screen.Line("Confusion matrix: a row per true class, a column per predicted class");
        screen.Table(CreateTable(evaluation.Confusion));
    }

    private static Table CreateTable(int[,] confusion)
    {
        int classes = confusion.GetLength(0);
        var table = new Table();
        table.AddColumn(new TableColumn("True").PadLeft(0).PadRight(0));
        for (int predicted = 0; predicted < classes; predicted++)
        {
            table.AddColumn(new TableColumn(Format.Count(predicted)).RightAligned().PadRight(0));
        }

        table.AddColumn(new TableColumn("Correct").RightAligned());
        for (int actual = 0; actual < classes; actual++)
        {
            long total = 0;
            var cells = new List<string> { $"[bold]{actual}[/]" };
            for (int predicted = 0; predicted < classes; predicted++)
            {
                int count = confusion[actual, predicted];
                total += count;
                string style = predicted == actual ? "green" : count == 0 ? "grey" : "yellow";
                cells.Add(string.Create(CultureInfo.InvariantCulture, $"[{style}]{count}[/]"));
            }

            cells.Add(total == 0 ? "-" : Format.Percent((double)confusion[actual, actual] / total));
            table.AddRow([.. cells]);
        }

        return table;
    }

    private static void WriteJson(Evaluation evaluation, Utf8JsonWriter json)
    {
        json.WriteNumberOrNull("loss", evaluation.Loss);
        json.WriteNumberOrNull("accuracy", evaluation.Accuracy);
        json.WriteNumber("count", evaluation.Count);
        json.WriteNumber("correct", evaluation.Correct);
        json.WriteStartArray("confusion");
        for (int actual = 0; actual < evaluation.Confusion.GetLength(0); actual++)
        {
            json.WriteStartArray();
            for (int predicted = 0; predicted < evaluation.Confusion.GetLength(1); predicted++)
            {
                json.WriteNumberValue(evaluation.Confusion[actual, predicted]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
