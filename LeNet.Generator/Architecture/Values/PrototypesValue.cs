using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Text;

namespace LeNet.Generator.Architecture.Values;

/// <summary>Vectors: the name of a known set, or lists of numbers.</summary>
internal sealed class PrototypesValue : Value<Prototypes>
{
    public ChoiceValue<Prototypes> Known { get; } = new([], (Lecun1998Prototypes.Name, Lecun1998Prototypes.All));

    public ListValue<EquatableArray<double>> Rows { get; } = new(new ListValue<double>(new NumberValue(-1000, 1000), "numbers"), "prototypes");

    public override string Expected => $"{Known.Expected}, or {Rows.Expected}";

    public override bool TryRead(JsonNode node, ValueContext context, out Prototypes value)
    {
        value = default!;
        switch (node)
        {
            case JsonString:
                return Known.TryRead(node, context, out value);
            case JsonArray when Rows.TryRead(node, context, out EquatableArray<EquatableArray<double>> rows):
                value = new Prototypes(Name: null, rows);
                return true;
            case JsonArray:
                return false;
            default:
                return context.RejectType(node, Expected);
        }
    }

    public override string Write(Prototypes value) => value.Name is null ? Rows.Write(value.Rows) : Known.Write(value);
}
