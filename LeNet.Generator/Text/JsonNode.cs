using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis.Text;

namespace LeNet.Generator.Text;

/// <summary>A JSON value and where it stands, in UTF-16 code units as Roslyn counts.</summary>
internal abstract class JsonNode(TextSpan span)
{
    public TextSpan Span { get; } = span;
}

/// <summary>Members in the order of the file; a key that occurs twice is there twice.</summary>
internal sealed class JsonObject(TextSpan span, ImmutableArray<JsonMember> members) : JsonNode(span)
{
    public ImmutableArray<JsonMember> Members { get; } = members;

    /// <summary>The first member of a name, or null.</summary>
    public JsonMember? Find(string name) => Members.FirstOrDefault(member => member.Name == name);
}

internal sealed class JsonMember(string name, TextSpan nameSpan, JsonNode value)
{
    public string Name { get; } = name;

    /// <summary>Of the key with its quotes.</summary>
    public TextSpan NameSpan { get; } = nameSpan;

    public JsonNode Value { get; } = value;
}

internal sealed class JsonArray(TextSpan span, ImmutableArray<JsonNode> items) : JsonNode(span)
{
    public ImmutableArray<JsonNode> Items { get; } = items;
}

/// <summary>The span includes the quotes; the value has its escapes resolved.</summary>
internal sealed class JsonString(TextSpan span, string value) : JsonNode(span)
{
    public string Value { get; } = value;
}

/// <summary>A number with its digits as written.</summary>
internal sealed class JsonNumber(TextSpan span, string text) : JsonNode(span)
{
    public string Text { get; } = text;

    /// <summary>The nearest double; infinite beyond the range of one.</summary>
    public double Value { get; } =
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
}

internal sealed class JsonBoolean(TextSpan span, bool value) : JsonNode(span)
{
    public bool Value { get; } = value;
}

internal sealed class JsonNull(TextSpan span) : JsonNode(span);

/// <summary>Stands where a value could not be read; an error has been reported for it.</summary>
internal sealed class JsonInvalid(TextSpan span) : JsonNode(span);
