using System.Globalization;
using System.Text;
using LeNet.Samples.Sweeping.Plans;

namespace LeNet.Samples.Sweeping.Results;

/// <summary>All results as CSV (RFC 4180, but with bare line feeds), a row per run.</summary>
internal static class ResultTable
{
    private static readonly char[] Quoted = [',', '"', '\r', '\n'];

    /// <summary>The table in UTF-8.</summary>
    public static byte[] Serialize(SweepPlan plan, IEnumerable<RunResult> results)
    {
        var text = new StringBuilder();
        Append(text, ["run", "status", .. plan.Names, "epochs", "steps", "validation_accuracy", "validation_loss", "train_accuracy", "train_loss", "seconds", "sha256", "command"]);
        foreach (RunResult result in results)
        {
            PlannedRun run = plan.Runs[result.Run - 1];
            Append(text,
            [
                Text(result.Run), ResultFile.NameOf(result.Status), .. run.Values,
                Text(result.Last?.Epoch ?? 0), Text(result.Last?.Step ?? 0),
                Text(result.Last?.Validation?.Accuracy), Text(result.Last?.Validation?.Loss), Text(result.Last?.TrainAccuracy), Text(result.Last?.TrainLoss),
                Text(result.TrainingTime.TotalSeconds), result.WeightsHash ?? "", run.CommandLine,
            ]);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Cell)).Append('\n');

    private static string Cell(string text) => text.IndexOfAny(Quoted) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>In round-trip form; nothing where there is no number.</summary>
    private static string Text(double? value) => value is { } number && double.IsFinite(number) ? number.ToString(CultureInfo.InvariantCulture) : "";

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
