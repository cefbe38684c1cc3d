namespace LeNet.Generator.Tests.Emission;

/// <summary>The networks of the golden vectors.</summary>
internal static class GoldenArchitectures
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["lenet5"] = """
            {
              "name": "LeNet5",
              "input": { "shape": [1, 32, 32], "image": [28, 28], "fit": "pad", "mean": [0.1307], "std": [0.3081] },
              "layers": [
                { "name": "conv1", "type": "conv2d", "out_channels": 6, "kernel_size": 5, "activation": "tanh" },
                { "name": "pool1", "type": "avg_pool2d", "kernel_size": 2 },
                { "name": "conv2", "type": "conv2d", "out_channels": 16, "kernel_size": 5, "activation": "tanh" },
                { "name": "pool2", "type": "avg_pool2d", "kernel_size": 2 },
                { "name": "flatten", "type": "flatten" },
                { "name": "fc1", "type": "linear", "out_features": 120, "activation": "tanh" },
                { "name": "fc2", "type": "linear", "out_features": 84, "activation": "tanh" },
                { "name": "fc3", "type": "linear", "out_features": 10 }
              ],
              "loss": "cross_entropy"
            }
            """,
        ["relumax"] = """
            {
              "name": "ReluMax",
              "input": { "shape": [1, 28, 28], "mean": [0.1307], "std": [0.3081] },
              "layers": [
                { "name": "conv1", "type": "conv2d", "out_channels": 8, "kernel_size": 3, "padding": 1, "activation": "relu" },
                { "name": "pool1", "type": "max_pool2d", "kernel_size": 2 },
                { "name": "conv2", "type": "conv2d", "out_channels": 20, "kernel_size": 3, "padding": 1, "activation": "relu" },
                { "name": "pool2", "type": "max_pool2d", "kernel_size": 2 },
                { "name": "flatten", "type": "flatten" },
                { "name": "fc1", "type": "linear", "out_features": 50, "activation": "relu" },
                { "name": "fc2", "type": "linear", "out_features": 10 }
              ],
              "loss": "cross_entropy"
            }
            """,
        ["grouped"] = """
            {
              "name": "Grouped",
              "input": { "shape": [1, 28, 28], "mean": [0.1307], "std": [0.3081] },
              "layers": [
                { "name": "conv1", "type": "conv2d", "out_channels": 4, "kernel_size": 3, "padding": 1, "activation": "relu" },
                { "name": "conv2", "type": "conv2d", "out_channels": 8, "kernel_size": 3, "padding": 2, "dilation": 2, "groups": 2, "activation": "relu" },
                { "name": "pool", "type": "max_pool2d", "kernel_size": 3, "stride": 3 },
                { "name": "flatten", "type": "flatten" },
                { "name": "fc", "type": "linear", "out_features": 10 }
              ],
              "loss": "cross_entropy"
            }
            """,
    };
}
