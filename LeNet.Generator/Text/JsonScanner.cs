using System.Globalization;
using Microsoft.CodeAnalysis.Text;
using static System.FormattableString;

namespace LeNet.Generator.Text;

/// <summary>Cuts JSON text into tokens. White space, <c>//</c> and <c>/* */</c> comments and a byte order mark are skipped.</summary>
internal sealed class JsonScanner(string text, JsonErrors errors)
{
    private int _position = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;

    /// <summary>Skips all that is left.</summary>
    public void Abort() => _position = text.Length;

    public JsonToken Next()
    {
        SkipTrivia();
        if (_position == text.Length)
        {
            return new JsonToken(JsonTokenKind.End, new TextSpan(_position, 0));
        }

        switch (text[_position])
        {
            case '{': return Punctuation(JsonTokenKind.LeftBrace);
            case '}': return Punctuation(JsonTokenKind.RightBrace);
            case '[': return Punctuation(JsonTokenKind.LeftBracket);
            case ']': return Punctuation(JsonTokenKind.RightBracket);
            case ':': return Punctuation(JsonTokenKind.Colon);
            case ',': return Punctuation(JsonTokenKind.Comma);
            case '"': return JsonStringScanner.Scan(text, ref _position, errors);
            case '\'': return SingleQuoted();
            case '+' or '-' or '.' or (>= '0' and <= '9'): return Number();
            case char c when IsWordPart(c): return Word();
            default: return Unexpected();
        }
    }

    private JsonToken Punctuation(JsonTokenKind kind) => new(kind, new TextSpan(_position++, 1));

    private void SkipTrivia()
    {
        while (_position < text.Length)
        {
            char c = text[_position];
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                _position++;
            }
            else if (c == '/' && At(1) == '/')
            {
                SkipLineComment();
            }
            else if (c == '/' && At(1) == '*')
            {
                SkipBlockComment();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipLineComment()
    {
        while (_position < text.Length && text[_position] is not ('\r' or '\n'))
        {
            // To System.Text.Json these are errors here too: some editors end the comment at them and some do not.
            if (text[_position] is '\u2028' or '\u2029')
            {
                errors.Add(new TextSpan(_position, 1), Invariant($"the invisible line separator U+{(int)text[_position]:X4} in a // comment; delete it"));
            }

            _position++;
        }
    }

    private void SkipBlockComment()
    {
        int end = text.IndexOf("*/", _position + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            errors.AddAndLose(new TextSpan(_position, 2), "this comment has no end; close it with */");
            _position = text.Length;
            return;
        }

        _position = end + 2;
    }

    private JsonToken Number()
    {
        int start = _position;
        while (_position < text.Length && (IsWordPart(text[_position]) || text[_position] is '+' or '-' or '.'))
        {
            _position++;
        }

        TextSpan span = TextSpan.FromBounds(start, _position);
        string digits = text.Substring(start, _position - start);
        if (IsNumber(digits))
        {
            return new JsonToken(JsonTokenKind.Number, span, digits);
        }

        errors.Add(span, $"{Quote.Shortened(digits)} is not a number as JSON writes it: digits with at most one point and digits on both sides of it, no leading zero, no plus sign, as in 5, -0.25 or 1e-3");
        return new JsonToken(JsonTokenKind.Bad, span);
    }

    /// <summary>RFC 8259, section 6: -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?</summary>
    private static bool IsNumber(string digits)
    {
        int i = 0;
        bool Digits()
        {
            int from = i;
            while (i < digits.Length && digits[i] is >= '0' and <= '9')
            {
                i++;
            }

            return i > from;
        }

        bool Skip(string any) => i < digits.Length && any.IndexOf(digits[i]) >= 0 && ++i > 0;

        Skip("-");
        return (Skip("0") || Digits())
            && (!Skip(".") || Digits())
            && (!Skip("eE") || (Skip("+-") | Digits()))
            && i == digits.Length
            && digits[i - 1] is >= '0' and <= '9';
    }

    private JsonToken Word()
    {
        int start = _position;
        while (_position < text.Length && IsWordPart(text[_position]))
        {
            _position++;
        }

        TextSpan span = TextSpan.FromBounds(start, _position);
        string word = text.Substring(start, _position - start);
        switch (word)
        {
            case "true": return new JsonToken(JsonTokenKind.True, span);
            case "false": return new JsonToken(JsonTokenKind.False, span);
            case "null": return new JsonToken(JsonTokenKind.Null, span);
        }

        string lower = word.ToLowerInvariant();
        errors.Add(span, lower is "true" or "false" or "null"
            ? $"{Quote.Shortened(word)} is not JSON; write {lower}"
            : $"{Quote.Shortened(word)} is not JSON; text needs double quotes");
        return new JsonToken(JsonTokenKind.Bad, span);
    }

    private JsonToken SingleQuoted()
    {
        int start = _position++;
        while (_position < text.Length && text[_position] is not ('\'' or '\r' or '\n'))
        {
            _position++;
        }

        if (At(0) != '\'')
        {
            TextSpan open = TextSpan.FromBounds(start, _position);
            errors.AddAndLose(open, "text needs double quotes, at its end too");
            return new JsonToken(JsonTokenKind.Bad, open);
        }

        TextSpan span = TextSpan.FromBounds(start, ++_position);
        errors.Add(span, "text needs double quotes, not single ones");
        return new JsonToken(JsonTokenKind.Bad, span);
    }

    private JsonToken Unexpected()
    {
        bool isPair = char.IsHighSurrogate(text[_position]) && char.IsLowSurrogate(At(1));
        int codePoint = isPair ? char.ConvertToUtf32(text[_position], text[_position + 1]) : text[_position];
        var span = new TextSpan(_position, isPair ? 2 : 1);
        _position = span.End;
        string shown = Quote.IsVisible(text, span.Start) ? $"'{text.Substring(span.Start, span.Length)}' " : "";
        errors.AddAndLose(span, Invariant($"unexpected character {shown}(U+{codePoint:X4})"));
        return new JsonToken(JsonTokenKind.Bad, span);
    }

    private static bool IsWordPart(char c) =>
        c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '$'
        || (c > 0x7F && char.GetUnicodeCategory(c) <= UnicodeCategory.OtherLetter);

    private char At(int offset) => _position + offset < text.Length ? text[_position + offset] : '\0';
}
