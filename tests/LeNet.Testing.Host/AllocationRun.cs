using System.Globalization;
using LeNet.Runtime;

namespace LeNet.Testing.Host;

/// <summary>Counts what the whole process allocates on the managed heap while it trains and predicts.</summary>
internal static class AllocationRun
{
    private const int BatchSize = 64;

    private const int Steps = 100;

    private const int Predictions = 1000;

    /// <summary>With tiered compilation the runtime's own threads may allocate while methods are compiled anew; that ends.</summary>
    private const int Rounds = 5;

    /// <param name="network">The network.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="recipe">Keys of a recipe with their values in JSON.</param>
    /// <returns>Bytes of 100 steps and of 1,000 predictions, the least of some rounds.</returns>
    public static string Describe(Network network, int threads, IEnumerable<(string Key, string Json)> recipe)
    {
        Dataset dataset = SyntheticData.Stripes(network.Description, 4 * BatchSize, seed: 1);
        using var trainer = new Trainer(network, Recipe.With(new TrainingOptions { BatchSize = BatchSize, Threads = threads }, recipe));
        float[] probabilities = new float[network.Description.Classes];
        int[] samples = [.. Enumerable.Range(0, BatchSize)];
        (long Training, long Predicting) least = (long.MaxValue, long.MaxValue);
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int step = 0; step < Steps; step++)
            {
                trainer.TrainBatch(dataset, samples);
            }

            long between = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Predictions; i++)
            {
                network.Predict(dataset.Image(i % dataset.Count), probabilities);
            }

            long after = GC.GetTotalAllocatedBytes(precise: true);
            if (round > 0)
            {
                least = (Math.Min(least.Training, between - before), Math.Min(least.Predicting, after - between));
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{least.Training} {least.Predicting}");
    }
}
