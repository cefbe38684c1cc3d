namespace LeNet.Generator.Tests.Diagnostics;

public class PositionTests
{
    // The mistake is the 0 of out_features; the name before it is of several UTF-8 bytes or UTF-16 units.
    private static readonly string Template = Architectures.WithLayers(
        """{ "name": "flatten", "type": "flatten" }""",
        """{ "name": "NAME", "type": "linear", "out_features": 0 }""");

    [Theory]
    [InlineData("fc", 55)]
    [InlineData("é", 54)]
    [InlineData("畳込", 55)]
    public void Columns_count_UTF_16_units(string name, int column)
    {
        string text = Template.Replace("NAME", name, StringComparison.Ordinal);
        Assert.Equal(
            [$"LENET007 (6,{column})-(6,{column + 1}): {name}: out_features must be an integer from 1 to 65536; found 0"],
            Architectures.Diagnose(text));
    }

    [Fact]
    public void A_surrogate_pair_before_it_counts_two()
    {
        string text = Template.Replace("\"NAME\", ", "\"fc\", /* 😀 */", StringComparison.Ordinal);
        Assert.StartsWith("LENET007 (6,63)-(6,64)", Assert.Single(Architectures.Diagnose(text)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tab_counts_one()
    {
        string text = Template.Replace("    { \"name\": \"NAME\"", "\t{\t\"name\":\t\"fc\"", StringComparison.Ordinal);
        Assert.StartsWith("LENET007 (6,52)-(6,53)", Assert.Single(Architectures.Diagnose(text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Every_line_end_counts_one_line(string lineEnd)
    {
        string text = Template.Replace("NAME", "fc", StringComparison.Ordinal).ReplaceLineEndings(lineEnd);
        Assert.StartsWith("LENET007 (6,55)-(6,56)", Assert.Single(Architectures.Diagnose(text)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_span_is_the_text_of_the_value()
    {
        string text = Template.Replace("NAME", "fc", StringComparison.Ordinal).ReplaceLineEndings("\r\n");
        var span = Assert.Single(Architectures.Read(text).Diagnostics).Place.Span;
        Assert.Equal("0 }", text.Substring(span.Start, span.Length + 2));
    }

    [Fact]
    public void A_value_over_several_lines_is_marked_on_its_first()
    {
        string text = Template.Replace("\"cross_entropy\"", "[\n    1\n  ]", StringComparison.Ordinal).Replace("0 }", "1 }", StringComparison.Ordinal);
        Assert.Contains(Architectures.Diagnose(text), line => line.StartsWith("LENET006 (8,11)-(8,12)", StringComparison.Ordinal));
    }
}
