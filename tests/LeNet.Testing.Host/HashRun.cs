using LeNet.Runtime;

namespace LeNet.Testing.Host;

/// <summary>Trains on synthetic data and tells what came out.</summary>
internal static class HashRun
{
    /// <summary>One tile and a half, so that a batch has a partly empty tile.</summary>
    private const int BatchSize = 24;

    /// <summary>No multiple of the batch size: the last batch of an epoch is smaller.</summary>
    private const int Samples = 100;

    /// <param name="network">The network.</param>
    /// <param name="steps">Updates.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="recipe">Keys of a recipe with their values in JSON.</param>
    /// <returns>SHA-256 of the weights.</returns>
    public static string Train(Network network, int steps, int threads, IEnumerable<(string Key, string Json)> recipe)
    {
        Dataset dataset = SyntheticData.Stripes(network.Description, Samples, seed: 5);
        network.Initialize(3);
        var options = new TrainingOptions
        {
            Epochs = 10_000,
            BatchSize = BatchSize,
            Optimizer = new Sgd(0.05) { Momentum = 0.9 },
            MaxSteps = steps,
            Seed = 11,
            Threads = threads,
        };
        using var trainer = new Trainer(network, Recipe.With(options, recipe));
        trainer.Train(dataset);
        return network.ComputeHash();
    }
}
