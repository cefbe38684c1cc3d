using System.Text;

namespace LeNet.Fuzzing.Targets;

/// <summary>Architecture files, and pieces of them.</summary>
internal static class ArchitectureSeeds
{
    /// <summary>Files that are right.</summary>
    public static IReadOnlyList<byte[]> All { get; } =
    [
        .. new[]
        {
            """
            {
              "name": "Net",
              "input": { "shape": [1, 12, 12], "image": [10, 10], "fit": "resize", "mean": [0.1307], "std": [0.3081] },
              "layers": [
                { "name": "conv1", "type": "conv2d", "out_channels": 4, "kernel_size": 3, "activation": "tanh" },
                { "name": "pool1", "type": "avg_pool2d", "kernel_size": 2, "stride": 2 },
                { "name": "flatten", "type": "flatten" },
                { "name": "fc1", "type": "linear", "out_features": 10 }
              ],
              "loss": "cross_entropy"
            }
            """,
            """
            {
              "name": "Modern",
              "input": { "shape": [3, 9, 8] },
              "layers": [
                { "name": "a", "type": "conv2d", "in_channels": 3, "out_channels": 6, "kernel_size": [3, 2], "stride": [2, 1], "padding": 0, "groups": 3, "bias": false },
                { "name": "b", "type": "batch_norm2d", "eps": 1e-5, "momentum": 0.1 },
                { "name": "c", "type": "relu" },
                { "name": "d", "type": "conv2d", "out_channels": 2, "kernel_size": 3, "padding": "same", "dilation": 2, "activation": { "type": "leaky_relu", "negative_slope": 0.1 } },
                { "name": "e", "type": "max_pool2d", "kernel_size": 2, "stride": 1 },
                { "name": "f", "type": "flatten" },
                { "name": "g", "type": "dropout", "p": 0.5 },
                { "name": "h", "type": "layer_norm" },
                { "name": "i", "type": "linear", "out_features": 3, "activation": "gelu" }
              ],
              "loss": { "type": "cross_entropy", "label_smoothing": 0.1 }
            }
            """,
            """
            {
              "name": "Old",
              "input": { "shape": [1, 4, 4] },
              "layers": [
                { "name": "s", "type": "subsample2d", "kernel_size": 2 },
                { "name": "c", "type": "conv2d", "out_channels": 2, "kernel_size": 1, "connections": [[0], [0]] },
                { "name": "a", "type": "flatten" },
                { "name": "b", "type": "linear", "out_features": 2, "activation": "silu" },
                { "name": "e", "type": "rbf", "prototypes": [[0.5, 1], [7, 2], [1, 0]] }
              ],
              "loss": { "type": "discriminative_rbf", "j": 1 }
            }
            """,
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Pieces of JSON and of architectures.</summary>
    public static IReadOnlyList<byte[]> Pieces { get; } =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "\"", "\\", "/", "//", "/*", "*/", "'", "0", "1", "-", "+", ".", "e", "\\u", "\\uD83D", "true", "false", "null", "\n", "\r", "\t", "\0",
            "\u007F", "\u00A0", "\u2028", "\uFEFF", "é", "😀", "−", "٣", "_", "\"a\":", "[1]", "{}", "[]", "\"\"", "99999999999", "65536", "1e999",
            "conv2d", "linear", "flatten", "max_pool2d", "adaptive_avg_pool2d", "batch_norm2d", "layer_norm", "dropout", "tanh", "softplus", "rbf", "mse", "lecun1998", "same",
            "\"name\": ", "\"type\": ", "\"kernel_size\": ", "\"stride\": ", "\"padding\": ", "\"groups\": ", "\"dilation\": ", "\"connections\": ", "\"prototypes\": ",
            "{ \"name\": \"x\", \"type\": \"relu\" },", "{ \"name\": \"y\", \"type\": \"conv2d\", \"out_channels\": 4096, \"kernel_size\": 1 },",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff, 0xfe], [0xc0, 0x80],
    ];
}
