using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Tests.Reporting;

/// <summary>The note that synthetic digits stand in.</summary>
public sealed class MissingDataReportTests
{
    [Fact]
    public void A_user_without_a_home_is_told_of_other_folders_only()
    {
        var output = new StringWriter { NewLine = "\n" };
        MissingDataReport.Write(new MissingData(DatasetDescription.Mnist, null, ["no [home]", "no power"]), OutputFormat.Human, output, TextWriter.Null);

        Assert.Contains("it cannot be downloaded:\n  no [home]\n  no power\n", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("into a folder that --data or LENET_DATA names. They are published at", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_gets_a_frame()
    {
        var output = new StringWriter { NewLine = "\n" };
        new Screen(output, isTerminal: true).Note("title", ["one", "two"]);

        string[] lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(6, lines.Length);
        Assert.Contains('┌', lines[0]);
        Assert.Contains("title", lines[1], StringComparison.Ordinal);
        Assert.Contains("one", lines[3], StringComparison.Ordinal);
        Assert.Contains("two", lines[4], StringComparison.Ordinal);
        Assert.Contains('└', lines[5]);
    }

    [Fact]
    public void Lines_after_a_frame_stay_lines()
    {
        var output = new StringWriter { NewLine = "\n" };
        var screen = new Screen(output, isTerminal: true);
        screen.Note("title", ["one"]);
        output.GetStringBuilder().Clear();
        screen.Line(new string('x', 500));

        Assert.Equal(new string('x', 500) + "\n", output.ToString());
    }
}
