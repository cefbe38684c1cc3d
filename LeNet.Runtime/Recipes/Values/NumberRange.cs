using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeNet.Runtime;

/// <summary>A finite number in a range.</summary>
/// <param name="least">The lower limit.</param>
/// <param name="most">The upper limit.</param>
/// <param name="above">Whether the lower limit itself is excluded.</param>
/// <param name="below">Whether the upper limit itself is excluded.</param>
internal sealed class NumberRange(double least, double most, bool above = false, bool below = false) : RecipeValue<double>
{
    /// <inheritdoc/>
    public override string Expected => (above, below, most == double.MaxValue) switch
    {
        (true, _, true) => Text($"a number greater than {least}"),
        (true, true, _) => Text($"a number greater than {least} and less than {most}"),
        (true, false, _) => Text($"a number greater than {least} and at most {most}"),
        (false, _, true) => Text($"a number of at least {least}"),
        (false, true, _) => Text($"a number from {least} to less than {most}"),
        (false, false, _) => Text($"a number from {least} to {most}"),
    };

    /// <inheritdoc/>
    public override double Read(RecipeNode node, string name) =>
        node.Kind == JsonValueKind.Number && double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && IsLegal(value)
            ? value
            : throw Unexpected(node, name);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter json, double value) => json.WriteNumberValue(value);

    /// <inheritdoc/>
    public override void Check(double value, string property)
    {
        if (!IsLegal(value))
        {
            throw Illegal(value, property);
        }
    }

    /// <inheritdoc/>
    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "number", [above ? "exclusiveMinimum" : "minimum"] = least };
        if (most != double.MaxValue)
        {
            schema[below ? "exclusiveMaximum" : "maximum"] = most;
        }

        return schema;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private bool IsLegal(double value) => double.IsFinite(value) && (above ? value > least : value >= least) && (below ? value < most : value <= most);
}
