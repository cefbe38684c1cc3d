using LeNet.Generator.Diagnostics;
using LeNet.Generator.Naming;
using LeNet.Generator.Text;

namespace LeNet.Generator.Architecture.Values;

/// <summary>One of several names, whatever they stand for.</summary>
internal interface IChoiceValue
{
    IReadOnlyList<string> Names { get; }
}

/// <summary>One of several names.</summary>
/// <param name="foreign">What others call them.</param>
internal sealed class ChoiceValue<T>(IReadOnlyList<ForeignName> foreign, params (string Name, T Value)[] choices)
    : Value<T>, IChoiceValue
{
    public IReadOnlyList<string> Names { get; } = [.. choices.Select(choice => choice.Name)];

    public override string Expected => (Names.Count == 1 ? "" : "one of ") + string.Join(", ", Names.Select(Quote.Shortened));

    public override bool TryRead(JsonNode node, ValueContext context, out T value)
    {
        value = default!;
        if (node is not JsonString text)
        {
            return context.RejectType(node, Expected);
        }

        foreach ((string name, T choice) in choices)
        {
            if (name == text.Value)
            {
                value = choice;
                return true;
            }
        }

        string reason = Suggestion.For(text.Value, Names, foreign)?.Reason ?? $"choose {Expected}";
        context.Bag.Add(Descriptors.UnknownChoice, node.Span, $"{context.Label} {Quote.Shortened(text.Value)} is unknown; {reason}");
        return false;
    }

    public override string Write(T value) => Quote.Shortened(choices.First(choice => Equals(choice.Value, value)).Name);
}
