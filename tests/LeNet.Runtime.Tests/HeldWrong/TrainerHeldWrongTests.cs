using LeNet.Runtime.Tests.Threading;
using LeNet.Testing;
using LeNet.Testing.Host;

namespace LeNet.Runtime.Tests.HeldWrong;

/// <summary>A trainer, and a network that is trained, in ways that they are not meant for: each has its outcome, and the weights are what training alone makes of them.</summary>
public sealed class TrainerHeldWrongTests
{
    private static readonly Dataset Data = SyntheticData.Stripes(new Small().Description, 60, seed: 5);

    private static readonly TrainingOptions Options = new() { Epochs = 2, BatchSize = 24, Optimizer = new Sgd(0.05) { Momentum = 0.9 }, Threads = 2 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Another_thread_is_refused_while_it_trains()
    {
        Small network = new();
        using var trainer = new Trainer(network, Options);
        Checkpoint before = trainer.Capture();
        using var folder = new TempFolder();
        network.Save(folder.File("other.safetensors"));

        Train(trainer, () => Elsewhere.Run(() =>
        {
            AssertInUse(() => trainer.Train(Data, cancellationToken: Cancellation));
            AssertInUse(() => trainer.TrainBatch(Data, [0]));
            AssertInUse(() => trainer.ComputeGradients(Data, [0]));
            AssertInUse(() => trainer.Capture());
            AssertInUse(() => trainer.Restore(before));
            AssertInUse(() => trainer.Gradient("fc1.bias").ToArray());
            AssertInUse(() => trainer.Epoch = 3);
            AssertChanging(() => network.Load(folder.File("other.safetensors")));
            AssertChanging(() => network.Initialize(7));
            AssertChanging(() => network.SetParameter("fc2.bias", [1, 2, 3, 4]));
            AssertChanging(() => network.VectorBits = 128);
            AssertChanging(() => network.Temperature = 2);
            using var rival = new Trainer(network, Options);
            AssertChanging(() => rival.TrainBatch(Data, [0]));
            AssertChanging(() => rival.Train(Data, cancellationToken: Cancellation));
            AssertChanging(() => rival.Restore(before));
        }));

        Assert.Equal(Undisturbed(), network.ComputeHash());
    }

    [Fact]
    public void Handlers_may_look_but_not_train()
    {
        Small network = new();
        using var trainer = new Trainer(network, Options);
        Checkpoint before = trainer.Capture();

        Train(trainer, () =>
        {
            Assert.Equal(trainer.Step, trainer.Capture().Step);
            Assert.Equal(9, trainer.Gradient("fc1.bias").Length);
            Assert.Equal(60, network.Evaluate(Data, cancellationToken: Cancellation).Count);
            AssertInUse(() => trainer.Train(Data, cancellationToken: Cancellation));
            AssertInUse(() => trainer.TrainBatch(Data, [0]));
            AssertInUse(() => trainer.ComputeGradients(Data, [0]));
            AssertInUse(() => trainer.Restore(before));
            AssertInUse(() => trainer.Epoch = 3);
        });

        Assert.Equal(Undisturbed(), network.ComputeHash());
    }

    [Fact]
    public void A_handler_may_set_weights()
    {
        Small network = new();
        using var trainer = new Trainer(network, Options);

        Train(trainer, () => network.Initialize(7));

        Assert.NotEqual(Undisturbed(), network.ComputeHash());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Disposed_by_a_handler_it_ends_after_the_update(int threads) => DisposedMeanwhile(threads, trainer => trainer.Dispose());

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Disposed_by_another_thread_it_ends_after_the_update(int threads) => DisposedMeanwhile(threads, trainer => Elsewhere.Run(trainer.Dispose));

    [Fact]
    public void Disposed_it_refuses_everything()
    {
        var trainer = new Trainer(new Small(), Options);
        Checkpoint before = trainer.Capture();
        trainer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => trainer.ComputeGradients(Data, [0]));
        Assert.Throws<ObjectDisposedException>(() => trainer.Capture());
        Assert.Throws<ObjectDisposedException>(() => trainer.Restore(before));
        Assert.Throws<ObjectDisposedException>(() => trainer.Gradient("fc1.bias").ToArray());
        Assert.Throws<ObjectDisposedException>(() => trainer.Epoch = 2);
        Assert.Equal((0L, 1), (trainer.Step, trainer.Epoch));
    }

    [Fact]
    public void A_network_that_predicts_while_it_is_trained_does_so_with_the_weights_of_some_update_and_learns_the_same()
    {
        Small network = new();
        List<float[]> possible = [Logits(network)];
        using (var trainer = new Trainer(network, Options))
        {
            Train(trainer, () => possible.Add(Logits(network)), everyTime: true);
        }

        network = new();
        bool isTraining = true;
        List<float[]> seen = [];
        Thread predictor = Elsewhere.Start(() =>
        {
            while (Volatile.Read(ref isTraining))
            {
                seen.Add(Logits(network));
            }
        });
        using (var trainer = new Trainer(network, Options))
        {
            trainer.Train(Data, cancellationToken: Cancellation);
        }

        Volatile.Write(ref isTraining, false);
        predictor.Join();

        Assert.Equal(Undisturbed(), network.ComputeHash());
        Assert.Equal(possible[^1], Logits(network));
        Assert.All(seen, logits => Assert.Contains(possible, one => one.AsSpan().SequenceEqual(logits)));
    }

    [Fact]
    public void A_label_that_becomes_none_of_the_classes_is_noticed_before_the_update()
    {
        Small network = new();
        byte[] labels = Data.Labels.ToArray();
        var data = new Dataset(Data.Images.ToArray(), labels, Data.Channels, Data.Height, Data.Width);
        using var trainer = new Trainer(network, Options with { Shuffle = false });
        string hash = "";
        trainer.BatchCompleted += _ =>
        {
            hash = network.ComputeHash();
            labels[30] = 77;
        };

        string message = Assert.Throws<InvalidOperationException>(() => trainer.Train(data, cancellationToken: Cancellation)).Message;

        Assert.Equal("The label of image 30 became 77 while the data set was in use; the network Small has 4 classes.", message);
        Assert.Equal(hash, network.ComputeHash());
    }

    [Fact]
    public void The_largest_batch_size_is_one_batch_for_all()
    {
        Small network = new();
        using var trainer = new Trainer(network, Options with { BatchSize = int.MaxValue, Epochs = 1 });
        List<int> counts = [];
        trainer.BatchCompleted += report => counts.Add(report.Count);

        trainer.Train(Data, cancellationToken: Cancellation);

        Assert.Equal([60], counts);
    }

    [Fact]
    public void A_batch_that_memory_cannot_hold_is_refused()
    {
        Network network = NetworkCompiler.Compile(ArchitectureText.Of(
            "Normalised", ArchitectureText.Input(1, 4, 4), ArchitectureText.BatchNorm(2), ArchitectureText.Flatten, ArchitectureText.Linear(2))).Create("Normalised");

        Assert.Equal("BatchSize", Assert.Throws<ArgumentOutOfRangeException>(() => new Trainer(network, Options with { BatchSize = int.MaxValue })).ParamName);
    }

    private static float[] Logits(Network network)
    {
        float[] logits = new float[4];
        network.Predict(Data.Image(0), new float[4], logits);
        return logits;
    }

    private static string Undisturbed()
    {
        Small network = new();
        using var trainer = new Trainer(network, Options);
        trainer.Train(Data, cancellationToken: Cancellation);
        return network.ComputeHash();
    }

    /// <summary>Trains, and does something after the second update, or after each.</summary>
    private static void Train(Trainer trainer, Action disturb, bool everyTime = false)
    {
        bool isDone = false;
        trainer.BatchCompleted += report =>
        {
            if (everyTime || report.Step == 2)
            {
                disturb();
                isDone = true;
            }
        };
        trainer.Train(Data, cancellationToken: Cancellation);
        Assert.True(isDone);
    }

    private static void DisposedMeanwhile(int threads, Action<Trainer> dispose)
    {
        Small network = new();
        var trainer = new Trainer(network, Options with { Threads = threads });

        Assert.Throws<ObjectDisposedException>(() => Train(trainer, () => dispose(trainer)));

        Small two = new();
        using var limited = new Trainer(two, Options with { MaxSteps = 2 });
        limited.Train(Data, cancellationToken: Cancellation);
        Assert.Equal(2, trainer.Step);
        Assert.Equal(two.ComputeHash(), network.ComputeHash());
    }

    private static void AssertInUse(Action act) =>
        Assert.StartsWith("This Trainer is in use by ", Assert.Throws<InvalidOperationException>(act).Message, StringComparison.Ordinal);

    private static void AssertChanging(Action act) =>
        Assert.StartsWith("The parameters of Small are being changed by another thread", Assert.Throws<InvalidOperationException>(act).Message, StringComparison.Ordinal);
}
