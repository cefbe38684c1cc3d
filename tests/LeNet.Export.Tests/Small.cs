using LeNet.Runtime;
using LeNet.Testing;

namespace LeNet.Export.Tests;

/// <summary>A network whose exports are small enough to be read: one layer of each of the kinds that matter.</summary>
internal static class Small
{
    private const string Text = """
        {
          "name": "Small",
          "input": { "shape": [1, 4, 4], "mean": [0.5], "std": [0.25] },
          "layers": [
            { "name": "conv", "type": "conv2d", "out_channels": 2, "kernel_size": 3, "padding": [1, 0], "activation": "relu" },
            { "name": "pool", "type": "max_pool2d", "kernel_size": 2, "stride": 2 },
            { "name": "flatten", "type": "flatten" },
            { "name": "fc", "type": "linear", "out_features": 3 }
          ],
          "loss": "cross_entropy"
        }
        """;

    /// <summary>The network, with weights that are easy to tell.</summary>
    public static Network Create()
    {
        Network network = NetworkCompiler.Create(Text);
        foreach (ParameterDescription parameter in network.Description.Parameters)
        {
            network.SetParameter(parameter.Name, [.. Enumerable.Range(0, parameter.Count).Select(i => (i % 8 * 0.25f) - 1)]);
        }

        return network;
    }
}
