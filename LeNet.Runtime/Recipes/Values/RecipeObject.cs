using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeNet.Runtime;

/// <summary>A JSON object that stands for a record.</summary>
/// <param name="what">What it is, for messages: "sgd".</param>
/// <param name="create">A record with the defaults.</param>
/// <param name="keys">Its keys.</param>
internal sealed class RecipeObject<T>(string what, Func<T> create, params RecipeKey<T>[] keys) : RecipeValue<T>
    where T : class
{
    /// <summary>Where the record's keys contradict each other: the key to blame, its property, and what is wrong; or null.</summary>
    public Func<T, Contradiction?> Contradiction { get; init; } = _ => null;

    /// <summary>What others have that this has not, and whose they are.</summary>
    public Func<string, string?> Foreign { get; init; } = _ => null;

    /// <summary>Keys that mean nothing here, but may be there.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>Its keys.</summary>
    public IReadOnlyList<RecipeKey<T>> Keys => keys;

    /// <summary>A record with the defaults.</summary>
    public T Defaults => create();

    /// <inheritdoc/>
    public override string Expected => "an object";

    /// <inheritdoc/>
    public override T Read(RecipeNode node, string name)
    {
        if (node.Kind != JsonValueKind.Object)
        {
            throw Unexpected(node, name);
        }

        T record = create();
        var seen = new Dictionary<string, RecipeNode>(StringComparer.Ordinal);
        foreach (RecipeMember member in node.Members)
        {
            if (!seen.TryAdd(member.Name, member.Value))
            {
                throw node.Source.Error(member.NameStart, $"the key \"{SafetensorsHeader.Shown(member.Name)}\" is here twice; delete one");
            }

            if (keys.FirstOrDefault(key => key.Name == member.Name) is { } key)
            {
                record = key.Read(member.Value, record);
            }
            else if (!Ignored.Contains(member.Name))
            {
                throw node.Source.Error(member.NameStart, Unknown(member.Name));
            }
        }

        if (keys.FirstOrDefault(key => key.IsRequired && !seen.ContainsKey(key.Name)) is { } missing)
        {
            throw node.Error($"{what} needs \"{missing.Name}\": {missing.Description}");
        }

        return Contradiction(record) is { } contradiction
            ? throw (seen.GetValueOrDefault(contradiction.Key) ?? node).Error(contradiction.Problem)
            : record;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, T value)
    {
        json.WriteStartObject();
        WriteKeys(json, value);
        json.WriteEndObject();
    }

    /// <summary>Its keys alone.</summary>
    public void WriteKeys(Utf8JsonWriter json, T value)
    {
        foreach (RecipeKey<T> key in keys)
        {
            key.Write(json, value);
        }
    }

    /// <inheritdoc/>
    public override void Check(T value, string property)
    {
        foreach (RecipeKey<T> key in keys.Where(key => !key.IsOfFilesOnly))
        {
            key.Check(value);
        }

        if (Contradiction(value) is { } contradiction)
        {
            throw new ArgumentException(char.ToUpperInvariant(contradiction.Problem[0]) + contradiction.Problem[1..] + ".", contradiction.Property);
        }
    }

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var properties = new JsonObject();
        foreach (string ignored in Ignored)
        {
            properties[ignored] = new JsonObject();
        }

        foreach (RecipeKey<T> key in keys)
        {
            JsonObject schema = key.Schema();
            schema.Insert(0, "description", key.Description);
            properties[key.Name] = schema;
        }

        var result = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (keys.Any(key => key.IsRequired))
        {
            result["required"] = new JsonArray([.. keys.Where(key => key.IsRequired).Select(key => JsonValue.Create(key.Name))]);
        }

        return result;
    }

    private string Unknown(string name)
    {
        string[] known = [.. keys.Select(key => key.Name)];
        string shown = $"\"{SafetensorsHeader.Shown(name)}\"";
        return Foreign(name) is { } whose
            ? $"{what} has no key {shown}, which is one of {whose}; its keys are {string.Join(", ", known)}"
            : $"unknown key {shown}{RecipeNames.Hint(name, known)}; the keys of {what} are {string.Join(", ", known)}";
    }
}

/// <summary>Keys that do not go together.</summary>
/// <param name="Key">The key to blame.</param>
/// <param name="Property">Its property.</param>
/// <param name="Problem">What is wrong and what to do, in a clause.</param>
internal sealed record Contradiction(string Key, string Property, string Problem);
