using System.Globalization;
using System.Text;
using LeNet.Generator.Text;
using NJsonSchema;

namespace LeNet.Generator.Tests.Schema;

/// <summary>Validates with somebody else's implementation of JSON Schema.</summary>
internal static class SchemaValidator
{
    private static readonly JsonSchema Schema = JsonSchema.FromJsonAsync(ArchitectureSchema.Write()).GetAwaiter().GetResult();

    /// <returns>What is wrong; nothing if the text is valid.</returns>
    public static IReadOnlyList<string> Validate(string json) =>
        [.. Schema.Validate(Canonical(json)).Select(error => $"{error.Kind} at {error.Path}")];

    /// <summary>
    /// The same values with plain numbers: to JSON Schema 5, 5.0 and 5e0 are one integer, but this validator goes by
    /// their text, and it cannot hold a number that no double holds.
    /// </summary>
    private static string Canonical(string json)
    {
        var text = new StringBuilder(json);
        foreach (JsonNumber number in Numbers(JsonReader.Read(json, CancellationToken.None).Root).OrderByDescending(number => number.Span.Start))
        {
            double value = Math.Clamp(number.Value, double.MinValue, double.MaxValue);
            bool isInteger = Math.Abs(value) < 1e15 && value == Math.Floor(value);
            text.Remove(number.Span.Start, number.Span.Length);
            text.Insert(number.Span.Start, isInteger ? ((long)value).ToString(CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static IEnumerable<JsonNumber> Numbers(JsonNode node) => node switch
    {
        JsonNumber number => [number],
        JsonArray array => array.Items.SelectMany(Numbers),
        JsonObject item => item.Members.SelectMany(member => Numbers(member.Value)),
        _ => [],
    };
}
