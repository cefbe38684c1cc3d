using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeNet.Runtime;

/// <summary>True or false.</summary>
internal sealed class Truth : RecipeValue<bool>
{
    /// <inheritdoc/>
    public override string Expected => "true or false";

    /// <inheritdoc/>
    public override bool Read(RecipeNode node, string name) =>
        node.Kind is JsonValueKind.True or JsonValueKind.False ? node.Kind == JsonValueKind.True : throw Unexpected(node, name);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, bool value) => json.WriteBooleanValue(value);

    /// <inheritdoc/>
    public override void Check(bool value, string property)
    {
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "boolean" };
}
