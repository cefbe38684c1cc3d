using LeNet.Runtime;

namespace LeNet.Testing.Host;

/// <summary>Calls every kernel of a network, so that it is compiled.</summary>
internal static class KernelsRun
{
    public static void Call(Network network)
    {
        Dataset dataset = SyntheticData.Stripes(network.Description, 20, seed: 1);
        using var trainer = new Trainer(network, new TrainingOptions { BatchSize = dataset.Count, Threads = 1 });
        trainer.TrainBatch(dataset, [.. Enumerable.Range(0, dataset.Count)]);
        network.Evaluate(dataset);
        network.Predict(dataset.Image(0), new float[network.Description.Classes]);
    }
}
