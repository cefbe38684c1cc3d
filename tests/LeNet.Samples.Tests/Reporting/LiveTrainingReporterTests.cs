using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Reporting;
using LeNet.Samples.Training;
using LeNet.Testing;

namespace LeNet.Samples.Tests.Reporting;

/// <summary>On a terminal a run is a table that grows, and a bar below it.</summary>
public sealed class LiveTrainingReporterTests
{
    private const int Batches = 100;

    private readonly ManualClock _clock = new();

    [Fact]
    public void The_bar_shows_how_far_the_epoch_is_how_fast_it_goes_and_how_long_it_will_take()
    {
        var terminal = new Terminal(100);
        LiveTrainingReporter reporter = Start(terminal, epochs: 2);

        RunBatches(reporter, epoch: 1, from: 1, to: 50);

        // 50 batches of 64 images in 5 seconds, and 150 batches to come.
        Assert.Matches("^  1/2 ━{40}  50%  loss 1\\.0000  640 images/s  0:15 left$", terminal.LastLine);
    }

    [Fact]
    public void A_limit_of_steps_shortens_the_time_left()
    {
        var terminal = new Terminal(100);
        LiveTrainingReporter reporter = Start(terminal, epochs: 2, maxSteps: 60);

        RunBatches(reporter, epoch: 1, from: 1, to: 50);

        Assert.EndsWith("0:01 left", terminal.LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_drawn_ten_times_a_second_at_most()
    {
        var terminal = new Terminal(100);
        LiveTrainingReporter reporter = Start(terminal, epochs: 1);

        RunBatches(reporter, epoch: 1, from: 1, to: 99, TimeSpan.FromMilliseconds(10));

        Assert.NotEmpty(terminal.Lines);
        Assert.InRange(terminal.Redraws, 9, 11);
    }

    [Fact]
    public void Each_epoch_leaves_a_row_in_a_table()
    {
        var terminal = new Terminal(100);
        LiveTrainingReporter reporter = Start(terminal, epochs: 2);
        RunBatches(reporter, epoch: 1, from: 1, to: Batches);
        Assert.EndsWith("testing", terminal.LastLine, StringComparison.Ordinal);

        reporter.EpochCompleted(Epoch(1, 0.97));
        RunBatches(reporter, epoch: 2, from: 1, to: Batches);
        reporter.EpochCompleted(Epoch(2, 0.98));
        reporter.Completed(new TrainingResult(200, TimeSpan.FromSeconds(3), "runs/x/model.safetensors", "abc", ["curves.png"]));

        string[] lines = terminal.Lines;
        int header = Array.IndexOf(lines, "epoch  train loss  train accuracy  test loss  test accuracy   training");
        Assert.True(header > 0, string.Join('\n', lines));
        Assert.Equal(new string('─', 70), lines[header + 1]);
        Assert.Equal("  1/2      0.5000          90.00%     0.2500         97.00%     1.50 s", lines[header + 2]);
        Assert.Equal("  2/2      0.5000          90.00%     0.2500         98.00%     1.50 s", lines[header + 3]);
        Assert.Equal("", lines[header + 4]);
        Assert.Equal("plots    curves.png", lines[header + 6]);
        Assert.Equal("sha256   abc", lines[^2]);
    }

    [Fact]
    public void A_run_that_ends_early_leaves_no_bar_behind()
    {
        var terminal = new Terminal(100);
        LiveTrainingReporter reporter = Start(terminal, epochs: 2);
        RunBatches(reporter, epoch: 1, from: 1, to: 50);

        reporter.Stopped();

        Assert.Equal("", terminal.LastLine);
        Assert.StartsWith("──", terminal.Lines[^2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(60)]
    public void Nothing_is_wider_than_a_narrow_terminal(int width)
    {
        var terminal = new Terminal(width);
        LiveTrainingReporter reporter = Start(terminal, epochs: 1000);
        int before = terminal.Lines.Length - 3;

        RunBatches(reporter, epoch: 1, from: 1, to: Batches);
        reporter.EpochCompleted(Epoch(1, 0.97));

        Assert.All(terminal.Lines[before..], line => Assert.InRange(line.Length, 0, Math.Max(width, "1000/1000".Length)));
    }

    [Fact]
    public void A_terminal_that_becomes_narrower_gets_a_shorter_bar()
    {
        var terminal = new Terminal(100);
        LiveTrainingReporter reporter = Start(terminal, epochs: 1);
        RunBatches(reporter, epoch: 1, from: 1, to: 10);
        Assert.True(terminal.LastLine.Length > 70);

        reporter.Stopped();
        Assert.Equal("", terminal.LastLine);
        terminal.Width = 30;
        RunBatches(reporter, epoch: 1, from: 11, to: 20);

        Assert.InRange(terminal.LastLine.Length, 20, 29);
    }

    [Fact]
    public void A_batch_that_is_not_shown_allocates_nothing()
    {
        LiveTrainingReporter reporter = Start(new Terminal(100), epochs: 1);
        for (int i = 0; i < 1000; i++)
        {
            reporter.BatchCompleted(Batch(1, 2));
        }

        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                reporter.BatchCompleted(Batch(1, 3));
            }
        }));
    }

    [Fact]
    public void A_download_is_a_bar_too()
    {
        var terminal = new Terminal(100);
        var report = new DownloadReport(terminal.Screen, DatasetDescription.Mnist, _clock);
        report.Report(new DownloadProgress("name", 2, 4, 0, 8_000_000));
        _clock.Advance(TimeSpan.FromSeconds(2));

        report.Report(new DownloadProgress("name", 2, 4, 2_000_000, 8_000_000));

        Assert.Matches("^MNIST, file 2 of 4 ━+  25%  2\\.0 MB of 8\\.0 MB  1\\.0 MB/s  0:06 left$", terminal.LastLine);
        report.End();
        Assert.Equal([""], terminal.Lines);
    }

    private LiveTrainingReporter Start(Terminal terminal, int epochs, long? maxSteps = null)
    {
        var reporter = new LiveTrainingReporter(terminal.Screen, DatasetDescription.Mnist, _clock);
        var settings = new TrainingSettings(new TrainingOptions { Epochs = epochs, MaxSteps = maxSteps }, null, null);
        reporter.Starting(new TrainingPlan(
            Descriptions.LeNet5, settings, new PublishedData(DatasetDescription.Mnist, new DatasetFiles("/data/a", "", "", "")), 6400, 0, 1000, 2, 512, "runs/x"));
        return reporter;
    }

    private void RunBatches(LiveTrainingReporter reporter, int epoch, int from, int to, TimeSpan? each = null)
    {
        for (int batch = from; batch <= to; batch++)
        {
            _clock.Advance(each ?? TimeSpan.FromMilliseconds(100));
            reporter.BatchCompleted(Batch(epoch, batch));
        }
    }

    private static BatchReport Batch(int epoch, int batch) => new(epoch, batch, Batches, ((epoch - 1) * Batches) + batch, 64, 32, 1);

    private static EpochReport Epoch(int number, double accuracy) =>
        new(number, number * Batches, 0.5, 0.9, new Evaluation(0.25, 1000, (int)(1000 * accuracy), new int[1, 1]), TimeSpan.FromSeconds(1.5));
}
