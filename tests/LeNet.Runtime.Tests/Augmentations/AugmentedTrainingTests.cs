using LeNet.Testing;
using LeNet.Testing.Host;

namespace LeNet.Runtime.Tests.Augmentations;

/// <summary>Training on distorted images is training on images that were distorted before.</summary>
public sealed class AugmentedTrainingTests
{
    private const int Samples = 100;
    private const ulong Seed = 11;

    private static readonly Dataset Data = SyntheticData.Stripes(new Small().Description, Samples, seed: 5);

    private static readonly TrainingOptions Options = new() { Epochs = 2, BatchSize = 24, Seed = Seed, Threads = 2, Augmentation = Distortions.Everything };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Networks => ["Small", "Modern"];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradients_are_those_of_images_distorted_before(string name)
    {
        // Modern has batch normalisation, and so all tiles wait for each other.
        Network network = name == "Small" ? new Small() : new Modern();
        network.Initialize(3);
        Dataset data = SyntheticData.Stripes(network.Description, 40, seed: 5);
        int[] samples = [.. Enumerable.Range(0, 40).Reverse()];
        Dataset before = Distortions.Everything.Apply(data, Pictures.All(data), Seed, epoch: 3);
        using var distorting = new Trainer(network, Options with { BatchSize = 40 }) { Epoch = 3 };
        using var plain = new Trainer(network, Options with { BatchSize = 40, Augmentation = null }) { Epoch = 3 };

        double loss = distorting.ComputeGradients(data, samples);

        Assert.Equal(plain.ComputeGradients(before, samples), loss);
        foreach (ParameterDescription parameter in network.Description.Parameters.Where(parameter => parameter.IsTrainable))
        {
            Assert.Equal(plain.Gradient(parameter.Name), distorting.Gradient(parameter.Name));
        }

        distorting.Epoch = 4;
        Assert.NotEqual(loss, distorting.ComputeGradients(data, samples));
    }

    [Fact]
    public void Each_epoch_of_training_has_distortions_of_its_own()
    {
        Small network = new();
        Small byHand = new();
        using var trainer = new Trainer(network, Options);
        using var plain = new Trainer(byHand, Options with { Augmentation = null });
        int[] order = new int[Samples];

        trainer.Train(Data, cancellationToken: Cancellation);
        for (int epoch = 1; epoch <= Options.Epochs; epoch++)
        {
            Dataset distorted = Distortions.Everything.Apply(Data, Pictures.All(Data), Seed, epoch);
            Shuffle.Fill(order, Seed, epoch);
            foreach (int[] batch in order.Chunk(Options.BatchSize))
            {
                plain.TrainBatch(distorted, batch);
            }
        }

        Assert.Equal(byHand.ComputeHash(), network.ComputeHash());
    }

    [Fact]
    public void Evaluation_sees_images_as_they_are()
    {
        Small network = new();
        Evaluation? reported = null;
        using var trainer = new Trainer(network, Options with { Epochs = 1 });
        trainer.EpochCompleted += report => reported = report.Test;

        trainer.Train(Data, Data, Cancellation);

        Assert.Equal(network.Evaluate(Data, cancellationToken: Cancellation).Loss, reported!.Loss);
    }
}
