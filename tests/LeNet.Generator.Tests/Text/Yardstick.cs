using System.Globalization;
using System.Text;
using System.Text.Json;
using LeNet.Generator.Text;

namespace LeNet.Generator.Tests.Text;

/// <summary>System.Text.Json, told to allow comments and trailing commas, as the measure of the JSON reader.</summary>
internal static class Yardstick
{
    private static readonly JsonDocumentOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Fails unless both refuse the text, or both read the same values from it.</summary>
    public static void AssertAgrees(string text)
    {
        string? expected = Expected(text);
        var actual = new JsonDocumentText(JsonReader.Read(text));
        if (expected is null)
        {
            Assert.True(actual.HasErrors, $"System.Text.Json refuses this, the reader does not: {text}");
        }
        else
        {
            Assert.True(!actual.HasErrors, $"System.Text.Json reads this, the reader says {actual}: {text}");
            Assert.Equal(expected, actual.ToString());
        }
    }

    /// <summary>The values in one canonical text, or null if the text is not valid.</summary>
    private static string? Expected(string text)
    {
        try
        {
            using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(text, Options);
            var builder = new StringBuilder();
            Write(document.RootElement, builder);
            return builder.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair passes the parser and fails when the string is asked for.
            return null;
        }
    }

    private static void Write(JsonElement element, StringBuilder builder)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                builder.Append('{');
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    builder.Append(JsonDocumentText.Escaped(property.Name)).Append(':');
                    Write(property.Value, builder);
                    builder.Append(',');
                }

                builder.Append('}');
                break;
            case JsonValueKind.Array:
                builder.Append('[');
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(item, builder);
                    builder.Append(',');
                }

                builder.Append(']');
                break;
            case JsonValueKind.String:
                builder.Append(JsonDocumentText.Escaped(element.GetString()!));
                break;
            case JsonValueKind.Number:
                builder.Append(element.GetDouble().ToString("R", CultureInfo.InvariantCulture));
                break;
            default:
                builder.Append(element.GetRawText());
                break;
        }
    }
}
