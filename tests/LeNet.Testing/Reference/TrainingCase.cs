using LeNet.Runtime;

namespace LeNet.Testing.Reference;

/// <summary>What to train on for a comparison: a batch, several times.</summary>
/// <param name="Samples">The batch, by index into the data set.</param>
internal sealed record TrainingCase(Dataset Dataset, int[] Samples)
{
    public const int Steps = 3;

    public const float LearningRate = 0.05f;

    public const float Momentum = 0.9f;

    /// <summary>Noise; the batch is drawn from a larger data set in no order, and a sample may be in it twice.</summary>
    public static TrainingCase Noise(NetworkDescription network, int batchSize, long seed)
    {
        Dataset dataset = SyntheticData.Noise(network, batchSize + 3, seed);
        var random = new TestRandom(~seed);
        return new TrainingCase(dataset, [.. Enumerable.Range(0, batchSize).Select(_ => random.Between(0, dataset.Count - 1))]);
    }
}
