using System.Globalization;
using System.Text.Json.Nodes;
using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Readers;

namespace LeNet.Generator.Tests.Schema;

/// <summary>A key in an otherwise legal file: a test puts a value of its own there.</summary>
/// <param name="Owner">What the key is of: the network, the input, or a type of layer.</param>
/// <param name="Path">Where the object that has the key is in the file.</param>
internal sealed record KeyPlace(string Owner, Key Key, string[] Path, string File)
{
    /// <summary>Every key that an architecture file may have, once for each kind of object.</summary>
    public static IReadOnlyList<KeyPlace> All { get; } =
    [
        .. NetworkReader.Keys.Select(key => new KeyPlace("network", key, [], Architectures.LeNet5)),
        .. InputReader.Keys.Select(key => new KeyPlace("input", key, [NetworkReader.Input.Name], Architectures.LeNet5)),
        .. LayerReaders.All.SelectMany(OfLayer),
    ];

    /// <summary>The file with the key and this JSON as its value.</summary>
    public string With(string json) => With(Key.Name, json);

    /// <summary>The file with another key of this JSON in the place of the key.</summary>
    public string With(string name, string json)
    {
        // By its text, for the JSON may be a number that no type of .NET holds.
        const string Mark = "\uE000";
        JsonNode root = Remove(out JsonObject owner);
        owner[name] = Mark;
        return root.ToJsonString().Replace("\"\\uE000\"", json, StringComparison.Ordinal);
    }

    /// <summary>The file without the key.</summary>
    public string Without() => Remove(out _).ToJsonString();

    public override string ToString() => $"{Owner}.{Key.Name}";

    private JsonNode Remove(out JsonObject owner)
    {
        JsonNode root = JsonNode.Parse(File)!;
        owner = Path.Aggregate(root, (node, step) => node is JsonArray array ? array[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!).AsObject();
        owner.Remove(Key.Name);
        return root;
    }

    /// <summary>The keys of a layer with only its required ones, in a network where it fits.</summary>
    private static IEnumerable<KeyPlace> OfLayer(LayerReader reader)
    {
        IEnumerable<string> required = reader.Keys
            .Where(key => key.IsRequired && key != LayerReader.Name && key != LayerReader.TypeKey)
            .Select(key => $", \"{key.Name}\": {LegalValues.Of(key.Value)[0]}");
        string layer = $$"""{ "name": "tested", "type": "{{reader.Type}}"{{string.Concat(required)}} }""";
        const string Flatten = """{ "name": "flatten", "type": "flatten" }""";
        const string Linear = """{ "name": "last", "type": "linear", "out_features": 10 }""";
        string[][] candidates = [[layer, Flatten, Linear], [layer, Linear], [Flatten, layer, Linear], [Flatten, Linear.Replace("\"last\"", "\"codes\"", StringComparison.Ordinal).Replace("10", "84", StringComparison.Ordinal), layer, Linear]];
        string[] layers = candidates.First(layers => Architectures.Diagnose(Architectures.WithLayers(layers)).Count == 0);
        string index = Array.IndexOf(layers, layer).ToString(CultureInfo.InvariantCulture);
        return reader.Keys.Select(key => new KeyPlace(reader.Type, key, [NetworkReader.LayerList.Name, index], Architectures.WithLayers(layers)));
    }
}
