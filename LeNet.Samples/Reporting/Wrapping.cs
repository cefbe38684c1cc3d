using System.Text;

namespace LeNet.Samples.Reporting;

/// <summary>Breaks markup into lines at spaces, so that a terminal does not break it within words.</summary>
internal static class Wrapping
{
    /// <summary>Wraps one line.</summary>
    /// <param name="markup">The line, with Spectre.Console's markup.</param>
    /// <param name="width">The characters that a line may have; a longer word is left to the terminal.</param>
    /// <param name="indent">Spaces before the second and all further lines.</param>
    public static string Wrap(string markup, int width, int indent)
    {
        var wrapped = new StringBuilder();
        int column = 0;
        int place = 0;
        while (place < markup.Length)
        {
            int word = place;
            while (word < markup.Length && markup[word] == ' ')
            {
                word++;
            }

            (int end, int length) = ReadWord(markup, word);
            int spaces = word - place;
            if (column > indent && column + spaces + length > width && indent + length <= width)
            {
                wrapped.Append('\n').Append(' ', indent);
                column = indent;
                spaces = 0;
            }

            wrapped.Append(' ', spaces).Append(markup, word, end - word);
            column += spaces + length;
            place = end;
        }

        return wrapped.ToString();
    }

    /// <summary>Where a word ends, and the characters of it that are seen.</summary>
    private static (int End, int Length) ReadWord(string markup, int start)
    {
        int length = 0;
        int i = start;
        while (i < markup.Length && markup[i] != ' ')
        {
            bool isEscaped = markup[i] is '[' or ']' && i + 1 < markup.Length && markup[i + 1] == markup[i];
            if (markup[i] == '[' && !isEscaped)
            {
                i = markup.IndexOf(']', i) + 1;
                continue;
            }

            i += isEscaped ? 2 : 1;
            length++;
        }

        return (i, length);
    }
}
