using LeNet.Generator.Text;
using static System.FormattableString;

namespace LeNet.Generator.Architecture.Values;

/// <summary>A number in a range.</summary>
internal sealed class NumberValue(double min, double max) : Value<double>
{
    public double Min { get; } = min;

    public double Max { get; } = max;

    public override string Expected => Invariant($"a number from {Min} to {Max}");

    public override bool TryRead(JsonNode node, ValueContext context, out double value)
    {
        value = 0;
        if (node is not JsonNumber number)
        {
            return context.RejectType(node, Expected);
        }

        if (number.Value < Min || number.Value > Max)
        {
            return context.RejectRange(node, Expected);
        }

        value = number.Value;
        return true;
    }

    public override string Write(double value) => Invariant($"{value:R}");
}
