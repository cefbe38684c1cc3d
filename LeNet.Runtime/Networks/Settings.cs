using System.Text.Json;

namespace LeNet.Runtime;

/// <summary>
/// A JSON object of an architecture file, every default filled in. It remembers what was read: who leaves a key
/// unread does not know what it means, and would make another network of it.
/// </summary>
internal sealed class Settings
{
    private readonly Dictionary<string, JsonElement> _values;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    private Settings(Dictionary<string, JsonElement> values) => _values = values;

    /// <summary>Reads an object's text.</summary>
    public static Settings Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    /// <summary>The keys that nobody asked for, sorted.</summary>
    public IEnumerable<string> Unread => _values.Keys.Where(key => !_read.Contains(key)).Order(StringComparer.Ordinal);

    /// <summary>Whether there is a value, not null.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>A key whose value changes nothing in a trained network.</summary>
    public void Ignore(string key) => _read.Add(key);

    /// <summary>A word.</summary>
    public string Text(string key) => Find(key)?.GetString() ?? throw Missing(key);

    /// <summary>A word, or null where there is none or something else.</summary>
    public string? TextOrNull(string key) => Find(key) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A whole number.</summary>
    public int Integer(string key, int? otherwise = null) => Find(key)?.GetInt32() ?? otherwise ?? throw Missing(key);

    /// <summary>A number.</summary>
    public double Number(string key, double? otherwise = null) => Find(key)?.GetDouble() ?? otherwise ?? throw Missing(key);

    /// <summary>True or false.</summary>
    public bool Flag(string key, bool? otherwise = null) => Find(key)?.GetBoolean() ?? otherwise ?? throw Missing(key);

    /// <summary>One of several kinds with keys of its own: an object with "type", or the type's name alone.</summary>
    public Settings Kind(string key) => (Find(key) ?? throw Missing(key)) is { ValueKind: JsonValueKind.Object } value
        ? Of(value)
        : new Settings(new(StringComparer.Ordinal) { ["type"] = _values[key] });

    /// <summary>[height, width], or one number for both.</summary>
    public Size Size(string key, Size? otherwise = null) => Find(key) switch
    {
        null => otherwise ?? throw Missing(key),
        { ValueKind: JsonValueKind.Number } both => new Size(both.GetInt32(), both.GetInt32()),
        { } pair => new Size(pair[0].GetInt32(), pair[1].GetInt32()),
    };

    /// <summary>Lists of numbers.</summary>
    public double[][] Rows(string key) =>
        [.. (Find(key) ?? throw Missing(key)).EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];

    /// <summary>Numbers.</summary>
    public double[] Numbers(string key) => [.. (Find(key) ?? throw Missing(key)).EnumerateArray().Select(value => value.GetDouble())];

    private static Settings Of(JsonElement value) => new(
        value.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.Clone(), StringComparer.Ordinal));

    private JsonElement? Find(string key)
    {
        _read.Add(key);
        return _values.TryGetValue(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private static KeyNotFoundException Missing(string key) => new($"A layer's description lacks '{key}'.");
}
