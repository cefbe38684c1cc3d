using System.Text;
using System.Text.Json;
using LeNet.Runtime;
using LeNet.Samples.Files;
using LeNet.Samples.Reporting;
using LeNet.Samples.Training;

namespace LeNet.Samples.Sweeping.Plans;

/// <summary>A plan as a file: a line of JSON for the whole, then one for each run.</summary>
internal static class PlanFile
{
    private const int Version = 1;

    /// <summary>The plan's text.</summary>
    public static byte[] Serialize(SweepPlan plan)
    {
        using var text = new MemoryStream();
        Write(text, json =>
        {
            json.WriteNumber("version", Version);
            json.WriteNumber("runs", plan.Runs.Count);
            json.WriteString("checkpoint_every", plan.Checkpoints.ToString());
            if (plan.Halving is { } halving)
            {
                json.WriteNumber("halving", halving);
            }

            json.WriteTexts("varied", plan.Names);
        });
        foreach (PlannedRun run in plan.Runs)
        {
            Write(text, json =>
            {
                json.WriteNumber("run", run.Number);
                json.WriteTexts("values", run.Values);
                json.WriteTexts("arguments", run.Arguments);
            });
        }

        return text.ToArray();
    }

    /// <summary>Reads a plan.</summary>
    /// <exception cref="DataFileException">The file cannot be read, or is none.</exception>
    public static SweepPlan Load(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception exception) when (FileProblem.IsOne(exception))
        {
            throw FileProblem.Reading(path, exception);
        }

        int line = 0;
        try
        {
            using JsonDocument head = JsonDocument.Parse(lines[0]);
            JsonElement whole = head.RootElement;
            if (whole.GetProperty("version").GetInt32() != Version)
            {
                throw new DataFileException(path, $"is the plan of a sweep in version {whole.GetProperty("version")}; this program reads version {Version}");
            }

            var runs = new List<PlannedRun>();
            for (line = 1; line < lines.Length; line++)
            {
                using JsonDocument document = JsonDocument.Parse(lines[line]);
                runs.Add(Run(document.RootElement, number: line));
            }

            return runs.Count > 0 && runs.Count == whole.GetProperty("runs").GetInt32() && CheckpointInterval.TryParse(whole.GetProperty("checkpoint_every").GetString()!, out CheckpointInterval interval)
                ? new SweepPlan(Texts(whole, "varied"), runs, interval, whole.TryGetProperty("halving", out JsonElement halving) ? halving.GetInt32() : null)
                : throw new FormatException();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new DataFileException(path, $"is damaged in line {line + 1}: it is not as a sweep wrote it", exception);
        }
    }

    private static PlannedRun Run(JsonElement json, int number) => json.GetProperty("run").GetInt32() == number
        ? new PlannedRun(number, Texts(json, "values"), Texts(json, "arguments"))
        : throw new FormatException();

    private static string[] Texts(JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    private static void Write(MemoryStream text, Action<Utf8JsonWriter> writeMembers)
    {
        text.Write(JsonLines.Serialize(writeMembers));
        text.WriteByte((byte)'\n');
    }
}
