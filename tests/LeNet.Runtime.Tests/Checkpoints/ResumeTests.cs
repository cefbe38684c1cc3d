using System.Text.Json;
using LeNet.Testing;
using LeNet.Testing.Host;

namespace LeNet.Runtime.Tests.Checkpoints;

/// <summary>Training that goes on from a checkpoint ends with the same bits and tells the same.</summary>
public sealed class ResumeTests
{
    /// <summary>Three epochs of four batches, the last of 10 samples.</summary>
    private const int Samples = 70;

    private const int Steps = 12;

    private static readonly TrainingOptions Options = new() { Epochs = 3, BatchSize = 20, Optimizer = new Sgd(0.05) { Momentum = 0.9 }, Seed = 11 };

    private static readonly Lazy<CompiledNetworks> Compiled = new(() => NetworkCompiler.Compile(ArchitectureText.Of(
        "Normalised",
        ArchitectureText.Input(1, 8, 8),
        ArchitectureText.Conv(4, kernel: 3),
        ArchitectureText.BatchNorm(2, activation: "relu"),
        ArchitectureText.Flatten,
        ArchitectureText.Dropout(0.3),
        ArchitectureText.Linear(4)),
        ArchitectureText.Of("Smoothed", ArchitectureText.Input(1, 8, 8), [ArchitectureText.Flatten, ArchitectureText.Linear(4)], loss: """{ "type": "cross_entropy", "label_smoothing": 0.1 }""")));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Networks, with what a recipe changes.</summary>
    public static TheoryData<string, string> Networks => new()
    {
        { "LeNet5", "{}" },
        { "Small", "{}" },
        { "Normalised", "{}" },
        { "Normalised", """{ "optimizer": { "type": "adam", "lr": 0.01, "amsgrad": true }, "schedule": "one_cycle", "ema": { "decay": 0.9 } }""" },
        { "Small", """{ "optimizer": { "type": "sdlm", "lr": 0.01, "samples": 10, "interval": 3 } }""" },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Resumed_at_any_step_it_ends_with_the_same_bits_whatever_the_threads(string name, string recipe)
    {
        TrainingOptions options = Recipe.With(Options, JsonDocument.Parse(recipe).RootElement.EnumerateObject().Select(member => (member.Name, member.Value.GetRawText())));
        using var folder = new TempFolder();
        (Dataset training, Dataset test) = Data(name);
        Network whole = Create(name);
        var reports = new List<string>();
        int step = 0;
        using (var trainer = new Trainer(whole, options with { Threads = 1 }))
        {
            trainer.BatchCompleted += _ => trainer.Capture().Save(folder.File($"{++step}"));
            trainer.EpochCompleted += report => reports.Add(Text(report));
            trainer.Train(training, test, Cancellation);
        }

        Assert.Equal(Steps, step);
        for (step = 1; step <= Steps; step++)
        {
            Network network = Create(name);
            using var trainer = new Trainer(network, options with { Threads = 1 + (step % 3) });
            var resumed = new List<string>();
            var steps = new List<long>();
            trainer.EpochCompleted += report => resumed.Add(Text(report));
            trainer.BatchCompleted += report => steps.Add(report.Step);

            trainer.Restore(Checkpoint.Load(folder.File($"{step}")));
            trainer.Train(training, test, Cancellation);

            Assert.Equal(whole.ComputeHash(), network.ComputeHash());
            Assert.Equal(Enumerable.Range(step + 1, Steps - step), steps.Select(number => (int)number));
            Assert.Equal(reports.Skip((step - 1) / 4), resumed);
        }
    }

    [Fact]
    public void Captured_after_an_epoch_it_goes_on_with_the_next()
    {
        (Dataset training, Dataset test) = Data("Small");
        var checkpoints = new List<Checkpoint>();
        using var trainer = new Trainer(Create("Small"), Options);
        trainer.EpochCompleted += _ => checkpoints.Add(trainer.Capture());
        trainer.Train(training, test, Cancellation);

        Assert.Equal([(4L, 2, 0), (8L, 3, 0), (12L, 4, 0)], checkpoints.Select(checkpoint => (checkpoint.Step, checkpoint.Epoch, checkpoint.Batch)));
        using var done = new Trainer(Create("Small"), Options);
        done.EpochCompleted += _ => Assert.Fail("all epochs were reported");
        done.Restore(checkpoints[^1]);
        done.Train(training, test, Cancellation);
        Assert.Equal(12, done.Step);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void An_epoch_that_the_limit_of_steps_ended_is_reported_once(bool isReported, int expected)
    {
        TrainingOptions options = Options with { MaxSteps = 6 };
        (Dataset training, Dataset test) = Data("Small");
        Checkpoint? last = null;
        using var trainer = new Trainer(Create("Small"), options);
        trainer.BatchCompleted += _ => last = trainer.Capture();
        if (isReported)
        {
            trainer.EpochCompleted += _ => last = trainer.Capture();
        }

        trainer.Train(training, test, Cancellation);

        using var resumed = new Trainer(Create("Small"), options);
        int reports = 0;
        resumed.EpochCompleted += _ => reports++;
        resumed.Restore(last!);
        resumed.Train(training, test, Cancellation);
        Assert.Equal((expected, 6L), (reports, resumed.Step));
    }

    [Fact]
    public void An_interrupted_test_is_made_up_for()
    {
        (Dataset training, Dataset test) = Data("Small");
        using var source = new CancellationTokenSource();
        using var trainer = new Trainer(Create("Small"), Options);
        trainer.BatchCompleted += report =>
        {
            if (report.Step == 4)
            {
                source.Cancel();
            }
        };
        Assert.Throws<OperationCanceledException>(() => trainer.Train(training, test, source.Token));

        using var resumed = new Trainer(Create("Small"), Options);
        var epochs = new List<int>();
        resumed.EpochCompleted += report => epochs.Add(report.Epoch);
        resumed.Restore(trainer.Capture());
        resumed.Train(training, test, Cancellation);
        Assert.Equal([1, 2, 3], epochs);
    }

    [Fact]
    public void Other_options_are_refused_by_name_and_change_nothing()
    {
        using var trainer = new Trainer(Create("Small"), Options);
        trainer.Train(Data("Small").Training, cancellationToken: Cancellation);
        Checkpoint checkpoint = trainer.Capture();

        Refuses(Options with { BatchSize = 21 }, "\"batch_size\" was 20, and is 21 now");
        Refuses(Options with { Optimizer = new Sgd(0.1) { Momentum = 0.9 } }, "\"optimizer.lr\" was 0.05, and is 0.1 now");
        Refuses(Options with { Optimizer = new Sgd(0.05) { Momentum = 0.5 } }, "\"optimizer.momentum\" was 0.9, and is 0.5 now");
        Refuses(Options with { Seed = 12 }, "the seed was 11, and is 12 now");
        Refuses(Options with { Shuffle = false }, "shuffling was on, and is off now");
        Refuses(Options with { Epochs = 4 }, "\"epochs\" was 3, and is 4 now");
        Refuses(Options with { MaxSteps = 7 }, "the limit of steps was none, and is 7 now");

        void Refuses(TrainingOptions options, string expected)
        {
            Network network = Create("Small");
            string before = network.ComputeHash();
            using var other = new Trainer(network, options);
            string message = Assert.Throws<DataFileException>(() => other.Restore(checkpoint)).Message;
            Assert.EndsWith($"does not fit the options: {expected}", message, StringComparison.Ordinal);
            Assert.Equal((before, 0L), (network.ComputeHash(), other.Step));
        }
    }

    [Fact]
    public void Another_architecture_is_refused_by_its_first_difference()
    {
        using var trainer = new Trainer(Create("Small"), Options);
        Checkpoint checkpoint = trainer.Capture();
        string[] lines = Lines(Create("Small"));
        using var other = new Trainer(Create("LeNet5"), Options);

        Assert.Contains("its name was Small, and is LeNet5 now", Assert.Throws<DataFileException>(() => other.Restore(checkpoint)).Message, StringComparison.Ordinal);
        Assert.Null(ArchitectureFacts.Difference(lines, lines));
        string[] changed = [.. lines];
        changed[5] = lines[5].Replace("4", "6", StringComparison.Ordinal);
        Assert.StartsWith("its layer 3 was {", ArchitectureFacts.Difference(lines, changed), StringComparison.Ordinal);
        Assert.EndsWith("and is not there now", ArchitectureFacts.Difference(lines, lines[..^1]), StringComparison.Ordinal);
        Assert.Contains("its loss was", ArchitectureFacts.Difference(lines, [lines[0], lines[1], "other", .. lines[3..]]), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_the_loss_are_part_of_the_architecture() =>
        Assert.Equal("cross_entropy with label smoothing 0.1", Lines(Create("Smoothed"))[2]);

    [Fact]
    public void Other_images_are_refused()
    {
        (Dataset training, _) = Data("Small");
        using var trainer = new Trainer(Create("Small"), Options);
        trainer.Train(training, cancellationToken: Cancellation);
        byte[] labels = training.Labels.ToArray();
        labels[^1] = (byte)((labels[^1] + 1) % 4);
        var other = new Dataset(training.Images.ToArray(), labels, training.Channels, training.Height, training.Width);
        using var resumed = new Trainer(Create("Small"), Options);
        resumed.Restore(trainer.Capture());

        Assert.Contains("does not fit the training set", Assert.Throws<DataFileException>(() => resumed.Train(other, cancellationToken: Cancellation)).Message, StringComparison.Ordinal);

        // Nothing is lost: it goes on with the right ones.
        resumed.Train(training, cancellationToken: Cancellation);
    }

    private static string[] Lines(Network network) => ArchitectureFacts.Lines(network.Description);

    private static Network Create(string name)
    {
        Network network = name switch
        {
            "LeNet5" => new LeNet5(),
            "Small" => new Small(),
            _ => Compiled.Value.Create(name),
        };
        network.Initialize(3);
        return network;
    }

    private static (Dataset Training, Dataset Test) Data(string name)
    {
        NetworkDescription network = Create(name).Description;
        return (SyntheticData.Stripes(network, Samples, seed: 5), SyntheticData.Stripes(network, 20, seed: 6));
    }

    /// <summary>All of a report but the time.</summary>
    private static string Text(EpochReport report) =>
        FormattableString.Invariant($"{report.Epoch} {report.Step} {report.TrainLoss:R} {report.TrainAccuracy:R} {report.Test!.Loss:R} {report.Test.Correct}");
}
