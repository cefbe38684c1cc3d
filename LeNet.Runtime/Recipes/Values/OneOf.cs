using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeNet.Runtime;

/// <summary>One of several names.</summary>
internal sealed class OneOf<T>(params (string Name, T Value)[] choices) : RecipeValue<T>
    where T : struct, Enum
{
    private readonly string[] _names = [.. choices.Select(choice => choice.Name)];

    /// <inheritdoc/>
    public override string Expected => "one of " + string.Join(", ", _names.Select(name => $"\"{name}\""));

    /// <inheritdoc/>
    public override T Read(RecipeNode node, string name)
    {
        if (node.Kind != JsonValueKind.String)
        {
            throw Unexpected(node, name);
        }

        int index = Array.IndexOf(_names, node.Text);
        return index >= 0
            ? choices[index].Value
            : throw node.Error($"\"{name}\" is {node.Shown}{RecipeNames.Hint(node.Text, _names)}; it is {Expected}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, T value) => json.WriteStringValue(choices.First(choice => choice.Value.Equals(value)).Name);

    /// <inheritdoc/>
    public override void Check(T value, string property)
    {
        if (!choices.Any(choice => choice.Value.Equals(value)))
        {
            throw Illegal(value, property);
        }
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["enum"] = new JsonArray([.. _names.Select(name => JsonValue.Create(name))]) };
}
