using System.Text;

namespace LeNet.Benchmarks.Rebuild;

/// <summary>A deep network: 3×3 convolutions of 16 channels on 28×28, each with batch normalisation and ReLU, then global pooling and a classifier.</summary>
internal static class Chain
{
    private const int Channels = 16;

    /// <summary>Its architecture file.</summary>
    /// <param name="convolutions">How many.</param>
    /// <param name="classes">How many the classifier has.</param>
    public static string Architecture(int convolutions, int classes)
    {
        StringBuilder text = new();
        text.AppendLine("""
            {
              "name": "Chain",
              "input": { "shape": [1, 28, 28], "mean": [0.1307], "std": [0.3081] },
              "layers": [
            """);
        for (int i = 1; i <= convolutions; i++)
        {
            text.AppendLine($$"""    { "name": "conv{{i}}", "type": "conv2d", "out_channels": {{Channels}}, "kernel_size": 3, "padding": "same", "bias": false },""");
            text.AppendLine($$"""    { "name": "norm{{i}}", "type": "batch_norm2d", "activation": "relu" },""");
        }

        text.AppendLine($$"""
                { "name": "pool", "type": "adaptive_avg_pool2d", "output_size": 1 },
                { "name": "flatten", "type": "flatten" },
                { "name": "classes", "type": "linear", "out_features": {{classes}} }
              ],
              "loss": "cross_entropy"
            }
            """);
        return text.ToString();
    }
}
