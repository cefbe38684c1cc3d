using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Diagnostics;
using LeNet.Generator.Naming;
using LeNet.Generator.Text;

namespace LeNet.Generator.Architecture.Values;

/// <summary>One of several kinds, whatever they are.</summary>
internal interface IKindValue
{
    IReadOnlyList<Kind> Kinds { get; }
}

/// <summary>
/// One of several kinds: by its name, which leaves all its keys at their defaults, or as an object with "type" and its keys.
/// </summary>
/// <param name="foreign">What others call them.</param>
internal sealed class KindValue<T>(IReadOnlyList<ForeignName> foreign, params Kind<T>[] kinds) : Value<T>, IKindValue
{
    private static readonly Key<JsonString> TypeKey = Key.Required(
        "type", new NodeValue<JsonString>("a string, one of the names that may stand alone"), "which one");

    private readonly IReadOnlyList<string> _names = [.. kinds.Select(kind => kind.Name)];

    public IReadOnlyList<Kind<T>> Kinds { get; } = kinds;

    IReadOnlyList<Kind> IKindValue.Kinds => Kinds;

    public override string Expected => $"{OneOfNames}, or an object with that as its \"type\"";

    private string OneOfNames => "one of " + string.Join(", ", _names.Select(Quote.Shortened));

    public override bool TryRead(JsonNode node, ValueContext context, out T value)
    {
        value = default!;
        return node switch
        {
            JsonString name => TryReadName(name, context, out value),
            JsonObject item => TryReadObject(item, context, out value),
            _ => context.RejectType(node, Expected),
        };
    }

    public override string Write(T value)
    {
        foreach (Kind<T> kind in Kinds)
        {
            if (kind.Settings(value) is { } settings)
            {
                Setting type = new(TypeKey.Name, Quote.Shortened(kind.Name));
                return kind.Keys.Count == 0 ? type.Json : Setting.Object([type, .. settings]);
            }
        }

        throw new NotSupportedException($"{value}");
    }

    private bool TryReadName(JsonString name, ValueContext context, out T value)
    {
        bool isKnown = TryFind(name, context, out Kind<T>? kind);
        value = isKnown ? kind!.Read(Fields.None) : default!;
        return isKnown;
    }

    private bool TryReadObject(JsonObject item, ValueContext context, out T value)
    {
        value = default!;
        ValueContext type = context with { Label = $"{context.Label}: {TypeKey.Name}" };
        if (item.Find(TypeKey.Name)?.Value is not { } node)
        {
            context.Bag.Add(Descriptors.MissingKey, new(item.Span.Start, 1), $"{context.Label} needs \"{TypeKey.Name}\", {OneOfNames}");
            return false;
        }

        if (TypeKey.Read(node, type) is not JsonString name)
        {
            return false;
        }

        // Of an unknown one the keys of what was probably meant, so that all that is wrong is told at once.
        bool isKnown = TryFind(name, type, out Kind<T>? kind);
        if (kind is null)
        {
            return false;
        }

        var owner = new FieldsOwner(context.Label + ": ", kind.Name, new(item.Span.Start, 1));
        Fields fields = Fields.Read(item, owner, [TypeKey, .. kind.Keys], context.Bag);
        value = kind.Read(fields);
        return isKnown && fields.IsValid;
    }

    private bool TryFind(JsonString name, ValueContext context, out Kind<T>? kind)
    {
        bool isKnown = Choice.TryFind(name, context, _names, foreign, "choose " + OneOfNames, out int index);
        kind = index < 0 ? null : Kinds[index];
        return isKnown;
    }
}
