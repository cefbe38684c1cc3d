using System.Globalization;
using System.Text;
using LeNet.Generator.Text;

namespace LeNet.Generator.Tests.Text;

/// <summary>What the JSON reader read, as one canonical text: the values, or else the errors.</summary>
internal sealed class JsonDocumentText(JsonDocument document)
{
    public bool HasErrors => !document.Errors.IsEmpty;

    public static string Escaped(string value)
    {
        var builder = new StringBuilder("\"");
        foreach (char c in value)
        {
            builder.Append(c is >= ' ' and <= '~' and not '"' and not '\\' ? c.ToString() : $"\\u{(int)c:X4}");
        }

        return builder.Append('"').ToString();
    }

    public override string ToString()
    {
        if (HasErrors)
        {
            return string.Join("; ", document.Errors.Select(error => $"{error.Span} {error.Message}"));
        }

        var builder = new StringBuilder();
        Write(document.Root, builder);
        return builder.ToString();
    }

    private static void Write(JsonNode node, StringBuilder builder)
    {
        switch (node)
        {
            case JsonObject item:
                builder.Append('{');
                foreach (JsonMember member in item.Members)
                {
                    builder.Append(Escaped(member.Name)).Append(':');
                    Write(member.Value, builder);
                    builder.Append(',');
                }

                builder.Append('}');
                break;
            case JsonArray array:
                builder.Append('[');
                foreach (JsonNode item in array.Items)
                {
                    Write(item, builder);
                    builder.Append(',');
                }

                builder.Append(']');
                break;
            case JsonString text:
                builder.Append(Escaped(text.Value));
                break;
            case JsonNumber number:
                builder.Append(number.Value.ToString("R", CultureInfo.InvariantCulture));
                break;
            case JsonBoolean boolean:
                builder.Append(boolean.Value ? "true" : "false");
                break;
            case JsonNull:
                builder.Append("null");
                break;
            default:
                Assert.Fail($"{node.GetType().Name} without an error");
                break;
        }
    }
}
