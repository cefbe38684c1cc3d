using LeNet.Samples.Reporting;

namespace LeNet.Samples.Tests.Reporting;

/// <summary>Colours for a terminal, plain lines for everything else.</summary>
public sealed class ScreenTests
{
    [Fact]
    public void A_pipe_gets_text_without_escape_sequences()
    {
        Assert.Equal("red [x]\n", Write(isTerminal: false, "[red]red[/] " + Format.Literal("[x]")));
    }

    [Fact]
    public void A_terminal_gets_colours()
    {
        Assert.Matches("\u001b\\[[0-9;]*mred\u001b\\[0m \\[x\\]", Write(isTerminal: true, "[red]red[/] " + Format.Literal("[x]")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_long_line_stays_one_line(bool isTerminal)
    {
        string text = string.Join(' ', Enumerable.Repeat("word", 500));

        Assert.Equal(text + "\n", Write(isTerminal, text));
    }

    [Fact]
    public void Text_from_outside_cannot_bring_escape_sequences_along()
    {
        Assert.Equal("a [2Jb\n", Write(isTerminal: true, Format.Literal("a\u001b[2Jb")));
    }

    private static string Write(bool isTerminal, string markup)
    {
        var output = new StringWriter { NewLine = "\n" };
        new Screen(output, isTerminal).Line(markup);
        return output.ToString();
    }
}
