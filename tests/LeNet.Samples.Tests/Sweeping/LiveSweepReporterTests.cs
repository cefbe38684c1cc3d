using LeNet.Runtime;
using LeNet.Samples.Sweeping.Plans;
using LeNet.Samples.Sweeping.Reporting;
using LeNet.Samples.Sweeping.Results;
using LeNet.Samples.Sweeping.Runs;
using LeNet.Samples.Tests.Reporting;

namespace LeNet.Samples.Tests.Sweeping;

/// <summary>On a terminal a sweep is a table that grows, and a bar below it.</summary>
public sealed class LiveSweepReporterTests
{
    private static readonly SweepPlan Plan = new(
        ["lr", "optimizer"],
        [.. Enumerable.Range(1, 4).Select(i => new PlannedRun(i, [$"0.0{i}", "adam"], ["--lr", $"0.0{i}"]))],
        default,
        null);

    private readonly ManualClock _clock = new();

    [Fact]
    public void The_bar_shows_what_is_done_the_best_the_time_left_and_what_is_running()
    {
        var terminal = new Terminal(100);
        LiveSweepReporter reporter = Start(terminal);
        reporter.Began(Plan.Runs[0]);
        reporter.Began(Plan.Runs[1]);
        reporter.Proceeded(50);
        reporter.Completed(Result(1, 0.975));
        reporter.Began(Plan.Runs[2]);
        _clock.Advance(TimeSpan.FromSeconds(10));

        reporter.Proceeded(50);

        // 100 of 400 in ten seconds.
        Assert.Matches(@"^1/4 ━+  25%  best 97\.50% \(run 1\)  0:30 left  running 2, 3$", terminal.LastLine);
    }

    [Fact]
    public void Time_left_goes_by_what_was_done_since_it_was_resumed()
    {
        var terminal = new Terminal(100);
        LiveSweepReporter reporter = Start(terminal, workDone: 200, Result(1, 0.9), Result(2, 0.8));
        reporter.Began(Plan.Runs[2]);
        _clock.Advance(TimeSpan.FromSeconds(10));

        reporter.Proceeded(100);

        Assert.Contains("2/4 ", terminal.LastLine, StringComparison.Ordinal);
        Assert.Contains(" 75%  best 90.00% (run 1)  0:10 left  running 3", terminal.LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_run_leaves_a_row_whatever_came_of_it()
    {
        var terminal = new Terminal(100);
        LiveSweepReporter reporter = Start(terminal);
        reporter.Completed(Result(2, 0.975));
        reporter.Completed(Result(1, 0.5, RunStatus.Diverged));
        reporter.Failed(Plan.Runs[2], "the disk is full");

        string[] lines = terminal.Lines;
        Assert.Contains(lines, line => line.StartsWith("run    lr  optimizer  validation accuracy     loss   training", StringComparison.Ordinal));
        Assert.Contains("2/4  0.02       adam               97.50%   0.5000     1.50 s", lines);
        Assert.Contains("1/4  0.01       adam             diverged              1.50 s", lines);
        Assert.Contains("run 3 failed: the disk is full", lines);
    }

    [Theory]
    [InlineData(45, "run  validation accuracy     loss")]
    [InlineData(25, "run  validation accuracy")]
    public void Columns_are_left_out_where_there_is_no_room(int width, string expected)
    {
        string header = Spectre.Console.Markup.Remove(new RunTable(Plan, width, isUnicode: true).Header[0]);

        Assert.InRange(header.Length, 1, width);
        Assert.StartsWith("run", header, StringComparison.Ordinal);
        Assert.Contains(expected.Split("  ")[1], header, StringComparison.Ordinal);
    }

    private LiveSweepReporter Start(Terminal terminal, double workDone = 0, params RunResult[] results)
    {
        var reporter = new LiveSweepReporter(terminal.Screen, null, _clock);
        reporter.Starting(new SweepFacts("sweeps/a", Plan, "MNIST", 2, results, null, 400, workDone));
        return reporter;
    }

    private static RunResult Result(int run, double accuracy, RunStatus status = RunStatus.Done) => new(
        run,
        status,
        new EpochReport(3, 9, 1, 0.5, null, TimeSpan.Zero) { Validation = new Evaluation(0.5, 1000, (int)(1000 * accuracy), new int[0, 0]) },
        TimeSpan.FromSeconds(1.5),
        "",
        null);
}
