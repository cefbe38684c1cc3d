using System.Text.Json;
using LeNet.Runtime;
using LeNet.Samples.Files;
using LeNet.Samples.Reporting;
using LeNet.Samples.Sweeping.Plans;

namespace LeNet.Samples.Sweeping.Results;

/// <summary>A run's result as JSON: a file of its own, and a line of <c>results.jsonl</c>.</summary>
internal static class ResultFile
{
    /// <summary>Accuracies of validation that are read are shares of so many samples: more than any set has.</summary>
    private const int CountOfFractions = 100_000_000;

    /// <summary>The result in UTF-8, on one line without its end.</summary>
    public static ReadOnlySpan<byte> Serialize(SweepPlan plan, RunResult result) => JsonLines.Serialize(json => WriteMembers(json, plan, result));

    /// <summary>Writes a result's members.</summary>
    public static void WriteMembers(Utf8JsonWriter json, SweepPlan plan, RunResult result)
    {
        PlannedRun run = plan.Runs[result.Run - 1];
        json.WriteNumber("run", result.Run);
        json.WriteString("status", NameOf(result.Status));
        json.WriteStartObject("values");
        for (int i = 0; i < plan.Names.Count; i++)
        {
            json.WriteString(plan.Names[i], run.Values[i]);
        }

        json.WriteEndObject();
        json.WriteNumber("epochs", result.Last?.Epoch ?? 0);
        json.WriteNumber("steps", result.Last?.Step ?? 0);
        json.WriteNumberOrNull("validation_accuracy", result.Last?.Validation?.Accuracy ?? double.NaN);
        json.WriteNumberOrNull("validation_loss", result.Last?.Validation?.Loss ?? double.NaN);
        json.WriteNumberOrNull("train_accuracy", result.Last?.TrainAccuracy ?? double.NaN);
        json.WriteNumberOrNull("train_loss", result.Last?.TrainLoss ?? double.NaN);
        json.WriteNumber("seconds", result.TrainingTime.TotalSeconds);
        json.WriteString("sha256", result.WeightsHash);
        if (result.Problem is { } problem)
        {
            json.WriteString("problem", problem);
        }

        json.WriteString("command", run.CommandLine);
    }

    /// <summary>Reads a result.</summary>
    /// <param name="path">The file.</param>
    /// <param name="plan">The sweep that it is of.</param>
    /// <exception cref="DataFileException">The file cannot be read, or is none of this sweep.</exception>
    public static RunResult Load(string path, SweepPlan plan)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement json = document.RootElement;
            int run = json.GetProperty("run").GetInt32();
            if (run < 1 || run > plan.Runs.Count || json.GetProperty("command").GetString() != plan.Runs[run - 1].CommandLine)
            {
                throw new DataFileException(path, "is the result of another sweep; delete it, and the run is made again");
            }

            return new RunResult(
                run,
                Enum.GetValues<RunStatus>().First(status => NameOf(status) == json.GetProperty("status").GetString()),
                json.GetProperty("epochs").GetInt32() > 0 ? Epoch(json) : null,
                TimeSpan.FromSeconds(json.GetProperty("seconds").GetDouble()),
                json.GetProperty("sha256").GetString(),
                json.TryGetProperty("problem", out JsonElement problem) ? problem.GetString() : null);
        }
        catch (Exception exception) when (FileProblem.IsOne(exception))
        {
            throw FileProblem.Reading(path, exception);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new DataFileException(path, "is damaged: it is not as a sweep wrote it; delete it, and the run is made again", exception);
        }
    }

    /// <summary>The name of a status in files and tables.</summary>
    public static string NameOf(RunStatus status) => status switch
    {
        RunStatus.Done => "done",
        RunStatus.Stopped => "stopped",
        _ => "diverged",
    };

    private static EpochReport Epoch(JsonElement json) => new(
        json.GetProperty("epochs").GetInt32(), json.GetProperty("steps").GetInt64(), Number(json, "train_loss"), Number(json, "train_accuracy"), null, TimeSpan.Zero)
    {
        Validation = double.IsNaN(Number(json, "validation_loss"))
            ? null
            : new Evaluation(Number(json, "validation_loss"), CountOfFractions, (int)Math.Round(Number(json, "validation_accuracy") * CountOfFractions), new int[0, 0]),
    };

    private static double Number(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.GetDouble() : double.NaN;
}
