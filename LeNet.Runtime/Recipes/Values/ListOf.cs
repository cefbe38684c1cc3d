using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeNet.Runtime;

/// <summary>Values, at least one.</summary>
/// <param name="part">What each of them is.</param>
/// <param name="ascends">Whether each is larger than the one before.</param>
internal sealed class ListOf<T>(RecipeValue<T> part, bool ascends = false) : RecipeValue<IReadOnlyList<T>>
    where T : IComparable<T>
{
    /// <inheritdoc/>
    public override string Expected => $"a list of at least one value, each {part.Expected}{(ascends ? " and larger than the one before" : "")}";

    /// <inheritdoc/>
    public override IReadOnlyList<T> Read(RecipeNode node, string name)
    {
        if (node.Kind != JsonValueKind.Array)
        {
            throw Unexpected(node, name);
        }

        T[] values = [.. node.Items.Select(item => part.Read(item, name))];
        return IsLegal(values) ? values : throw node.Error($"\"{name}\" is {Expected}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, IReadOnlyList<T> value)
    {
        json.WriteStartArray();
        foreach (T item in value)
        {
            part.Write(json, item);
        }

        json.WriteEndArray();
    }

    /// <inheritdoc/>
    public override void Check(IReadOnlyList<T> value, string property)
    {
        foreach (T item in value)
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

    private bool IsLegal(IReadOnlyList<T> values) =>
        values.Count > 0 && (!ascends || values.Zip(values.Skip(1)).All(pair => pair.Second.CompareTo(pair.First) > 0));
}
