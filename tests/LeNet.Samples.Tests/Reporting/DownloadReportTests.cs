using LeNet.Runtime;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Tests.Reporting;

/// <summary>A download shows that it goes on, without a flood of lines.</summary>
public sealed class DownloadReportTests
{
    [Fact]
    public void Each_file_gets_a_line_at_its_beginning_and_at_every_quarter()
    {
        var output = new StringWriter { NewLine = "\n" };
        var report = new DownloadReport(new Screen(output, isTerminal: false), DatasetDescription.Mnist);
        for (int file = 1; file <= 2; file++)
        {
            for (int percent = 0; percent <= 100; percent++)
            {
                report.Report(new DownloadProgress("name" + file, file, 4, percent * 20_000, 2_000_000));
            }
        }

        string[] lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(10, lines.Length);
        Assert.Equal("downloading MNIST, file 1 of 4, name1: 0 B of 2.0 MB", lines[0]);
        Assert.Equal("downloading MNIST, file 1 of 4, name1: 500.0 kB of 2.0 MB", lines[1]);
        Assert.Equal("downloading MNIST, file 2 of 4, name2: 2.0 MB of 2.0 MB", lines[9]);
    }

    [Fact]
    public void A_download_of_unknown_length_is_announced()
    {
        var output = new StringWriter { NewLine = "\n" };
        var report = new DownloadReport(new Screen(output, isTerminal: false), DatasetDescription.Mnist);

        report.Report(new DownloadProgress("name", 1, 1, 0, null));
        report.Report(new DownloadProgress("name", 1, 1, 1000, null));

        Assert.Equal("downloading MNIST, file 1 of 1, name: 1.0 kB\n", output.ToString());
    }

    [Fact]
    public void A_terminal_shows_that_a_server_takes_its_time_and_then_how_fast_it_is()
    {
        var clock = new ManualClock();
        var terminal = new Terminal(100);
        var report = new DownloadReport(terminal.Screen, DatasetDescription.Mnist, clock);

        report.Report(new DownloadProgress("name", 1, 4, 0, null));
        Assert.Equal("MNIST, file 1 of 4: asking for it", terminal.LastLine);
        clock.Advance(TimeSpan.FromSeconds(9));
        report.Report(new DownloadProgress("name", 1, 4, 500_000, 2_000_000));
        clock.Advance(TimeSpan.FromSeconds(1));
        report.Report(new DownloadProgress("name", 1, 4, 1_000_000, 2_000_000));
        Assert.EndsWith(" 50%  1.0 MB of 2.0 MB  500.0 kB/s  0:02 left", terminal.LastLine, StringComparison.Ordinal);
        report.End();
        Assert.Equal([""], terminal.Lines);
    }

    [Theory]
    [InlineData(OutputFormat.Json)]
    [InlineData(OutputFormat.Quiet)]
    internal void Only_people_hear_of_it(OutputFormat format)
    {
        Assert.Null(DownloadReport.For(format, TextWriter.Null, DatasetDescription.Mnist));
    }
}
