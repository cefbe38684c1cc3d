using System.Collections.Immutable;
using LeNet.Generator.Text;
using static System.FormattableString;

namespace LeNet.Generator.Architecture.Values;

/// <summary>A list of one kind of value, whatever that is.</summary>
internal interface IListValue
{
    Value Item { get; }
}

/// <summary>A list of one kind of value.</summary>
internal sealed class ListValue<T>(Value<T> item, string what) : Value<EquatableArray<T>>, IListValue
    where T : IEquatable<T>
{
    public Value<T> Item { get; } = item;

    Value IListValue.Item => Item;

    public override string Expected => $"a list of {what}, each {Item.Expected}";

    public override bool TryRead(JsonNode node, ValueContext context, out EquatableArray<T> value)
    {
        value = default;
        if (node is not JsonArray array)
        {
            return context.RejectType(node, Expected);
        }

        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>(array.Items.Length);
        for (int i = 0; i < array.Items.Length; i++)
        {
            if (Item.TryRead(array.Items[i], context with { Label = Invariant($"{context.Label}[{i}]") }, out T read))
            {
                items.Add(read);
            }
        }

        value = new EquatableArray<T>(items.ToImmutable());
        return items.Count == array.Items.Length;
    }

    public override string Write(EquatableArray<T> value) => $"[{string.Join(", ", value.Select(Item.Write))}]";
}
