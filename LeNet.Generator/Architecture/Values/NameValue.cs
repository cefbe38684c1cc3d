using LeNet.Generator.Diagnostics;
using LeNet.Generator.Text;

namespace LeNet.Generator.Architecture.Values;

/// <summary>A name under a rule.</summary>
/// <param name="expected">In words: "the name of a class".</param>
/// <param name="check">Says what is wrong with a name, or null.</param>
internal sealed class NameValue(string expected, Func<string, string?> check) : Value<string>
{
    /// <inheritdoc cref="NameValue" path="/param[@name='check']"/>
    public Func<string, string?> Check { get; } = check;

    public override string Expected => $"a string, {expected}";

    public override bool TryRead(JsonNode node, ValueContext context, out string value)
    {
        value = (node as JsonString)?.Value ?? "";
        if (node is not JsonString)
        {
            return context.RejectType(node, Expected);
        }

        if (Check(value) is { } problem)
        {
            context.Bag.Add(Descriptors.InvalidName, node.Span, $"{context.Label}: {problem}");
            return false;
        }

        return true;
    }

    public override string Write(string value) => $"\"{value}\""; // the rules of names allow nothing that JSON escapes
}
