namespace LeNet.Package.Tests;

/// <summary>A program that trains a small network for a few steps: how to write it, and the hash of the weights that every platform gives.</summary>
internal static class FewSteps
{
    /// <summary>Of the weights, as the JIT compiler's code gives it too.</summary>
    public const string Hash = "ca6241b3d7506e7665aad4160afefb36b5bb9f8bd9fb9672699dcd9b71701afb";

    /// <summary>Its architecture file and a class whose method Hash trains on some threads.</summary>
    public static MadeProject WithFewSteps(this MadeProject project) => project
        .With("net.arch.json", """
            {
              "name": "Net",
              "namespace": "Few",
              "input": { "shape": [1, 12, 12], "mean": [0.5], "std": [0.5] },
              "layers": [
                { "name": "conv1", "type": "conv2d", "out_channels": 5, "kernel_size": 3, "activation": "tanh" },
                { "name": "pool1", "type": "max_pool2d", "kernel_size": 2 },
                { "name": "flatten", "type": "flatten" },
                { "name": "fc", "type": "linear", "out_features": 10 }
              ],
              "loss": "cross_entropy"
            }
            """)
        .With("Steps.cs", """
            using LeNet.Runtime;

            namespace Few;

            public static class Steps
            {
                public static string Hash(int threads)
                {
                    byte[] images = new byte[60 * 144];
                    for (int i = 0; i < images.Length; i++)
                    {
                        images[i] = (byte)((uint)i * 2654435761u >> 24);
                    }

                    byte[] labels = new byte[60];
                    for (int i = 0; i < labels.Length; i++)
                    {
                        labels[i] = (byte)(i % 10);
                    }

                    var network = new Net();
                    using var trainer = new Trainer(network, new TrainingOptions { Epochs = 1, BatchSize = 20, Threads = threads });
                    trainer.Train(new Dataset(images, labels, channels: 1, height: 12, width: 12));
                    return network.ComputeHash();
                }
            }
            """);
}
