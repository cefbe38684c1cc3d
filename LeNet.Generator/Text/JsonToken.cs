using Microsoft.CodeAnalysis.Text;

namespace LeNet.Generator.Text;

internal enum JsonTokenKind
{
    End,
    LeftBrace,
    RightBrace,
    LeftBracket,
    RightBracket,
    Colon,
    Comma,
    String,
    Number,
    True,
    False,
    Null,

    /// <summary>Not JSON; an error has been reported for it.</summary>
    Bad,
}

/// <param name="Text">A string's value, a number's digits, otherwise empty.</param>
internal readonly record struct JsonToken(JsonTokenKind Kind, TextSpan Span, string Text = "");
