using System.Text.Json;

namespace LeNet.Samples.Tests.Commands;

/// <summary>What a sweep writes.</summary>
internal static class SweepFiles
{
    /// <summary>The results of its runs, in the order of their numbers.</summary>
    public static JsonElement[] Results(string folder) =>
        [.. File.ReadAllLines(Path.Combine(folder, "results.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>The hash of a run's weights.</summary>
    public static string? Hash(JsonElement result) => result.GetProperty("sha256").GetString();
}
