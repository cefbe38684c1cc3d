using LeNet.Generator.Text;
using static System.FormattableString;

namespace LeNet.Generator.Architecture.Values;

/// <summary>A whole number in a range, however it is written: 5, 5.0 and 5e0 are the same number, as in a JSON schema.</summary>
internal sealed class IntegerValue(int min, int max) : Value<int>
{
    public int Min { get; } = min;

    public int Max { get; } = max;

    public override string Expected => Invariant($"an integer from {Min} to {Max}");

    public override bool TryRead(JsonNode node, ValueContext context, out int value)
    {
        value = 0;
        if (node is not JsonNumber number || (!double.IsInfinity(number.Value) && number.Value != Math.Floor(number.Value)))
        {
            return context.RejectType(node, Expected);
        }

        if (number.Value < Min || number.Value > Max)
        {
            return context.RejectRange(node, Expected);
        }

        value = (int)number.Value;
        return true;
    }

    public override string Write(int value) => Invariant($"{value}");
}
