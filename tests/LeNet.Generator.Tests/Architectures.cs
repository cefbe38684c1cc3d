using LeNet.Generator.Pipeline;
using LeNet.Testing;

namespace LeNet.Generator.Tests;

/// <summary>Architecture files for tests.</summary>
internal static class Architectures
{
    public const string Path = "/project/test.arch.json";

    public const string LeNet5 = """
        {
          "name": "LeNet5",
          "input": { "shape": [1, 32, 32], "image": [28, 28], "fit": "resize", "mean": [0.1307], "std": [0.3081] },
          "layers": [
            { "name": "conv1", "type": "conv2d", "out_channels": 6, "kernel_size": 5, "activation": "tanh" },
            { "name": "pool1", "type": "avg_pool2d", "kernel_size": 2, "stride": 2 },
            { "name": "conv2", "type": "conv2d", "out_channels": 16, "kernel_size": 5, "activation": "tanh" },
            { "name": "pool2", "type": "avg_pool2d", "kernel_size": 2, "stride": 2 },
            { "name": "flatten", "type": "flatten" },
            { "name": "fc1", "type": "linear", "out_features": 120, "activation": "tanh" },
            { "name": "fc2", "type": "linear", "out_features": 84, "activation": "tanh" },
            { "name": "fc3", "type": "linear", "out_features": 10 }
          ],
          "loss": "cross_entropy"
        }
        """;

    /// <summary>A file with the given layers, each on a line of its own from line 5 on.</summary>
    public static string WithLayers(params string[] layers) => WithInput("""{ "shape": [1, 28, 28] }""", layers);

    /// <summary>A file with the given input on line 3 and the given layers, each on a line of its own from line 5 on.</summary>
    public static string WithInput(string input, params string[] layers) => $$"""
        {
          "name": "Net",
          "input": {{input}},
          "layers": [
            {{string.Join(",\n    ", layers)}}
          ],
          "loss": "cross_entropy"
        }
        """;

    public static ArchitectureFile Read(string text, string path = Path) =>
        ArchitectureFile.Read(new MemoryAdditionalText(path, text), CancellationToken.None);

    /// <summary>The diagnostics of a file as lines "ID (line,column)-(line,column): message", counted from 1.</summary>
    public static IReadOnlyList<string> Diagnose(string text) =>
        [.. Read(text).Diagnostics.Select(diagnostic => DiagnosticText.Of(diagnostic.ToDiagnostic()))];
}
