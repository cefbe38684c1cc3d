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

    /// <summary>Kinds of errors that a list of the most frequent has.</summary>
    private const int MostErrors = 10;

    /// <summary>Writes the report.</summary>
    /// <param name="evaluation">What to report.</param>
    /// <param name="temperature">What logits were divided by, for the probabilities; null if several networks have different ones.</param>
    /// <param name="title">What was evaluated on what, for people.</param>
    /// <param name="format">How.</param>
    /// <param name="output">Where it goes.</param>
    /// <param name="networks">Networks whose probabilities were averaged.</param>
    public static void Write(Evaluation evaluation, float? temperature, string title, OutputFormat format, TextWriter output, int networks = 1)
    {
        if (format == OutputFormat.Json)
        {
            JsonLines.WriteLine(output, json => WriteJson(evaluation, temperature, networks, json));
            return;
        }

        var screen = new Screen(output);
        if (format == OutputFormat.Quiet)
        {
            screen.Line(Result(evaluation));
            return;
        }

        Write(evaluation, title, screen, Calibration(evaluation, temperature));
    }

    /// <summary>Writes the whole report for people.</summary>
    /// <param name="evaluation">What to report.</param>
    /// <param name="title">What was evaluated on what.</param>
    /// <param name="screen">Where it goes.</param>
    /// <param name="calibration">A line about the probabilities, or null.</param>
    public static void Write(Evaluation evaluation, string title, Screen screen, string? calibration = null)
    {
        screen.Line($"{Format.Literal(title)}: {Result(evaluation)}");
        if (calibration is not null)
        {
            screen.Line(calibration);
        }

        screen.Line();
        if (evaluation.Confusion.GetLength(0) > MostColumns)
        {
            screen.Line("The confusion matrix is too wide to show; --json gives it.");
            return;
        }

        Table table = CreateTable(evaluation.Confusion, zero: screen.IsLive && screen.IsUnicode ? "·" : "0");
        if (screen.IsLive && screen.Measure(table) > screen.Width)
        {
            WriteMostFrequent(evaluation.Confusion, screen);
            return;
        }

        screen.Line("Confusion matrix: a row per true class, a column per predicted class");
        screen.Table(table);
    }

    private static string Result(Evaluation evaluation) =>
        $"loss {Format.Loss(evaluation.Loss)}, accuracy [bold]{Format.Percent(evaluation.Accuracy)}[/] ({Format.Count(evaluation.Correct)} of {Format.Count(evaluation.Count)} correct)";

    private static string Calibration(Evaluation evaluation, float? temperature) => $"calibration error {Format.Percent(evaluation.CalibrationError)}" + temperature switch
    {
        1 => "",
        { } divisor => $", at temperature {Format.Number(divisor)}",
        null => ", each network at its own temperature",
    };

    /// <summary>For a terminal too narrow for the matrix: what is confused most.</summary>
    private static void WriteMostFrequent(int[,] confusion, Screen screen)
    {
        int classes = confusion.GetLength(0);
        (int Actual, int Predicted, int Count)[] errors =
        [
            .. from actual in Enumerable.Range(0, classes)
               from predicted in Enumerable.Range(0, classes)
               where actual != predicted && confusion[actual, predicted] > 0
               orderby confusion[actual, predicted] descending
               select (actual, predicted, confusion[actual, predicted]),
        ];
        screen.Line(errors.Length == 0 ? "No image was taken for another class." : "Taken for another class most often");
        foreach ((int actual, int predicted, int count) in errors.Take(MostErrors))
        {
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"{actual,4} as {predicted,-3} [yellow]{count}[/] times"));
        }

        screen.Line("[grey]A wider terminal shows the whole matrix.[/]");
    }

    private static Table CreateTable(int[,] confusion, string zero)
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
                cells.Add($"[{style}]{(count == 0 ? zero : count.ToString(CultureInfo.InvariantCulture))}[/]");
            }

            cells.Add(total == 0 ? "-" : Format.Percent((double)confusion[actual, actual] / total));
            table.AddRow([.. cells]);
        }

        return table;
    }

    private static void WriteJson(Evaluation evaluation, float? temperature, int networks, Utf8JsonWriter json)
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
        json.WriteNumber("calibration_error", evaluation.CalibrationError);
        if (temperature is { } divisor)
        {
            json.WriteNumber("temperature", divisor);
        }
        else
        {
            json.WriteNull("temperature");
        }

        json.WriteEnsemble(networks);
    }
}
