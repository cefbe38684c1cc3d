using LeNet.Generator.Diagnostics;
using LeNet.Generator.Text;
using static System.FormattableString;

namespace LeNet.Generator.Architecture.Values;

/// <summary>A kind of JSON value with its limits.</summary>
internal abstract class Value
{
    /// <summary>What is legal, in words: "an integer from 1 to 9".</summary>
    public abstract string Expected { get; }
}

/// <summary>A kind of JSON value that is a <typeparamref name="T"/> once it is checked.</summary>
internal abstract class Value<T> : Value
{
    /// <summary>Reads and checks; reports what is wrong.</summary>
    public abstract bool TryRead(JsonNode node, ValueContext context, out T value);

    /// <summary>The value as JSON that reads back as the same, in its fullest form.</summary>
    public abstract string Write(T value);
}

/// <summary>Where a value stands, for messages about it.</summary>
/// <param name="Label">What the value is of, such as "conv1: kernel_size".</param>
internal readonly record struct ValueContext(DiagnosticBag Bag, string Label)
{
    /// <summary>The value is of another type than the expected one.</summary>
    public bool RejectType(JsonNode node, string expected)
    {
        // What is no JSON at all has been reported as that.
        if (node is not JsonInvalid)
        {
            Bag.Add(Descriptors.WrongType, node.Span, $"{Label} must be {expected}; found {Describe(node)}");
        }

        return false;
    }

    /// <summary>The value is of the right type, but no legal one.</summary>
    public bool RejectRange(JsonNode node, string expected)
    {
        Bag.Add(Descriptors.OutOfRange, node.Span, $"{Label} must be {expected}; found {Describe(node)}");
        return false;
    }

    private static string Describe(JsonNode node) => node switch
    {
        JsonString text => $"the string {Quote.Shortened(text.Value)}",
        JsonNumber number => Quote.Shortened(number.Text).Trim('"'),
        JsonBoolean boolean => boolean.Value ? "true" : "false",
        JsonNull => "null",
        JsonArray array => array.Items.Length == 1 ? "a list of 1 value" : Invariant($"a list of {array.Items.Length} values"),
        _ => "an object",
    };
}
