using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeNet.Runtime;

/// <summary>Two numbers.</summary>
/// <param name="part">What each of them is.</param>
/// <param name="ascends">Whether the second is not less than the first.</param>
internal sealed class Pair(RecipeValue<double> part, bool ascends = false) : RecipeValue<(double First, double Second)>
{
    /// <inheritdoc/>
    public override string Expected => $"a list of two numbers, each {part.Expected}{(ascends ? ", the smaller first" : "")}";

    /// <inheritdoc/>
    public override (double First, double Second) Read(RecipeNode node, string name)
    {
        if (node.Kind != JsonValueKind.Array || node.Items.Count != 2)
        {
            throw Unexpected(node, name);
        }

        (double first, double second) = (part.Read(node.Items[0], name), part.Read(node.Items[1], name));
        return ascends && second < first ? throw node.Error($"\"{name}\" is {Expected}") : (first, second);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, (double First, double Second) value)
    {
        json.WriteStartArray();
        part.Write(json, value.First);
        part.Write(json, value.Second);
        json.WriteEndArray();
    }

    /// <inheritdoc/>
    public override void Check((double First, double Second) value, string property)
    {
        part.Check(value.First, property);
        part.Check(value.Second, property);
        if (ascends && value.Second < value.First)
        {
            throw Illegal(value, property);
        }
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "array", ["items"] = part.Schema(), ["minItems"] = 2, ["maxItems"] = 2 };
}
