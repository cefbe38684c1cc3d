using System.Text;
using System.Text.Json;
using LeNet.Runtime;

namespace LeNet.Samples.Reporting;

/// <summary>An epoch as JSON: a line of <c>metrics.jsonl</c>.</summary>
internal static class MetricsLine
{
    /// <summary>An accuracy that was read is a share of so many samples: more than any test set has.</summary>
    private const int CountOfFractions = 100_000_000;

    /// <summary>The line in UTF-8, without its end.</summary>
    public static ReadOnlySpan<byte> Serialize(EpochReport epoch) => JsonLines.Serialize(json => WriteMembers(json, epoch));

    /// <summary>Reads the lines of a run. Of the evaluations there are loss and accuracy, but no confusion.</summary>
    /// <param name="path">Where they are from, for messages.</param>
    /// <param name="lines">The lines in UTF-8.</param>
    /// <exception cref="DataFileException">A line is not one of these.</exception>
    public static IEnumerable<EpochReport> Parse(string path, byte[] lines)
    {
        var epochs = new List<EpochReport>();
        try
        {
            foreach (string line in Encoding.UTF8.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                using JsonDocument document = JsonDocument.Parse(line);
                JsonElement json = document.RootElement;
                epochs.Add(new EpochReport(
                    json.GetProperty("epoch").GetInt32(),
                    json.GetProperty("step").GetInt64(),
                    Number(json, "train_loss"),
                    Number(json, "train_accuracy"),
                    Read(json, "test"),
                    TimeSpan.FromSeconds(json.GetProperty("seconds").GetDouble()))
                {
                    LearningRate = Number(json, "learning_rate"),
                    Validation = json.TryGetProperty("validation_loss", out _) ? Read(json, "validation") : null,
                    BestEpoch = json.TryGetProperty("best_epoch", out JsonElement best) ? best.GetInt32() : null,
                });
            }
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new DataFileException(path, "holds a checkpoint with metrics that the command train did not write", exception);
        }

        return epochs;
    }

    private static Evaluation Read(JsonElement json, string part) =>
        new(Number(json, part + "_loss"), CountOfFractions, (int)Math.Round(Number(json, part + "_accuracy") * CountOfFractions), new int[0, 0]);

    private static double Number(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.GetDouble() : double.NaN;

    /// <summary>Writes an epoch's members. Accuracies are fractions; the seconds are those of training alone.</summary>
    public static void WriteMembers(Utf8JsonWriter json, EpochReport epoch)
    {
        json.WriteNumber("epoch", epoch.Epoch);
        json.WriteNumber("step", epoch.Step);
        json.WriteNumberOrNull("train_loss", epoch.TrainLoss);
        json.WriteNumberOrNull("train_accuracy", epoch.TrainAccuracy);
        json.WriteNumberOrNull("test_loss", epoch.Test?.Loss ?? double.NaN);
        json.WriteNumberOrNull("test_accuracy", epoch.Test?.Accuracy ?? double.NaN);
        if (epoch.Validation is { } validation)
        {
            json.WriteNumberOrNull("validation_loss", validation.Loss);
            json.WriteNumberOrNull("validation_accuracy", validation.Accuracy);
        }

        if (epoch.BestEpoch is { } best)
        {
            json.WriteNumber("best_epoch", best);
        }

        json.WriteNumber("learning_rate", epoch.LearningRate);
        json.WriteNumber("seconds", epoch.TrainingTime.TotalSeconds);
    }
}
