using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeNet.Runtime;

/// <summary>Two numbers, or one that stands for both or for the first.</summary>
/// <param name="part">What each of them is.</param>
/// <param name="standsForBoth">Whether one number is both; else the second is 0.</param>
internal sealed class NumberOrPair(RecipeValue<double> part, bool standsForBoth) : RecipeValue<(double First, double Second)>
{
    private readonly Pair _pair = new(part);

    /// <inheritdoc/>
    public override string Expected => $"{part.Expected}, or a list of two of them";

    /// <inheritdoc/>
    public override (double First, double Second) Read(RecipeNode node, string name)
    {
        if (node.Kind == JsonValueKind.Array)
        {
            return _pair.Read(node, name);
        }

        double value = node.Kind == JsonValueKind.Number ? part.Read(node, name) : throw Unexpected(node, name);
        return (value, standsForBoth ? value : 0);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, (double First, double Second) value) => _pair.Write(json, value);

    /// <inheritdoc/>
    public override void Check((double First, double Second) value, string property) => _pair.Check(value, property);

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray(part.Schema(), _pair.Schema()) };
}
