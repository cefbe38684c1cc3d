using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeNet.Runtime;

/// <summary>Numbers, at least one.</summary>
internal sealed class Numbers(RecipeValue<double> part) : RecipeValue<IReadOnlyList<double>>
{
    /// <inheritdoc/>
    public override string Expected => $"a list of at least one value, each {part.Expected}";

    /// <inheritdoc/>
    public override IReadOnlyList<double> Read(RecipeNode node, string name) => node.Kind == JsonValueKind.Array && node.Items.Count > 0
        ? [.. node.Items.Select(item => part.Read(item, name))]
        : throw Unexpected(node, name);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, IReadOnlyList<double> value)
    {
        json.WriteStartArray();
        foreach (double item in value)
        {
            part.Write(json, item);
        }

        json.WriteEndArray();
    }

    /// <inheritdoc/>
    public override void Check(IReadOnlyList<double> value, string property)
    {
        if (value.Count == 0)
        {
            throw Illegal("nothing", property);
        }

        foreach (double item in value)
        {
            part.Check(item, property);
        }
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "array", ["items"] = part.Schema(), ["minItems"] = 1 };
}
