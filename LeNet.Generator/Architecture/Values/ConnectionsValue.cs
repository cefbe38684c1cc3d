using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Text;
using static System.FormattableString;

namespace LeNet.Generator.Architecture.Values;

/// <summary>A table of connections: the name of one, or a list of input channels for each output channel.</summary>
internal sealed class ConnectionsValue : Value<Connections>
{
    private static readonly string Name = Connections.LeCun1998.Name!;

    public IReadOnlyList<string> Names => [Name];

    public IntegerValue Channel { get; } = new(0, Limits.Dimension - 1);

    public override string Expected => $"\"{Name}\", or for each output channel a list of its input channels, counted from 0";

    public override bool TryRead(JsonNode node, ValueContext context, out Connections value)
    {
        value = Connections.LeCun1998;
        if (node is JsonString text)
        {
            if (text.Value != Name)
            {
                context.Bag.Add(Descriptors.UnknownChoice, node.Span, $"{context.Label} {Quote.Shortened(text.Value)} is unknown; write {Expected}");
            }

            return text.Value == Name;
        }

        if (node is not JsonArray array)
        {
            return context.RejectType(node, Expected);
        }

        var isValid = true;
        List<int[]> inputs = [];
        for (int output = 0; output < array.Items.Length; output++)
        {
            isValid &= TryReadChannels(array.Items[output], context with { Label = Invariant($"{context.Label}[{output}]") }, out int[] channels);
            inputs.Add(channels);
        }

        value = new Connections(null, Connections.Table([.. inputs]));
        return isValid;
    }

    public override string Write(Connections value) => value.Name is { } name
        ? $"\"{name}\""
        : $"[{string.Join(", ", value.Inputs.Select(channels => $"[{string.Join(", ", channels.Select(Channel.Write))}]"))}]";

    private bool TryReadChannels(JsonNode node, ValueContext context, out int[] channels)
    {
        channels = [];
        if (node is not JsonArray array)
        {
            return context.RejectType(node, "a list of input channels, counted from 0");
        }

        if (array.Items.IsEmpty)
        {
            context.Bag.Add(Descriptors.OutOfRange, node.Span, $"{context.Label} is empty; an output channel needs at least one input channel");
            return false;
        }

        HashSet<int> read = [];
        bool isValid = true;
        for (int i = 0; i < array.Items.Length; i++)
        {
            string label = Invariant($"{context.Label}[{i}]");
            if (!Channel.TryRead(array.Items[i], context with { Label = label }, out int channel))
            {
                isValid = false;
            }
            else if (!read.Add(channel))
            {
                context.Bag.Add(Descriptors.OutOfRange, array.Items[i].Span, Invariant($"{label} is input channel {channel} again; delete it"));
                isValid = false;
            }
        }

        channels = [.. read.OrderBy(channel => channel)];
        return isValid;
    }
}
