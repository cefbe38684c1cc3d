using Spectre.Console;
using Spectre.Console.Rendering;

namespace LeNet.Samples.Reporting;

/// <summary>
/// Standard output for people: with colours on a terminal; plain for a file or pipe and under <c>NO_COLOR</c>
/// (https://no-color.org). A line stays a line, which a terminal wraps in a way that copies back as one; only prose is broken between words.
/// </summary>
internal sealed class Screen
{
    private const int Unbounded = 100_000;
    private const int UsualWidth = 80;
    private const int NarrowestFrame = 40;
    private const int WidestFrame = 110;

    private readonly TextWriter _output;
    private readonly bool _isTerminal;
    private readonly Func<int>? _width;
    private readonly IAnsiConsole _console;

    /// <summary>Writes to standard output, or to a writer that stands in for it.</summary>
    public Screen(TextWriter output)
        : this(output, IsTerminal(output))
    {
    }

    /// <summary>Writes as to a terminal or not, whatever the writer is.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="isTerminal">Whether it is one.</param>
    /// <param name="width">Its width at any time; null to ask the system.</param>
    public Screen(TextWriter output, bool isTerminal, Func<int>? width = null)
    {
        (_output, _isTerminal, _width) = (output, isTerminal, width);
        _console = CreateConsole(output, isTerminal);
        _console.Profile.Width = Unbounded;
    }

    /// <summary>Whether people look at a terminal that can draw over a line.</summary>
    public bool IsLive => _isTerminal && _console.Profile.Capabilities.Ansi;

    /// <summary>Whether it can show more than ASCII.</summary>
    public bool IsUnicode => _console.Profile.Capabilities.Unicode;

    /// <summary>Characters of a line, as the terminal is now.</summary>
    public int Width => _width?.Invoke() ?? (_console.Profile.Out.Width is > 0 and var width ? width : UsualWidth);

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

    /// <summary>Writes a line of prose, which a terminal gets broken between words.</summary>
    /// <param name="markup">The line, as markup.</param>
    /// <param name="indent">Spaces before what does not fit the first line.</param>
    public void Prose(string markup, int indent = 0) => Line(_isTerminal ? Wrapping.Wrap(markup, Width, indent) : markup);

    /// <summary>Writes a line over the one that the cursor is in, and leaves the cursor in it; for a terminal that <see cref="IsLive"/>.</summary>
    /// <param name="markup">The line, shorter than the terminal is wide; empty to clear it.</param>
    public void Overwrite(string markup)
    {
        // One write, and nothing is cleared before it is written over: nothing flickers.
        var line = new StringWriter();
        CreateConsole(line, _console.Profile.Capabilities).Markup(markup);
        _output.Write($"\r{line}\u001b[K");
        _output.Flush();
    }

    /// <summary>Writes a note that stands out: framed on a terminal, else its title and lines.</summary>
    /// <param name="title">What it is about, as markup.</param>
    /// <param name="lines">What it says, as markup.</param>
    public void Note(string title, IEnumerable<string> lines)
    {
        if (_isTerminal)
        {
            _console.Profile.Width = Math.Clamp(Width, NarrowestFrame, WidestFrame);
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

    /// <summary>The characters that a table's lines have.</summary>
    public int Measure(Table table)
    {
        table.Border = RuledBorder.Plain;
        return ((IRenderable)table).Measure(RenderOptions.Create(_console), Unbounded).Max;
    }

    private static bool IsTerminal(TextWriter output) =>
        ReferenceEquals(output, Console.Out)
        && !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    private static IAnsiConsole CreateConsole(TextWriter output, IReadOnlyCapabilities capabilities)
    {
        IAnsiConsole console = CreateConsole(output, isTerminal: true);
        console.Profile.Capabilities.Unicode = capabilities.Unicode;
        console.Profile.Width = Unbounded;
        return console;
    }

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
