using System.Text.Json;
using LeNet.Runtime;
using LeNet.Samples.Data;

namespace LeNet.Samples.Tests.Data;

/// <summary>What a network learns from the synthetic digits.</summary>
public sealed class SyntheticDataTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public SyntheticDataTests()
    {
        NetworkDescription network = Engine.Network;
        Assert.SkipUnless((network.ImageChannels, network.ImageHeight, network.ImageWidth, network.Classes) == (1, 28, 28, 10), "this build's network does not take digits");
    }

    public void Dispose() => _temp.Dispose();

    [LongFact]
    public async Task A_little_training_reads_drawn_digits_that_it_has_not_seen()
    {
        CommandRun training = (await CommandRun.Of("train", "--dataset", "synthetic", "--max-steps", "500", "--out", _temp["out"], "--json")).Succeeded();
        CommandRun eval = (await CommandRun.Of("eval", "--dataset", "synthetic", "--weights", _temp["out", "model.safetensors"], "--json")).Succeeded();

        JsonElement start = training.JsonLines[0];
        Assert.Equal(
            ("synthetic", JsonValueKind.Null, SyntheticDigits.TrainingCount, SyntheticDigits.TestCount),
            (start.GetProperty("dataset").GetString(), start.GetProperty("data").ValueKind, start.GetProperty("train_count").GetInt32(), start.GetProperty("test_count").GetInt32()));
        double accuracy = training.JsonLines[^2].GetProperty("test_accuracy").GetDouble();
        Assert.True(accuracy > 0.85, $"accuracy {accuracy}");
        Assert.Equal(accuracy, eval.JsonLines[0].GetProperty("accuracy").GetDouble());
    }

    /// <summary>
    /// The figure of docs/synthetic-digits.md. Run it with
    /// <c>dotnet test --project tests/LeNet.Samples.Tests -- --explicit only --filter-method "*reads_mnist*"</c>.
    /// </summary>
    [Fact(Explicit = true)]
    public async Task A_network_that_has_seen_nothing_else_reads_mnist()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("LENET_DATA")), "LENET_DATA names no folder with MNIST.");
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Dataset mnist = (await DatasetFiles.LocateAsync(DatasetDescription.Mnist, cancellationToken: cancellation)).LoadTest();
        Dataset drawn = new SyntheticData(threads: 0).LoadTraining();
        ulong[] seeds = [1, 2, 3];
        double[] accuracies =
        [
            .. seeds.Select(seed =>
            {
                Network network = SampleNetwork.Create(null);
                network.Initialize(seed);
                using var trainer = new Trainer(network, new TrainingOptions { Seed = seed });
                trainer.Train(drawn, cancellationToken: cancellation);
                return network.Evaluate(mnist, cancellationToken: cancellation).Accuracy;
            }),
        ];

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(' ', accuracies));
        Assert.True(accuracies.Average() >= 0.9, string.Join(' ', accuracies));
    }
}
