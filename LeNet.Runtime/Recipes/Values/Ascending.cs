using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeNet.Runtime;

/// <summary>Integers, each larger than the one before.</summary>
internal sealed class Ascending(RecipeValue<int> part) : RecipeValue<IReadOnlyList<int>>
{
    /// <inheritdoc/>
    public override string Expected => $"a list of at least one value, each {part.Expected} and larger than the one before";

    /// <inheritdoc/>
    public override IReadOnlyList<int> Read(RecipeNode node, string name)
    {
        if (node.Kind != JsonValueKind.Array)
        {
            throw Unexpected(node, name);
        }

        int[] values = [.. node.Items.Select(item => part.Read(item, name))];
        return IsLegal(values) ? values : throw node.Error($"\"{name}\" is {Expected}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, IReadOnlyList<int> value)
    {
        json.WriteStartArray();
        foreach (int item in value)
        {
            part.Write(json, item);
        }

        json.WriteEndArray();
    }

    /// <inheritdoc/>
    public override void Check(IReadOnlyList<int> value, string property)
    {
        foreach (int item in value)
        {
            part.Check(item, property);
        }

        if (!IsLegal(value))
        {
            throw Illegal(string.Join(", ", value), property);
        }
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "array", ["items"] = part.Schema(), ["minItems"] = 1 };

    private static bool IsLegal(IReadOnlyList<int> values) => values.Count > 0 && values.Zip(values.Skip(1)).All(pair => pair.Second > pair.First);
}
