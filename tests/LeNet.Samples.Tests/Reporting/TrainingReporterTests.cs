using System.Globalization;
using System.Text.Json;
using LeNet.Runtime;
using LeNet.Samples.Data;
using LeNet.Samples.Reporting;
using LeNet.Samples.Training;

namespace LeNet.Samples.Tests.Reporting;

/// <summary>A training run is told the same way to people and to programs.</summary>
public sealed class TrainingReporterTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void People_see_what_runs_and_how_it_goes_and_the_hash_last()
    {
        string[] lines = Report(OutputFormat.Human);

        string text = string.Join('\n', lines);
        Assert.Contains("LeNet5, 61,706 parameters, initial weights from seed 7", text, StringComparison.Ordinal);
        Assert.Contains("MNIST in /data [x]: 60,000 images to train, 10,000 to test", text, StringComparison.Ordinal);
        Assert.Contains("12 epochs, batches of 64, SGD with learning rate 0.01, momentum 0.9, shuffled by seed 7", text, StringComparison.Ordinal);
        Assert.Contains("2 threads, 512-bit vectors", text, StringComparison.Ordinal);
        Assert.Contains("epoch  1/12  batch 100/150  loss 1.5000", lines);
        Assert.Contains("epoch  1/12  train loss 0.5000  test loss 0.2500  test accuracy 75.00%  1.50 s of training", lines);
        Assert.Contains("plots    curves.png, filters.png", lines);
        Assert.Contains("weights  runs/x/model.safetensors", lines);
        Assert.Equal("sha256   " + Hash, lines[^1]);
        Assert.DoesNotContain('\u001b', text);
    }

    [Fact]
    public void Quiet_says_where_the_weights_are_and_their_hash()
    {
        Assert.Equal(["weights  runs/x/model.safetensors", "sha256   " + Hash], Report(OutputFormat.Quiet));
    }

    [Fact]
    public void Programs_get_an_object_per_event()
    {
        JsonElement[] events = [.. Report(OutputFormat.Json).Select(line => JsonDocument.Parse(line).RootElement)];

        Assert.Equal(["start", "batch", "epoch", "end"], events.Select(element => element.GetProperty("event").GetString()!));
        Assert.Equal(
            ["event", "network", "parameters", "dataset", "data", "train_count", "test_count", "epochs", "batch_size", "lr", "momentum", "recipe", "seed", "shuffle", "threads", "vector_bits", "out"],
            CommandRun.Members(events[0]));
        Assert.Equal(0.01f, events[0].GetProperty("lr").GetSingle());
        Assert.Equal(["event", "epoch", "batch", "batches", "step", "loss"], CommandRun.Members(events[1]));
        Assert.Equal(1.5, events[1].GetProperty("loss").GetDouble());
        Assert.Equal(["event", "epoch", "step", "train_loss", "train_accuracy", "test_loss", "test_accuracy", "learning_rate", "seconds"], CommandRun.Members(events[2]));
        Assert.Equal(["event", "steps", "seconds", "weights", "sha256", "pictures"], CommandRun.Members(events[3]));
        Assert.Equal(Hash, events[3].GetProperty("sha256").GetString());
        Assert.Equal("""["curves.png","filters.png"]""", events[3].GetProperty("pictures").GetRawText());
    }

    [Fact]
    public void A_line_of_the_metrics_has_fractions_and_seconds_of_training()
    {
        JsonElement line = JsonDocument.Parse(MetricsLine.Serialize(Epoch).ToArray()).RootElement;

        Assert.Equal(["epoch", "step", "train_loss", "train_accuracy", "test_loss", "test_accuracy", "learning_rate", "seconds"], CommandRun.Members(line));
        Assert.Equal(1, line.GetProperty("epoch").GetInt32());
        Assert.Equal(0.5, line.GetProperty("train_loss").GetDouble());
        Assert.Equal(0.25, line.GetProperty("test_loss").GetDouble());
        Assert.Equal(0.75, line.GetProperty("test_accuracy").GetDouble());
        Assert.Equal(1.5, line.GetProperty("seconds").GetDouble());
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_language()
    {
        string[] expected = Report(OutputFormat.Human);
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        german.NumberFormat.NumberGroupSeparator = ".";
        german.NumberFormat.NegativeSign = "−";
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = german;

            Assert.Equal(expected, Report(OutputFormat.Human));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_loss_shown_is_the_mean_over_samples_since_the_last_showing()
    {
        var recent = new RecentLoss();
        var shown = new List<double>();
        for (int batch = 1; batch <= 250; batch++)
        {
            if (recent.Add(Batch(epoch: 1, batch, loss: batch <= 100 ? 1 : 3), out double mean))
            {
                shown.Add(mean);
            }
        }

        // The fifty batches left over do not count for the next epoch.
        for (int batch = 1; batch <= 100; batch++)
        {
            if (recent.Add(Batch(epoch: 2, batch, loss: 5, count: batch == 100 ? 101 : 1), out double mean))
            {
                shown.Add(mean);
            }
        }

        Assert.Equal([1, 3, 5], shown);
    }

    private static EpochReport Epoch { get; } =
        new(1, 150, 0.5, 0.625, new Evaluation(0.25, 4, 3, new int[1, 1]), TimeSpan.FromSeconds(1.5));

    private static BatchReport Batch(int epoch, int batch, double loss, int count = 64) => new(epoch, batch, 150, batch, count, 0, loss);

    private static string[] Report(OutputFormat format)
    {
        var output = new StringWriter { NewLine = "\n" };
        ITrainingReporter reporter = TrainingReporter.For(format, output, DatasetDescription.Mnist);
        var settings = new TrainingSettings(new TrainingOptions { Seed = 7, Epochs = 12 }, null, null);
        reporter.Starting(new TrainingPlan(Descriptions.LeNet5, settings, new PublishedData(DatasetDescription.Mnist, new DatasetFiles("/data [x]/a", "/data [x]/b", "/data [x]/c", "/data [x]/d")), 60_000, 0, 10_000, 2, 512, "runs/x"));
        for (int batch = 1; batch <= 150; batch++)
        {
            reporter.BatchCompleted(Batch(1, batch, batch % 2 == 0 ? 1 : 2));
        }

        reporter.EpochCompleted(Epoch);
        reporter.Completed(new TrainingResult(150, TimeSpan.FromSeconds(1.5), "runs/x/model.safetensors", Hash, ["curves.png", "filters.png"]));
        return output.ToString().TrimEnd('\n').Split('\n');
    }
}
