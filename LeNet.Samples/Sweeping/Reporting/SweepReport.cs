using LeNet.Runtime;
using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Results;

namespace LeNet.Samples.Sweeping.Reporting;

/// <summary>Reports what came of a sweep so far.</summary>
/// <param name="folder">The sweep's folder.</param>
/// <param name="results">The results that there are.</param>
/// <param name="picture">The name of the picture beside them, or null.</param>
/// <param name="pictureProblem">Why there is none, if that is no wish.</param>
internal sealed class SweepReport(SweepFolder folder, IReadOnlyList<RunResult> results, string? picture, string? pictureProblem = null)
{
    private const int MostMissing = 10;
    private const int WidestValue = 40;

    private readonly SweepPlan _plan = folder.Plan;
    private readonly IReadOnlyList<SettingResult> _ranking = Ranking.Of(folder.Plan, results);

    /// <summary>Writes it.</summary>
    public void Write(OutputFormat format, TextWriter output)
    {
        switch (format)
        {
            case OutputFormat.Json:
                WriteJson(output);
                break;
            case OutputFormat.Quiet:
                output.WriteLine(BestRun is { } best ? Text.OneLine(best.CommandLine) : "none");
                break;
            default:
                WriteHuman(new Screen(output));
                break;
        }
    }

    private PlannedRun? BestRun => _ranking is [{ Best: { } best }, ..] ? _plan.Runs[best.Run - 1] : null;

    /// <summary>The test set's word on the best run's last epoch, which its folder has; or null.</summary>
    private Evaluation? Test => BestRun is { } best ? folder.ReadEpochs(best.Number) is [.., { Test: { } test }] ? test : null : null;

    private int[] Missing => [.. _plan.Runs.Select(run => run.Number).Except(results.Select(result => result.Run))];

    private bool IsRepeated => _plan.Settings.Any(setting => setting.Runs.Count > 1);

    private void WriteHuman(Screen screen)
    {
        if (results.Count > 0)
        {
            Table().Write(screen);
            screen.Line();
        }

        int[] missing = Missing;
        SweepText.Write(screen, "runs", $"{Format.Count(results.Count)} of {Format.Count(_plan.Runs.Count)} have a result"
            + (missing.Length > 0 ? $"; missing: {string.Join(", ", missing.Take(MostMissing))}{(missing.Length > MostMissing ? " …" : "")}" : ""));
        SweepText.WriteBest(screen, _plan, _ranking);
        if (Test is { } test)
        {
            SweepText.Write(screen, "test", $"accuracy {Format.Percent(test.Accuracy)}, loss {Format.Loss(test.Loss)} of this run; nothing was chosen by it");
        }

        if (BestRun is { } best)
        {
            SweepText.Write(screen, "weights", Format.Literal(Path.Combine(folder.RunFolderOf(best.Number), Files.RunFolder.WeightsName)));
        }

        if (picture is not null)
        {
            SweepText.Write(screen, "plot", Format.Literal(folder.FileOf(picture)));
        }

        if (pictureProblem is not null)
        {
            SweepText.Write(screen, "plot", $"[yellow]none: {Format.Literal(pictureProblem)}[/]");
        }

        SweepText.Write(screen, "tables", $"{SweepFolder.LinesName}, {SweepFolder.TableName}");
    }

    private FittedTable Table()
    {
        var table = new FittedTable();
        table.AddColumn(IsRepeated ? "runs" : "run", rank: 1);
        foreach (string name in _plan.SettingNames)
        {
            table.AddColumn(Format.Literal(name));
        }

        table.AddColumn("validation accuracy");
        if (IsRepeated)
        {
            table.AddColumn("worst to best", rank: 3);
        }

        table.AddColumn("loss", rank: 2);
        table.AddColumn("epochs", rank: 4);
        table.AddColumn("training", rank: 5);
        for (int i = 0; i < _ranking.Count; i++)
        {
            SettingResult setting = _ranking[i];
            table.AddRow(
            [
                IsRepeated ? $"{setting.Results.Count}" : $"{setting.Results[0].Run}",
                .. setting.Setting.Values.Select(value => Format.Literal(value.Length > WidestValue ? value[..(WidestValue - 1)] + "…" : value)),
                Accuracy(setting, isBest: i == 0),
                .. IsRepeated ? (string[])[Range(setting)] : [],
                setting.Count > 0 ? Format.Loss(setting.Loss) : "",
                Epochs(setting),
                Format.Seconds(setting.TrainingTime),
            ]);
        }

        return table;
    }

    private static string Accuracy(SettingResult setting, bool isBest)
    {
        string diverged = setting.Diverged == 0 ? "" : setting.Results.Count == 1 ? "[yellow]diverged[/]" : $"[yellow]{setting.Diverged} diverged[/]";
        return setting.Count == 0 ? diverged : $"{(diverged.Length > 0 ? diverged + " " : "")}[bold{(isBest ? " green" : "")}]{SweepText.Accuracy(setting)}[/]";
    }

    private static string Range(SettingResult setting)
    {
        double[] accuracies = [.. setting.Results.Where(result => result.HasValidation).Select(result => result.Last!.Validation!.Accuracy)];
        return accuracies.Length < 2 ? "" : $"{Format.Percent(accuracies.Min())} to {Format.Percent(accuracies.Max())}";
    }

    private static string Epochs(SettingResult setting)
    {
        int[] epochs = [.. setting.Results.Select(result => result.Last?.Epoch ?? 0)];
        return epochs.Min() == epochs.Max() ? Format.Count(epochs[0]) : $"{Format.Count(epochs.Min())} to {Format.Count(epochs.Max())}";
    }

    private void WriteJson(TextWriter output)
    {
        foreach (SettingResult setting in _ranking)
        {
            JsonLines.WriteLine(output, json =>
            {
                json.WriteString("event", "setting");
                json.WriteStartObject("values");
                foreach ((string name, string value) in _plan.SettingNames.Zip(setting.Setting.Values))
                {
                    json.WriteString(name, value);
                }

                json.WriteEndObject();
                json.WriteNumbers("runs", setting.Results.Select(result => result.Run));
                json.WriteNumber("diverged", setting.Diverged);
                json.WriteNumberOrNull("validation_accuracy", setting.Accuracy);
                json.WriteNumberOrNull("validation_accuracy_spread", setting.Spread ?? double.NaN);
                json.WriteNumberOrNull("validation_loss", setting.Loss);
                json.WriteNumber("seconds", setting.TrainingTime.TotalSeconds);
            });
        }

        JsonLines.WriteLine(output, json =>
        {
            json.WriteString("event", "end");
            json.WriteNumber("runs", _plan.Runs.Count);
            json.WriteNumber("results", results.Count);
            json.WriteNumbers("missing", Missing);
            JsonSweepReporter.WriteBest(json, _plan, _ranking);
            if (Test is { } test)
            {
                json.WriteNumber("best_test_accuracy", test.Accuracy);
                json.WriteNumberOrNull("best_test_loss", test.Loss);
            }

            json.WriteString("picture", picture);
        });
    }
}
