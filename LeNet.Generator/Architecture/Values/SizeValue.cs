using LeNet.Generator.Text;

namespace LeNet.Generator.Architecture.Values;

/// <summary>A height and a width as [height, width]; where <paramref name="allowsOne"/>, also one integer for both.</summary>
internal sealed class SizeValue(int min, int max, bool allowsOne) : Value<Size2>
{
    public IntegerValue Side { get; } = new(min, max);

    public bool AllowsOne { get; } = allowsOne;

    public override string Expected => AllowsOne
        ? $"{Side.Expected}, or two of them as [height, width]"
        : $"[height, width], each {Side.Expected}";

    public override bool TryRead(JsonNode node, ValueContext context, out Size2 value)
    {
        value = default;
        if (node is JsonArray { Items: [var first, var second] })
        {
            bool hasHeight = Side.TryRead(first, context with { Label = context.Label + "[0], the height," }, out int height);
            bool hasWidth = Side.TryRead(second, context with { Label = context.Label + "[1], the width," }, out int width);
            value = new Size2(height, width);
            return hasHeight && hasWidth;
        }

        if (AllowsOne && node is JsonNumber)
        {
            bool hasSide = Side.TryRead(node, context, out int side);
            value = new Size2(side, side);
            return hasSide;
        }

        return context.RejectType(node, Expected);
    }

    public override string Write(Size2 value) => FormattableString.Invariant($"[{value.Height}, {value.Width}]");
}
