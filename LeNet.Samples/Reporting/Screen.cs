using Spectre.Console;
using Spectre.Console.Rendering;

namespace LeNet.Samples.Reporting;

/// <summary>
/// Standard output for people: with colours on a terminal; plain for a file or pipe and under <c>NO_COLOR</c>
/// (https://no-color.org). A line stays a line: a terminal wraps it by itself, in a way that copies back as one.
/// </summary>
internal sealed class Screen
{
    private const int Unbounded = 100_000;
    private const int NarrowestFrame = 40;
    private const int WidestFrame = 110;

    private readonly TextWriter _output;
    private readonly bool _isTerminal;
    private readonly int _frameWidth;
    private readonly IAnsiConsole _console;

    /// <summary>Writes to standard output, or to a writer that stands in for it.</summary>
    public Screen(TextWriter output)
        : this(output, IsTerminal(output))
    {
    }

    /// <summary>Writes as to a terminal or not, whatever the writer is.</summary>
    public Screen(TextWriter output, bool isTerminal)
    {
        (_output, _isTerminal) = (output, isTerminal);
        _console = CreateConsole(output, isTerminal);
        _frameWidth = Math.Clamp(_console.Profile.Width, NarrowestFrame, WidestFrame);
        _console.Profile.Width = Unbounded;
    }

    /// <summary>Writes one line.</summary>
    /// <param name="markup">Text with Spectre.Console's markup; use <see cref="Format.Literal"/> for what comes from outside.</param>
    public void Line(string markup = "")
    {
        if (_isTerminal)
        {
            _console.MarkupLine(markup);
        }
        else
        {
            _output.WriteLine(Markup.Remove(markup));
        }
    }

    /// <summary>Writes a note that stands out: framed on a terminal, else its title and lines.</summary>
    /// <param name="title">What it is about, as markup.</param>
    /// <param name="lines">What it says, as markup.</param>
    public void Note(string title, IEnumerable<string> lines)
    {
        if (_isTerminal)
        {
            _console.Profile.Width = _frameWidth;
            _console.Write(new Panel(string.Join('\n', [$"[bold yellow]{title}[/]", "", .. lines])).BorderColor(Color.Yellow));
            _console.Profile.Width = Unbounded;
            return;
        }

        Line(title);
        foreach (string line in lines)
        {
            Line(line);
        }
    }

    /// <summary>Writes a table.</summary>
    public void Table(Table table)
    {
        table.Border = _isTerminal ? RuledBorder.Line : RuledBorder.Plain;
        table.BorderStyle = new Style(Color.Grey);
        if (_isTerminal)
        {
            _console.Write(table);
            return;
        }

        // Without the spaces that fill up the last column.
        var text = new StringWriter();
        IAnsiConsole console = CreateConsole(text, isTerminal: false);
        console.Profile.Width = Unbounded;
        console.Write(table);
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

    private static IAnsiConsole CreateConsole(TextWriter output, bool isTerminal)
    {
        return AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = !isTerminal ? AnsiSupport.No : ReferenceEquals(output, Console.Out) ? AnsiSupport.Detect : AnsiSupport.Yes,
            ColorSystem = isTerminal ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
    }

    /// <summary>Columns parted by spaces, with a rule under the header and over the footer.</summary>
    private sealed class RuledBorder(string rule) : TableBorder
    {
        public static readonly RuledBorder Line = new("─");
        public static readonly RuledBorder Plain = new("-");

        public override string GetPart(TableBorderPart part) => part switch
        {
            TableBorderPart.HeaderBottom or TableBorderPart.FooterTop => rule,
            TableBorderPart.HeaderBottomSeparator or TableBorderPart.FooterTopSeparator => rule,
            _ => " ",
        };
    }
}
