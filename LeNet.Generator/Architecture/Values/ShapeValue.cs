using LeNet.Generator.Text;

namespace LeNet.Generator.Architecture.Values;

/// <summary>The shape of an image as [channels, height, width].</summary>
internal sealed class ShapeValue(int max) : Value<Shape>
{
    private static readonly string[] Axes = ["channels", "height", "width"];

    public IntegerValue Side { get; } = new(1, max);

    public override string Expected => $"[channels, height, width], each {Side.Expected}";

    public override bool TryRead(JsonNode node, ValueContext context, out Shape value)
    {
        value = default;
        if (node is not JsonArray { Items.Length: 3 } array)
        {
            return context.RejectType(node, Expected);
        }

        var sides = new int[3];
        bool isValid = true;
        for (int i = 0; i < 3; i++)
        {
            ValueContext item = context with { Label = FormattableString.Invariant($"{context.Label}[{i}], the {Axes[i]},") };
            isValid &= Side.TryRead(array.Items[i], item, out sides[i]);
        }

        value = Shape.Image(sides[0], sides[1], sides[2]);
        return isValid;
    }

    public override string Write(Shape value) => FormattableString.Invariant($"[{value.Channels}, {value.Height}, {value.Width}]");
}
