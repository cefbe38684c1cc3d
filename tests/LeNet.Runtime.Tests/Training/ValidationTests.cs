using LeNet.Testing;
using LeNet.Testing.Host;

namespace LeNet.Runtime.Tests.Training;

/// <summary>Samples kept for validation, early stopping, and the average of the weights.</summary>
public sealed class ValidationTests
{
    private static readonly Dataset Data = SyntheticData.Stripes(new Small().Description, count: 100, seed: 5);

    private static readonly TrainingOptions Options = new() { Epochs = 6, BatchSize = 20, Optimizer = new Sgd(0.05) { Momentum = 0.9 }, Seed = 11, Threads = 2 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(30, 30)]
    [InlineData(0.25, 25)]
    [InlineData(0.999, 99)]
    public void A_part_is_kept_that_the_seed_chooses(double validation, int expected)
    {
        var split = SampleSplit.Of(100, Options with { Validation = validation > 0.99 && validation < 1 ? 0.99 : validation });

        Assert.Equal(expected, split.Validation.Length);
        Assert.Equal(Enumerable.Range(0, 100), split.Validation.Concat(split.Training!).Order());
        Assert.Equal(split.Validation, SampleSplit.Of(100, Options with { Validation = validation > 0.99 && validation < 1 ? 0.99 : validation, Epochs = 1 }).Validation);
        Assert.NotEqual(split.Validation, SampleSplit.Of(100, Options with { Validation = expected, Seed = 12 }).Validation);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(0.004)]
    [InlineData(0.999)]
    public void A_part_that_leaves_nothing_is_refused(double validation)
    {
        using var trainer = new Trainer(new Small(), Options with { Validation = validation });

        string message = Assert.Throws<ArgumentException>(() => trainer.Train(Data, cancellationToken: Cancellation)).Message;

        Assert.StartsWith("Of 100 training samples, validation keeps ", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, 5)]
    [InlineData(101, 7)]
    [InlineData(3, 3)]
    public void Folds_keep_each_sample_once_in_parts_of_equal_size(int count, int folds)
    {
        SampleSplit[] splits = [.. Enumerable.Range(1, folds).Select(number => SampleSplit.Of(count, Options with { Fold = new Fold(number, folds) }))];

        Assert.Equal(Enumerable.Range(0, count), splits.SelectMany(split => split.Validation).Order());
        Assert.All(splits, split => Assert.Equal(Enumerable.Range(0, count), split.Validation.Concat(split.Training!).Order()));
        Assert.All(splits, split => Assert.InRange(split.Validation.Length, count / folds, (count + folds - 1) / folds));
        Assert.NotEqual(Enumerable.Range(0, splits[0].Validation.Length), splits[0].Validation);
    }

    [Fact]
    public void More_folds_than_samples_are_refused()
    {
        using var trainer = new Trainer(new Small(), Options with { Fold = new Fold(1, 101) });

        string message = Assert.Throws<ArgumentException>(() => trainer.Train(Data, cancellationToken: Cancellation)).Message;

        Assert.StartsWith("100 training samples do not make 101 folds.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_kept_is_never_trained_on_and_is_evaluated_after_each_epoch()
    {
        TrainingOptions options = Options with { Validation = 0.3 };
        var split = SampleSplit.Of(Data.Count, options);

        // Labels of the samples kept do not matter to the weights.
        byte[] labels = Data.Labels.ToArray();
        foreach (int sample in split.Validation)
        {
            labels[sample] = (byte)((labels[sample] + 1) % new Small().Description.Classes);
        }

        var relabelled = new Dataset(Data.Images.ToArray(), labels, Data.Channels, Data.Height, Data.Width);
        (string hash, List<EpochReport> reports) = Train(options, Data);
        (string other, List<EpochReport> others) = Train(options, relabelled);

        Assert.Equal(hash, other);
        Assert.All(reports, report => Assert.Equal(30, report.Validation!.Count));
        Assert.NotEqual(reports[^1].Validation!.Loss, others[^1].Validation!.Loss);
        Assert.Equal(reports.MinBy(report => report.Validation!.Loss)!.Epoch, reports[^1].BestEpoch);
        Assert.Equal(reports.Where(report => report.IsBest).Max(report => report.Epoch), reports[^1].BestEpoch);
    }

    [Fact]
    public void The_evaluation_is_that_of_the_samples_kept()
    {
        TrainingOptions options = Options with { Epochs = 2, Validation = 17 };
        Network network = Create();
        Evaluation? validation = null;
        using (var trainer = new Trainer(network, options))
        {
            trainer.EpochCompleted += report => validation = report.Validation;
            trainer.Train(Data, cancellationToken: Cancellation);
        }

        int[] kept = SampleSplit.Of(Data.Count, options).Validation;
        byte[] images = [.. kept.SelectMany(sample => Data.Image(sample).ToArray())];
        byte[] labels = [.. kept.Select(sample => Data.Labels[sample])];
        Evaluation expected = network.Evaluate(new Dataset(images, labels, Data.Channels, Data.Height, Data.Width), threads: 1, Cancellation);
        Assert.Equal((expected.Loss, expected.Correct, expected.Count), (validation!.Loss, validation.Correct, validation.Count));
    }

    [Fact]
    public void Training_stops_when_validation_has_not_become_better_for_long_enough()
    {
        // A rate of 0 never makes it better than after the first epoch.
        TrainingOptions options = Options with { Optimizer = new Sgd(0), Validation = 0.2, EarlyStopping = new EarlyStopping(2) };

        (_, List<EpochReport> reports) = Train(options, Data);

        Assert.Equal([(1, false), (2, false), (3, true)], reports.Select(report => (report.Epoch, report.StopsEarly)));
        Assert.Equal(1, reports[^1].BestEpoch);
    }

    [Fact]
    public void The_network_holds_the_average_after_training_and_in_the_epochs_events()
    {
        TrainingOptions options = Options with { Epochs = 2, AverageDecay = 0.8 };
        Network network = Create();
        float[][] raw = [];
        var hashes = new List<string>();
        using var trainer = new Trainer(network, options);
        trainer.BatchCompleted += _ => raw = [.. raw, network.Parameter("fc2.weight").ToArray()];
        trainer.EpochCompleted += _ => hashes.Add(network.ComputeHash());
        trainer.Train(Data, cancellationToken: Cancellation);

        float[] average = raw[0];
        foreach (float[] weights in raw.Skip(1))
        {
            average = [.. average.Zip(weights, (mean, value) => mean + (0.2f * (value - mean)))];
        }

        Assert.Equal(average.Length, network.Parameter("fc2.weight").Length);
        foreach ((float expected, float own) in average.Zip(network.Parameter("fc2.weight").ToArray()))
        {
            Assert.Equal(expected, own, 1e-5f);
        }

        Assert.Equal(hashes[^1], network.ComputeHash());

        // What was trained goes on as if nobody had looked.
        Network plain = Create();
        float[][] unaveraged = [];
        using var other = new Trainer(plain, options with { AverageDecay = null });
        other.BatchCompleted += _ => unaveraged = [.. unaveraged, plain.Parameter("fc2.weight").ToArray()];
        other.Train(Data, cancellationToken: Cancellation);
        Assert.Equal(unaveraged, raw);
    }

    [Fact]
    public void Rates_of_a_schedule_are_reported()
    {
        (_, List<EpochReport> reports) = Train(Options with { Epochs = 3, Schedule = new ExponentialSchedule(0.5) { Per = ScheduleUnit.Epoch } }, Data);

        Assert.Equal([0.05, 0.025, 0.0125], reports.Select(report => report.LearningRate));
    }

    [Fact]
    public void A_loop_of_ones_own_needs_a_schedule_that_knows_its_length()
    {
        using var trainer = new Trainer(Create(), Options with { Schedule = new CosineSchedule() });
        Assert.Throws<InvalidOperationException>(() => trainer.TrainBatch(Data, [0, 1, 2]));

        using var known = new Trainer(Create(), Options with { Schedule = new CosineSchedule(), MaxSteps = 2 });
        known.TrainBatch(Data, [0, 1, 2]);
        Assert.Equal(1, known.Step);
    }

    private static (string Hash, List<EpochReport> Reports) Train(TrainingOptions options, Dataset data)
    {
        Network network = Create();
        var reports = new List<EpochReport>();
        using var trainer = new Trainer(network, options);
        trainer.EpochCompleted += reports.Add;
        trainer.Train(data, cancellationToken: Cancellation);
        return (network.ComputeHash(), reports);
    }

    private static Small Create()
    {
        var network = new Small();
        network.Initialize(3);
        return network;
    }
}
