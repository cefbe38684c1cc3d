using System.Text.Json;

namespace LeNet.Runtime;

/// <summary>Reads JSON, with comments and trailing commas as in architecture files.</summary>
internal static class RecipeJson
{
    private const int MostLevels = 16;

    /// <exception cref="DataFileException">It is not JSON.</exception>
    public static RecipeNode Parse(RecipeText source)
    {
        var reader = new Utf8JsonReader(
            source.Bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = MostLevels });
        try
        {
            reader.Read();
            RecipeNode root = Value(ref reader, source);
            reader.Read(); // anything but space after it is an error
            return root;
        }
        catch (JsonException exception)
        {
            int place = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            string problem = place < 0 ? exception.Message : exception.Message[..place];
            throw source.Error(source.Offset(exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0), $"this is not JSON: {SafetensorsHeader.Shown(problem.TrimEnd('.'))}");
        }
        catch (InvalidOperationException)
        {
            throw source.Error((int)reader.TokenStartIndex, "this text is not valid: half of a surrogate pair, or bytes that are not UTF-8");
        }
    }

    private static RecipeNode Value(ref Utf8JsonReader reader, RecipeText source)
    {
        int start = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<RecipeMember>();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    (string name, int nameStart) = (reader.GetString()!, (int)reader.TokenStartIndex);
                    reader.Read();
                    members.Add(new RecipeMember(name, nameStart, Value(ref reader, source)));
                }

                return new RecipeNode { Kind = JsonValueKind.Object, Start = start, Source = source, Members = members };
            case JsonTokenType.StartArray:
                var items = new List<RecipeNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Value(ref reader, source));
                }

                return new RecipeNode { Kind = JsonValueKind.Array, Start = start, Source = source, Items = items };
            case JsonTokenType.String:
                return new RecipeNode { Kind = JsonValueKind.String, Start = start, Source = source, Text = reader.GetString()! };
            case JsonTokenType.Number:
                return new RecipeNode { Kind = JsonValueKind.Number, Start = start, Source = source, Text = System.Text.Encoding.UTF8.GetString(reader.ValueSpan) };
            default:
                JsonValueKind kind = reader.TokenType switch
                {
                    JsonTokenType.True => JsonValueKind.True,
                    JsonTokenType.False => JsonValueKind.False,
                    _ => JsonValueKind.Null,
                };
                return new RecipeNode { Kind = kind, Start = start, Source = source };
        }
    }
}
