using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeNet.Runtime;

/// <summary>An integer in a range.</summary>
internal sealed class IntegerRange(int least, int most) : RecipeValue<int>
{
    /// <inheritdoc/>
    public override string Expected => string.Create(CultureInfo.InvariantCulture, $"an integer {(most == int.MaxValue ? $"of at least {least}" : $"from {least} to {most}")}");

    /// <inheritdoc/>
    public override int Read(RecipeNode node, string name) =>
        node.Kind == JsonValueKind.Number && double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value == Math.Floor(value) && value >= least && value <= most
            ? (int)value
            : throw Unexpected(node, name);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, int value) => json.WriteNumberValue(value);

    /// <inheritdoc/>
    public override void Check(int value, string property)
    {
        if (value < least || value > most)
        {
            throw Illegal(value, property);
        }
    }

    /// <inheritdoc/>
    public override JsonObject Schema() => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };
}
