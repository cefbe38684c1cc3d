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
        if (node is not JsonString text)
        {
            value = default!;
            return context.RejectType(node, Expected);
        }

        bool isKnown = Choice.TryFind(text, context, Names, foreign, $"choose {Expected}", out int index);
        value = isKnown ? choices[index].Value : default!;
        return isKnown;
    }

    public override string Write(T value) => Quote.Shortened(choices.First(choice => Equals(choice.Value, value)).Name);
}
