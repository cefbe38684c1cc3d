using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using static System.FormattableString;

namespace LeNet.Generator.Text;

/// <summary>Reads a string in double quotes with its escapes: RFC 8259, section 7.</summary>
internal static class JsonStringScanner
{
    /// <param name="position">At the opening quote; afterwards behind the closing one, or at the end of the line if there is none.</param>
    public static JsonToken Scan(string text, ref int position, JsonErrors errors)
    {
        int start = position++;
        var value = new StringBuilder();
        while (position < text.Length && text[position] is not ('\r' or '\n'))
        {
            char c = text[position];
            if (c == '"')
            {
                position++;
                return new JsonToken(JsonTokenKind.String, TextSpan.FromBounds(start, position), value.ToString());
            }

            if (c == '\\')
            {
                Escape(text, ref position, value, errors);
            }
            else if (c < ' ')
            {
                errors.Add(new TextSpan(position++, 1), c == '\t'
                    ? "a tab inside a string is written \\t"
                    : Invariant($"a control character inside a string is written \\u{(int)c:X4}"));
            }
            else if (char.IsSurrogate(c))
            {
                Surrogate(text, ref position, value, errors);
            }
            else
            {
                value.Append(c);
                position++;
            }
        }

        TextSpan span = TextSpan.FromBounds(start, position);
        errors.AddAndLose(span, "this string has no closing quote");
        return new JsonToken(JsonTokenKind.Bad, span);
    }

    private static void Surrogate(string text, ref int position, StringBuilder value, JsonErrors errors)
    {
        if (position + 1 < text.Length && char.IsSurrogatePair(text[position], text[position + 1]))
        {
            value.Append(text, position, 2);
            position += 2;
        }
        else
        {
            errors.Add(new TextSpan(position++, 1), "half of a surrogate pair");
        }
    }

    private static void Escape(string text, ref int position, StringBuilder value, JsonErrors errors)
    {
        int start = position++;
        char c = position < text.Length ? text[position] : '\0';
        switch (c)
        {
            case '"' or '\\' or '/': value.Append(c); break;
            case 'b': value.Append('\b'); break;
            case 'f': value.Append('\f'); break;
            case 'n': value.Append('\n'); break;
            case 'r': value.Append('\r'); break;
            case 't': value.Append('\t'); break;
            case 'u':
                UnicodeEscape(text, start, ref position, value, errors);
                return;

            // Before the end of the line or of the file the missing quote is the error.
            case '\0' or '\r' or '\n':
                return;
            default:
                int length = char.IsHighSurrogate(c) && position + 1 < text.Length && char.IsLowSurrogate(text[position + 1]) ? 3 : 2;
                errors.Add(new TextSpan(start, length), $"unknown escape {Quote.Shortened(text.Substring(start, length))}; a backslash itself is written \\\\");
                position = start + length;
                return;
        }

        position++;
    }

    private static void UnicodeEscape(string text, int start, ref int position, StringBuilder value, JsonErrors errors)
    {
        int digits = 0;
        while (digits < 4 && position + 1 + digits < text.Length && IsHexadecimal(text[position + 1 + digits]))
        {
            digits++;
        }

        string hexadecimal = text.Substring(position + 1, digits);
        position += 1 + digits;
        if (digits < 4)
        {
            errors.Add(TextSpan.FromBounds(start, position), "\\u takes four hexadecimal digits");
            return;
        }

        var unit = (char)int.Parse(hexadecimal, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (char.IsHighSurrogate(unit) && IsEscapedLowSurrogate(text, position, out char low))
        {
            value.Append(unit).Append(low);
            position += 6;
        }
        else if (char.IsSurrogate(unit))
        {
            errors.Add(TextSpan.FromBounds(start, position), "half of a surrogate pair");
        }
        else
        {
            value.Append(unit);
        }
    }

    private static bool IsEscapedLowSurrogate(string text, int position, out char low)
    {
        low = '\0';
        if (position + 6 <= text.Length
            && text[position] == '\\'
            && text[position + 1] == 'u'
            && ushort.TryParse(text.Substring(position + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
        {
            low = (char)unit;
        }

        return char.IsLowSurrogate(low);
    }

    private static bool IsHexadecimal(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
