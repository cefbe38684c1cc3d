using LeNet.Testing;
using LeNet.Testing.Host;

namespace LeNet.Runtime.Tests.Training;

public sealed class TrainerTests
{
    /// <summary>100 samples in batches of 24 make five batches, the last of 4.</summary>
    private const int Samples = 100;

    private const int BatchSize = 24;

    private static readonly Dataset Data = SyntheticData.Stripes(new Small().Description, Samples, seed: 5);

    private static readonly TrainingOptions Options = new() { Epochs = 2, BatchSize = BatchSize, Optimizer = new Sgd(0.05) { Momentum = 0.9 }, Seed = 11, Threads = 2 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Unshuffled_epochs_take_the_samples_in_their_order()
    {
        Small network = new();
        using var trainer = new Trainer(network, Options with { Shuffle = false });

        trainer.Train(Data, cancellationToken: Cancellation);

        Assert.Equal(HashAfter([.. Batches(Enumerable.Range(0, Samples)), .. Batches(Enumerable.Range(0, Samples))]), network.ComputeHash());
    }

    [Fact]
    public void Every_shuffled_epoch_has_its_own_permutation()
    {
        Small network = new();
        using var trainer = new Trainer(network, Options);
        int[] first = new int[Samples];
        int[] second = new int[Samples];
        Shuffle.Fill(first, Options.Seed, epoch: 1);
        Shuffle.Fill(second, Options.Seed, epoch: 2);

        trainer.Train(Data, cancellationToken: Cancellation);

        Assert.NotEqual(first, second);
        Assert.Equal(HashAfter([.. Batches(first), .. Batches(second)]), network.ComputeHash());
    }

    [Fact]
    public void Batch_reports_count_and_tell_the_loss_before_the_update()
    {
        using var trainer = new Trainer(new Small(), Options with { Shuffle = false });
        using var manual = new Trainer(new Small(), Options);
        List<BatchReport> reports = [];
        int thread = 0;
        trainer.BatchCompleted += report =>
        {
            thread = Environment.CurrentManagedThreadId;
            Assert.Equal(report.Step, trainer.Step);
            reports.Add(report);
        };

        trainer.Train(Data, cancellationToken: Cancellation);

        Assert.Equal(Environment.CurrentManagedThreadId, thread);
        Assert.Equal(10, reports.Count);
        Assert.Equal(Enumerable.Range(1, 10), reports.Select(report => (int)report.Step));
        Assert.Equal([1, 1, 1, 1, 1, 2, 2, 2, 2, 2], reports.Select(report => report.Epoch));
        Assert.Equal([1, 2, 3, 4, 5, 1, 2, 3, 4, 5], reports.Select(report => report.Batch));
        Assert.All(reports, report => Assert.Equal(5, report.Batches));
        Assert.Equal([24, 24, 24, 24, 4, 24, 24, 24, 24, 4], reports.Select(report => report.Count));
        Assert.All(reports, report => Assert.InRange(report.Correct, 0, report.Count));
        int[][] batches = [.. Batches(Enumerable.Range(0, Samples))];
        Assert.Equal([.. batches.Concat(batches).Select(batch => manual.TrainBatch(Data, batch))], reports.Select(report => report.Loss));
    }

    [Fact]
    public void Epoch_reports_sum_up_their_batches_and_evaluate_the_test_set()
    {
        Small network = new();
        Dataset test = SyntheticData.Stripes(network.Description, 37, seed: 6);
        using var trainer = new Trainer(network, Options);
        List<BatchReport> batches = [];
        List<EpochReport> epochs = [];
        trainer.BatchCompleted += batches.Add;
        trainer.EpochCompleted += report =>
        {
            Evaluation expected = network.Evaluate(test, threads: 1, Cancellation);
            Assert.Equal((expected.Loss, expected.Count, expected.Correct), (report.Test!.Loss, report.Test.Count, report.Test.Correct));
            Assert.Equal(expected.Confusion, report.Test.Confusion);
            epochs.Add(report);
        };

        trainer.Train(Data, test, Cancellation);

        Assert.Equal([(1, 5L), (2, 10L)], epochs.Select(report => (report.Epoch, report.Step)));
        foreach (EpochReport epoch in epochs)
        {
            List<BatchReport> own = [.. batches.Where(batch => batch.Epoch == epoch.Epoch)];
            Assert.Equal(own.Sum(batch => batch.Loss * batch.Count) / Samples, epoch.TrainLoss, precision: 12);
            Assert.Equal((double)own.Sum(batch => batch.Correct) / Samples, epoch.TrainAccuracy);
            Assert.True(epoch.TrainingTime > TimeSpan.Zero);
        }
    }

    [Fact]
    public void Without_a_test_set_nothing_is_evaluated()
    {
        using var trainer = new Trainer(new Small(), Options);
        List<EpochReport> epochs = [];
        trainer.EpochCompleted += epochs.Add;

        trainer.Train(Data, cancellationToken: Cancellation);

        Assert.Equal(2, epochs.Count);
        Assert.All(epochs, report => Assert.Null(report.Test));
    }

    [Fact]
    public void Training_learns()
    {
        Small network = new();
        using var trainer = new Trainer(network, Options with { Epochs = 60, Optimizer = new Sgd(0.1) { Momentum = 0.9 } });
        Evaluation before = network.Evaluate(Data, cancellationToken: Cancellation);

        trainer.Train(Data, cancellationToken: Cancellation);

        Evaluation after = network.Evaluate(Data, cancellationToken: Cancellation);
        Assert.True(after.Loss < before.Loss / 2, $"{before.Loss} → {after.Loss}");
        Assert.True(after.Accuracy > 0.9, $"{after.Accuracy}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(7)]
    public void Max_steps_ends_training_in_all(int steps)
    {
        Small network = new();
        using var trainer = new Trainer(network, Options with { MaxSteps = steps, Shuffle = false });
        List<EpochReport> epochs = [];
        trainer.EpochCompleted += epochs.Add;

        trainer.Train(Data, cancellationToken: Cancellation);
        trainer.Train(Data, cancellationToken: Cancellation);

        Assert.Equal(steps, trainer.Step);
        Assert.Equal((steps + 4) / 5, epochs.Count);
        int[][] batches = [.. Batches(Enumerable.Range(0, Samples))];
        Assert.Equal(HashAfter([.. batches.Concat(batches).Take(steps)]), network.ComputeHash());
        Assert.All(epochs, report => Assert.True(double.IsFinite(report.TrainLoss)));
    }

    [Fact]
    public void No_epochs_change_nothing()
    {
        Small network = new();
        using var trainer = new Trainer(network, Options with { Epochs = 0 });

        trainer.Train(Data, cancellationToken: Cancellation);

        Assert.Equal(new Small().ComputeHash(), network.ComputeHash());
    }

    [Fact]
    public void Cancellation_ends_training_after_the_running_update_and_leaves_a_usable_network()
    {
        Small network = new();
        using var trainer = new Trainer(network, Options with { Shuffle = false });
        using var source = new CancellationTokenSource();
        trainer.BatchCompleted += report =>
        {
            if (report.Step == 7)
            {
                source.Cancel();
            }
        };

        Assert.Throws<OperationCanceledException>(() => trainer.Train(Data, cancellationToken: source.Token));

        Assert.Equal(7, trainer.Step);
        int[][] batches = [.. Batches(Enumerable.Range(0, Samples))];
        int[][] taken = [.. batches.Concat(batches).Take(7)];
        Assert.Equal(HashAfter(taken), network.ComputeHash());
        network.Predict(Data.Image(0), new float[4]);
        trainer.TrainBatch(Data, batches[2]);
        Assert.Equal(HashAfter([.. taken, batches[2]]), network.ComputeHash());
    }

    [Fact]
    public void Cancelled_token_changes_nothing()
    {
        Small network = new();
        using var trainer = new Trainer(network, Options);

        Assert.Throws<OperationCanceledException>(() => trainer.Train(Data, cancellationToken: new CancellationToken(canceled: true)));

        Assert.Equal(0, trainer.Step);
        Assert.Equal(new Small().ComputeHash(), network.ComputeHash());
    }

    [Fact]
    public void Exception_of_an_event_handler_reaches_the_caller_and_the_trainer_goes_on()
    {
        using var trainer = new Trainer(new Small(), Options);
        Action<BatchReport> fail = _ => throw new InvalidOperationException("handler");
        trainer.BatchCompleted += fail;
        Assert.Throws<InvalidOperationException>(() => trainer.Train(Data, cancellationToken: Cancellation));
        Assert.Equal(1, trainer.Step);

        trainer.BatchCompleted -= fail;
        trainer.Train(Data, cancellationToken: Cancellation);
        Assert.Equal(11, trainer.Step);
    }

    [Fact]
    public void Gradients_alone_change_no_weights()
    {
        Small network = new();
        using var trainer = new Trainer(network, Options);

        double loss = trainer.ComputeGradients(Data, [3, 1, 4]);

        Assert.Equal(new Small().ComputeHash(), network.ComputeHash());
        Assert.Equal(0, trainer.Step);
        Assert.Contains(trainer.Gradient("fc2.bias").ToArray(), value => value != 0);
        Assert.Equal(4 * 9, trainer.Gradient("fc2.weight").Length);
        Assert.Equal(loss, trainer.TrainBatch(Data, [3, 1, 4]));
    }

    [Fact]
    public void Batch_that_is_no_batch_is_refused()
    {
        using var trainer = new Trainer(new Small(), Options);

        Assert.Contains("at least one", Assert.Throws<ArgumentException>(() => trainer.TrainBatch(Data, [])).Message, StringComparison.Ordinal);
        Assert.Contains("100", Assert.Throws<ArgumentException>(() => trainer.TrainBatch(Data, [0, 100])).Message, StringComparison.Ordinal);
        Assert.Contains("-1", Assert.Throws<ArgumentException>(() => trainer.ComputeGradients(Data, [-1])).Message, StringComparison.Ordinal);
        Assert.Contains("'fc9.weight'", Assert.Throws<ArgumentException>(() => trainer.Gradient("fc9.weight").Length).Message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.Step);
    }

    [Fact]
    public void Data_that_does_not_fit_is_refused_before_anything_is_trained()
    {
        Small network = new();
        using var trainer = new Trainer(network, Options);
        var turned = new Dataset(new byte[2 * 72], new byte[2], channels: 1, height: 8, width: 9);
        var labels = new Dataset(new byte[2 * 72], [3, 4], channels: 1, height: 9, width: 8);

        string size = Assert.Throws<ArgumentException>(() => trainer.Train(turned, cancellationToken: Cancellation)).Message;
        Assert.Contains("1×8×9", size, StringComparison.Ordinal);
        Assert.Contains("1×9×8", size, StringComparison.Ordinal);
        string label = Assert.Throws<ArgumentException>(() => trainer.Train(Data, labels, Cancellation)).Message;
        Assert.Contains("label 4", label, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => trainer.TrainBatch(labels, [0]));
        Assert.Throws<ArgumentException>(() => network.Evaluate(turned, cancellationToken: Cancellation));
        Assert.Equal(0, trainer.Step);
        Assert.Equal(new Small().ComputeHash(), network.ComputeHash());
    }

    [Fact]
    public void Disposed_trainer_trains_no_more()
    {
        var trainer = new Trainer(new Small(), Options);
        trainer.Dispose();
        trainer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => trainer.Train(Data, cancellationToken: Cancellation));
        Assert.Throws<ObjectDisposedException>(() => trainer.TrainBatch(Data, [0]));
    }

    [Fact]
    public void Threads_are_those_asked_for_or_those_that_help()
    {
        Assert.Equal(3, Threads(new() { Threads = 3, BatchSize = 16 }));
        Assert.Equal(1, Threads(new() { BatchSize = 16 }));
        Assert.Equal(1, Threads(new() { BatchSize = 32 }));
        Assert.Equal(Math.Min(Environment.ProcessorCount, 1000), Threads(new() { BatchSize = 16 * 1000 }));

        static int Threads(TrainingOptions options)
        {
            using var trainer = new Trainer(new Small(), options);
            return trainer.Threads;
        }
    }

    [Fact]
    public async Task Networks_that_train_at_once_arrive_at_the_weights_of_one_alone()
    {
        string alone = Train();

        IEnumerable<Task<string>> together = [.. Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(Train, Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default))];

        Assert.All(await Task.WhenAll(together), hash => Assert.Equal(alone, hash));

        static string Train()
        {
            Small network = new();
            using var trainer = new Trainer(network, Options with { Epochs = 20 });
            trainer.Train(Data, cancellationToken: Cancellation);
            return network.ComputeHash();
        }
    }

    public static TheoryData<string, TrainingOptions> WrongOptions => new()
    {
        { "Epochs", new() { Epochs = -1 } },
        { "BatchSize", new() { BatchSize = 0 } },
        { "LearningRate", new() { Optimizer = new Sgd(-0.1) { Momentum = 0.9 } } },
        { "LearningRate", new() { Optimizer = new Sgd(double.NaN) } },
        { "LearningRate", new() { Optimizer = new Sgd(double.PositiveInfinity) } },
        { "Momentum", new() { Optimizer = new Sgd(0.05) { Momentum = 1 } } },
        { "Momentum", new() { Optimizer = new Sgd(0.05) { Momentum = -0.1 } } },
        { "Momentum", new() { Optimizer = new Sgd(0.05) { Momentum = double.NaN } } },
        { "Threads", new() { Threads = -1 } },
        { "Threads", new() { Threads = 1025 } },
        { "MaxSteps", new() { MaxSteps = -1 } },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void Option_out_of_its_range_is_named(string name, TrainingOptions options) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer(new Small(), options)).ParamName);

    /// <summary>The weights' hash after these batches, one update each.</summary>
    private static string HashAfter(int[][] batches)
    {
        Small network = new();
        using var trainer = new Trainer(network, Options with { Threads = 1 });
        foreach (int[] batch in batches)
        {
            trainer.TrainBatch(Data, batch);
        }

        return network.ComputeHash();
    }

    private static IEnumerable<int[]> Batches(IEnumerable<int> order) => order.Chunk(BatchSize);
}
