using LeNet.Samples.Reporting;

namespace LeNet.Samples.Tests.Reporting;

/// <summary>Prose is broken between words.</summary>
public sealed class WrappingTests
{
    [Theory]
    [InlineData("one two three four", 9, "one two\n  three\n  four")]
    [InlineData("name   one two", 8, "name\n  one\n  two")]
    [InlineData("name   one two", 14, "name   one two")]
    [InlineData("[grey]one two[/] [bold]three[/]", 7, "[grey]one two[/]\n  [bold]three[/]")]
    [InlineData("[[a]] [[b]]", 6, "[[a]]\n  [[b]]")]
    [InlineData("a path/that/is/longer/than/the/terminal b", 12, "a path/that/is/longer/than/the/terminal\n  b")]
    [InlineData("  indented anyway", 12, "  indented\n  anyway")]
    [InlineData("", 10, "")]
    public void Lines_break_at_spaces_and_go_on_below_their_text(string markup, int width, string expected)
    {
        Assert.Equal(expected, Wrapping.Wrap(markup, width, indent: 2));
    }

    [Fact]
    public void What_is_no_terminal_gets_one_line()
    {
        var output = new StringWriter { NewLine = "\n" };
        string text = string.Join(' ', Enumerable.Repeat("word", 500));

        new Screen(output, isTerminal: false, () => 80).Prose(text, indent: 2);

        Assert.Equal(text + "\n", output.ToString());
    }
}
