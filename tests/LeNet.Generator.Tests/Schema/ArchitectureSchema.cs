using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Architecture.Values;

namespace LeNet.Generator.Tests.Schema;

/// <summary>Writes the JSON Schema of architecture files from the tables of keys that the generator reads by.</summary>
internal static class ArchitectureSchema
{
    /// <summary>Draft 7 is the newest that Visual Studio, Visual Studio Code and Rider all understand.</summary>
    private const string Draft = "http://json-schema.org/draft-07/schema#";

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text of lenet.arch.schema.json.</summary>
    public static string Write()
    {
        JsonObject schema = new()
        {
            ["$schema"] = Draft,
            ["title"] = "LeNet architecture file",
            ["description"] = "A neural network that LeNet.Generator compiles into a class.",

            // Understood by Visual Studio Code only.
            ["allowComments"] = true,
            ["allowTrailingCommas"] = true,
        };
        Add(schema, Object(NetworkReader.Keys, OfRoot));
        schema["definitions"] = new JsonObject(LayerReaders.All.Select(reader => KeyValuePair.Create(reader.Type, (JsonNode?)Layer(reader))));
        return schema.ToJsonString(Format) + "\n";
    }

    /// <summary>An object with a type and the keys of its kind.</summary>
    public static JsonObject Object(Kind kind)
    {
        JsonObject item = new() { ["description"] = Sentence(kind.Description) };
        Add(item, Object([LayerReader.TypeKey, .. kind.Keys], key => key == LayerReader.TypeKey ? TypeOf(kind.Name) : ValueSchema.Of(key.Value)));
        item["properties"]![LayerReader.TypeKey.Name]!["description"] = Sentence(kind.Description);
        return item;
    }

    private static JsonObject OfRoot(Key key) =>
        key == NetworkReader.Input ? Object(InputReader.Keys, key => ValueSchema.Of(key.Value))
        : key == NetworkReader.LayerList ? LayerList()
        : ValueSchema.Of(key.Value);

    private static JsonObject LayerList() => new()
    {
        ["type"] = "array",
        ["minItems"] = 1,
        ["items"] = new JsonObject
        {
            ["anyOf"] = new JsonArray([.. LayerReaders.All.Select(reader => new JsonObject { ["$ref"] = "#/definitions/" + reader.Type })]),
        },
    };

    private static JsonObject Layer(LayerReader reader)
    {
        JsonObject layer = new() { ["description"] = Sentence(reader.Description) };
        Add(layer, Object(reader.Keys, key => key == LayerReader.TypeKey ? TypeOf(reader.Type) : ValueSchema.Of(key.Value)));

        // Editors show it beside the type when they complete it.
        layer["properties"]![LayerReader.TypeKey.Name]!["description"] = Sentence(reader.Description);
        return layer;
    }

    /// <summary>One value: by it editors tell which kind of layer is meant.</summary>
    private static JsonObject TypeOf(string type) => new() { ["type"] = "string", ["enum"] = new JsonArray(type) };

    private static JsonObject Object(IReadOnlyList<Key> keys, Func<Key, JsonObject> valueOf) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray([.. keys.Where(key => key.IsRequired).Select(key => JsonValue.Create(key.Name))]),
        ["properties"] = new JsonObject(keys.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)Property(key, valueOf(key))))),
    };

    private static JsonObject Property(Key key, JsonObject value)
    {
        JsonObject property = new() { ["description"] = Sentence(key.Description) };
        Add(property, value);
        if (key.Default is { } json)
        {
            property["default"] = JsonNode.Parse(json);
        }

        return property;
    }

    private static void Add(JsonObject target, JsonObject members)
    {
        foreach ((string name, JsonNode? value) in members.ToArray())
        {
            members.Remove(name);
            target.Add(name, value);
        }
    }

    private static string Sentence(string description) => char.ToUpperInvariant(description[0]) + description[1..] + ".";
}
