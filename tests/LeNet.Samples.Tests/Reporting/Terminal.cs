using System.Text;
using System.Text.RegularExpressions;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Tests.Reporting;

/// <summary>
/// A terminal that understands what is written to it: line feed, carriage return, and erasing to the end of the line.
/// Colours are left out. A line that is longer than the terminal is wide fails the test if it is drawn over, as that would not work.
/// </summary>
internal sealed partial class Terminal : StringWriter
{
    private readonly List<StringBuilder> _lines = [new()];
    private int _column;

    public Terminal(int width)
    {
        NewLine = "\n";
        Width = width;
        Screen = new Screen(this, isTerminal: true, () => Width);
    }

    public int Width { get; set; }

    public Screen Screen { get; }

    /// <summary>How often a line was drawn over.</summary>
    public int Redraws { get; private set; }

    /// <summary>What is to be seen, line by line.</summary>
    public string[] Lines
    {
        get
        {
            Read();
            return [.. _lines.Select(line => line.ToString().TrimEnd())];
        }
    }

    /// <summary>The line that the cursor is in.</summary>
    public string LastLine => Lines[^1];

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colors();

    private void Read()
    {
        string text = Colors().Replace(ToString(), "");
        GetStringBuilder().Clear();
        for (int i = 0; i < text.Length; i++)
        {
            StringBuilder line = _lines[^1];
            switch (text[i])
            {
                case '\n':
                    _lines.Add(new StringBuilder());
                    _column = 0;
                    break;
                case '\r':
                    Assert.True(line.Length < Width, $"{line.Length} characters are drawn over on a terminal of {Width}");
                    _column = 0;
                    Redraws++;
                    break;
                case '\u001b':
                    Assert.Equal("[K", text.Substring(i + 1, 2));
                    line.Length = _column;
                    i += 2;
                    break;
                default:
                    line.Length = Math.Max(line.Length, _column + 1);
                    line[_column++] = text[i];
                    break;
            }
        }
    }
}
