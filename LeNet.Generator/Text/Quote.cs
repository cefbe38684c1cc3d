using System.Globalization;
using System.Text;
using static System.FormattableString;

namespace LeNet.Generator.Text;

/// <summary>Shows a piece of a file in a message: on one line, not too long, nothing invisible.</summary>
internal static class Quote
{
    private const int MaxLength = 40;

    /// <summary>The text in double quotes.</summary>
    public static string Shortened(string text)
    {
        var shown = new StringBuilder("\"");
        for (int i = 0; i < text.Length; i++)
        {
            if (shown.Length > MaxLength && text.Length - i > 3)
            {
                shown.Append('…');
                break;
            }

            if (!IsVisible(text, i))
            {
                shown.Append(Invariant($"\\u{(int)text[i]:X4}"));
                continue;
            }

            shown.Append(text[i]);
            if (char.IsHighSurrogate(text[i]))
            {
                shown.Append(text[++i]);
            }
        }

        return shown.Append('"').ToString();
    }

    /// <summary>Whether the code point at the index is seen as itself on one line.</summary>
    public static bool IsVisible(string text, int index)
    {
        // Half of a surrogate pair is of category Surrogate.
        return CharUnicodeInfo.GetUnicodeCategory(text, index) is not (UnicodeCategory.Control
            or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse
            or UnicodeCategory.Surrogate
            or UnicodeCategory.OtherNotAssigned);
    }
}
