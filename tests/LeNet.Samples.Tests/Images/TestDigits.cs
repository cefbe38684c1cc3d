using LeNet.Runtime;

namespace LeNet.Samples.Tests.Images;

/// <summary>Synthetic digits, and a network that has learned a few of them.</summary>
internal static class TestDigits
{
    private const int TestImages = 500;
    private const int TrainingImages = 9_500;

    private static readonly Lazy<Dataset> Drawn = new(() => SyntheticDigits.Test(seed: 7));
    private static readonly Lazy<byte[]> Weights = new(Train);

    /// <summary>The first of the test digits, each of the ten in turn.</summary>
    public static Dataset Take(int count) => Part(0, count);

    /// <summary>Writes the trained weights, and returns the path.</summary>
    public static string WriteWeights(string path)
    {
        File.WriteAllBytes(path, Weights.Value);
        return path;
    }

    /// <summary>The program's network, trained.</summary>
    public static Network Network()
    {
        using var temp = new TempFolder();
        Network network = SampleNetwork.Create(null);
        network.Load(WriteWeights(temp["w.safetensors"]));
        return network;
    }

    private static byte[] Train()
    {
        using var temp = new TempFolder();
        Network network = SampleNetwork.Create(null);
        network.Initialize(1);
        using (var trainer = new Trainer(network, new TrainingOptions { Epochs = 6, BatchSize = 16, Optimizer = new Sgd(0.02) { Momentum = 0.9 }, Seed = 1 }))
        {
            trainer.Train(Part(TestImages, TrainingImages));
        }

        network.Save(temp["w.safetensors"]);
        return File.ReadAllBytes(temp["w.safetensors"]);
    }

    private static Dataset Part(int first, int count)
    {
        Dataset all = Drawn.Value;
        return new Dataset(
            all.Images.Slice(first * all.ImageBytes, count * all.ImageBytes).ToArray(), all.Labels.Slice(first, count).ToArray(), all.Channels, all.Height, all.Width);
    }
}
