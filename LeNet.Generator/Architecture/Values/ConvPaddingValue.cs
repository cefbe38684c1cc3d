using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Text;

namespace LeNet.Generator.Architecture.Values;

/// <summary>The padding of a convolution: a size, or "same".</summary>
internal sealed class ConvPaddingValue(SizeValue size) : Value<ConvPadding>
{
    public const string Same = "same";

    public SizeValue Size { get; } = size;

    public override string Expected => $"{Size.Expected}, or \"{Same}\"";

    public override bool TryRead(JsonNode node, ValueContext context, out ConvPadding value)
    {
        value = new ConvPadding(default, IsSame: node is JsonString { Value: Same });
        if (node is JsonString text)
        {
            if (!value.IsSame)
            {
                string reason = text.Value == "valid" ? "write 0 for no padding" : $"it is {Expected}";
                context.Bag.Add(Descriptors.UnknownChoice, node.Span, $"{context.Label} {Quote.Shortened(text.Value)} is unknown; {reason}");
            }

            return value.IsSame;
        }

        if (node is not (JsonNumber or JsonArray))
        {
            return context.RejectType(node, Expected);
        }

        bool isSize = Size.TryRead(node, context, out Size2 read);
        value = new ConvPadding(read, IsSame: false);
        return isSize;
    }

    public override string Write(ConvPadding value) => value.IsSame ? $"\"{Same}\"" : Size.Write(value.Size);
}
