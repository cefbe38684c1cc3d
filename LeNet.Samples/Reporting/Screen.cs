using Spectre.Console;
using Spectre.Console.Rendering;

namespace LeNet.Samples.Reporting;

/// <summary>
/// Standard output for people: colours and borders on a terminal; plain text, where a line stays a line,
/// for a file or pipe and under <c>NO_COLOR</c> (https://no-color.org).
/// </summary>
internal sealed class Screen
{
    private const int Unbounded = 100_000;

    private readonly TextWriter _output;
    private readonly IAnsiConsole? _lines;
    private readonly IAnsiConsole? _tables;

    /// <summary>Writes to standard output, or to a writer that stands in for it.</summary>
    public Screen(TextWriter output)
        : this(output, IsTerminal(output))
    {
    }

    /// <summary>Writes as to a terminal or not, whatever the writer is.</summary>
    public Screen(TextWriter output, bool isTerminal)
    {
        _output = output;
        if (isTerminal)
        {
            // A terminal wraps long lines by itself, in a way that copies back as one line.
            _lines = CreateConsole(output, AnsiSupport.Detect, ColorSystemSupport.Detect);
            _lines.Profile.Width = Unbounded;
            _tables = CreateConsole(output, AnsiSupport.Detect, ColorSystemSupport.Detect);
        }
    }

    /// <summary>Writes one line, however long.</summary>
    /// <param name="markup">Text with Spectre.Console's markup; use <see cref="Format.Literal"/> for what comes from outside.</param>
    public void Line(string markup = "")
    {
        if (_lines is null)
        {
            _output.WriteLine(Markup.Remove(markup));
        }
        else
        {
            _lines.MarkupLine(markup);
        }
    }

    /// <summary>Writes a table.</summary>
    public void Table(Table table)
    {
        if (_tables is not null)
        {
            _tables.Write(table.Border(TableBorder.Rounded).BorderColor(Color.Grey));
            return;
        }

        var text = new StringWriter();
        IAnsiConsole console = CreateConsole(text, AnsiSupport.No, ColorSystemSupport.NoColors);
        console.Profile.Width = Unbounded;
        console.Write(table.Border(PlainBorder.Instance));
        foreach (string line in text.ToString().TrimEnd().Split('\n'))
        {
            _output.WriteLine(line.TrimEnd());
        }
    }

    private static bool IsTerminal(TextWriter output) =>
        ReferenceEquals(output, Console.Out)
        && !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    private static IAnsiConsole CreateConsole(TextWriter output, AnsiSupport ansi, ColorSystemSupport colors) =>
        AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = ansi,
            ColorSystem = colors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });

    /// <summary>Columns parted by spaces, and one rule of dashes under the header.</summary>
    private sealed class PlainBorder : TableBorder
    {
        public static readonly PlainBorder Instance = new();

        public override string GetPart(TableBorderPart part) => part switch
        {
            TableBorderPart.HeaderBottom or TableBorderPart.FooterTop => "-",
            TableBorderPart.HeaderBottomSeparator or TableBorderPart.FooterTopSeparator => "-",
            _ => " ",
        };
    }
}
