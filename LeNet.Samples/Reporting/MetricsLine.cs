using System.Text.Json;
using LeNet.Runtime;

namespace LeNet.Samples.Reporting;

/// <summary>An epoch as JSON: a line of <c>metrics.jsonl</c>.</summary>
internal static class MetricsLine
{
    /// <summary>The line in UTF-8, without its end.</summary>
    public static ReadOnlySpan<byte> Serialize(EpochReport epoch) => JsonLines.Serialize(json => WriteMembers(json, epoch));

    /// <summary>Writes an epoch's members. Accuracies are fractions; the seconds are those of training alone.</summary>
    public static void WriteMembers(Utf8JsonWriter json, EpochReport epoch)
    {
        json.WriteNumber("epoch", epoch.Epoch);
        json.WriteNumber("step", epoch.Step);
        json.WriteNumberOrNull("train_loss", epoch.TrainLoss);
        json.WriteNumberOrNull("train_accuracy", epoch.TrainAccuracy);
        json.WriteNumberOrNull("test_loss", epoch.Test?.Loss ?? double.NaN);
        json.WriteNumberOrNull("test_accuracy", epoch.Test?.Accuracy ?? double.NaN);
        json.WriteNumber("seconds", epoch.TrainingTime.TotalSeconds);
    }
}
