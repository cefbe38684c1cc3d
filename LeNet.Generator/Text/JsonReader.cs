using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using static System.FormattableString;

namespace LeNet.Generator.Text;

/// <summary>
/// Reads JSON text: RFC 8259, with comments (<c>//</c> and <c>/* */</c>) and trailing commas, as System.Text.Json does
/// when it is told to allow them. Goes on after an error, so that one run shows several. Never throws.
/// </summary>
internal sealed class JsonReader
{
    /// <summary>As in System.Text.Json, and far from the end of the stack.</summary>
    public const int MaxDepth = 64;

    private readonly JsonErrors _errors = new();
    private readonly JsonScanner _scanner;
    private readonly CancellationToken _cancellation;
    private JsonToken _token;
    private int _depth;
    private int _openArrays;
    private int _openObjects;
    private int _lastEnd;

    private JsonReader(string text, CancellationToken cancellation)
    {
        _scanner = new JsonScanner(text, _errors);
        _cancellation = cancellation;
        _token = _scanner.Next();
    }

    public static JsonDocument Read(string text, CancellationToken cancellation = default)
    {
        var reader = new JsonReader(text, cancellation);
        return new JsonDocument(reader.ReadRoot(), reader._errors.ToImmutable());
    }

    private JsonNode ReadRoot()
    {
        JsonNode root = ReadValue();
        if (_token.Kind != JsonTokenKind.End)
        {
            _errors.Add(_token.Span, "expected nothing more after the first value");
        }

        return root;
    }

    private JsonNode ReadValue()
    {
        _cancellation.ThrowIfCancellationRequested();
        switch (_token.Kind)
        {
            case JsonTokenKind.LeftBrace: return Nested(ReadObject);
            case JsonTokenKind.LeftBracket: return Nested(ReadArray);
            case JsonTokenKind.String: return new JsonString(_token.Span, Take().Text);
            case JsonTokenKind.Number: return new JsonNumber(_token.Span, Take().Text);
            case JsonTokenKind.True: return new JsonBoolean(Take().Span, true);
            case JsonTokenKind.False: return new JsonBoolean(Take().Span, false);
            case JsonTokenKind.Null: return new JsonNull(Take().Span);
            case JsonTokenKind.Bad: return new JsonInvalid(Take().Span);
            default:
                _errors.AddAndLose(_token.Span, _token.Kind == JsonTokenKind.End ? "the file ends where a value is expected" : "expected a value");
                return new JsonInvalid(_token.Span);
        }
    }

    private JsonNode Nested(Func<JsonNode> read)
    {
        if (_depth == MaxDepth)
        {
            TextSpan span = _token.Span;
            _errors.AddAndLose(span, Invariant($"nested deeper than {MaxDepth} levels"));
            _scanner.Abort();
            Take();
            return new JsonInvalid(span);
        }

        _depth++;
        JsonNode node = read();
        _depth--;
        return node;
    }

    private JsonObject ReadObject()
    {
        TextSpan open = Take().Span;
        var members = ImmutableArray.CreateBuilder<JsonMember>();
        _openObjects++;
        while (!AtEnd(open, JsonTokenKind.RightBrace, JsonTokenKind.RightBracket, _openArrays, '}'))
        {
            int attempts = _errors.Attempts;
            JsonMember? member = ReadMember();
            if (member is not null)
            {
                members.Add(member);
            }

            Separate(isClean: member is not null && _errors.Attempts == attempts, "expected a comma or }");
        }

        _openObjects--;
        return new JsonObject(TextSpan.FromBounds(open.Start, _lastEnd), members.ToImmutable());
    }

    /// <summary>Takes at least one token.</summary>
    private JsonMember? ReadMember()
    {
        if (_token.Kind == JsonTokenKind.String)
        {
            JsonToken name = Take();
            if (_token.Kind == JsonTokenKind.Colon)
            {
                Take();
            }
            else
            {
                Expect($"expected a colon after the key {Quote.Shortened(name.Text)}");
                if (_token.Kind is JsonTokenKind.Comma or JsonTokenKind.RightBrace or JsonTokenKind.RightBracket or JsonTokenKind.End)
                {
                    return new JsonMember(name.Text, name.Span, new JsonInvalid(name.Span));
                }
            }

            return new JsonMember(name.Text, name.Span, ReadValue());
        }

        switch (_token.Kind)
        {
            case JsonTokenKind.Bad:
                Take();
                break;
            case JsonTokenKind.Colon or JsonTokenKind.Comma:
                _errors.AddAndLose(Take().Span, "expected a key in double quotes");
                return null;
            default:
                _errors.AddAndLose(_token.Span, "expected a key in double quotes");
                ReadValue();
                break;
        }

        if (_token.Kind == JsonTokenKind.Colon)
        {
            Take();
            ReadValue();
        }

        return null;
    }

    private JsonArray ReadArray()
    {
        TextSpan open = Take().Span;
        var items = ImmutableArray.CreateBuilder<JsonNode>();
        _openArrays++;
        while (!AtEnd(open, JsonTokenKind.RightBracket, JsonTokenKind.RightBrace, _openObjects, ']'))
        {
            int attempts = _errors.Attempts;
            if (_token.Kind is JsonTokenKind.Comma or JsonTokenKind.Colon)
            {
                _errors.AddAndLose(Take().Span, "expected a value");
                continue;
            }

            JsonNode item = ReadValue();
            items.Add(item);
            Separate(isClean: item is not JsonInvalid && _errors.Attempts == attempts, "expected a comma or ]");
        }

        _openArrays--;
        return new JsonArray(TextSpan.FromBounds(open.Start, _lastEnd), items.ToImmutable());
    }

    /// <summary>Whether the object or array ends here: at its bracket, at the other kind of bracket, or with the file.</summary>
    private bool AtEnd(TextSpan open, JsonTokenKind close, JsonTokenKind other, int othersOpen, char expected)
    {
        if (_token.Kind == close)
        {
            Take();
            return true;
        }

        if (_token.Kind == other)
        {
            // It may close what is around this one; otherwise it is taken for a slip.
            _errors.AddAndLose(_token.Span, $"expected {expected}");
            if (othersOpen == 0)
            {
                Take();
            }

            return true;
        }

        if (_token.Kind == JsonTokenKind.End)
        {
            _errors.AddAndLose(open, $"the file ends before the {expected} that closes this");
            return true;
        }

        return false;
    }

    private void Separate(bool isClean, string complaint)
    {
        if (isClean)
        {
            _errors.Recover();
        }

        switch (_token.Kind)
        {
            case JsonTokenKind.Comma:
                Take();
                break;
            case JsonTokenKind.RightBrace or JsonTokenKind.RightBracket or JsonTokenKind.End:
                break;
            default:
                Expect(complaint);
                break;
        }
    }

    /// <summary>Complains about the token, unless it has been complained about.</summary>
    private void Expect(string complaint)
    {
        if (_token.Kind == JsonTokenKind.Bad)
        {
            _errors.Lose();
        }
        else
        {
            _errors.AddAndLose(_token.Span, complaint);
        }
    }

    private JsonToken Take()
    {
        JsonToken taken = _token;
        _lastEnd = taken.Span.End;
        _token = _scanner.Next();
        return taken;
    }
}
