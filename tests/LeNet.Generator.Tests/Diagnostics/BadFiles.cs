namespace LeNet.Generator.Tests.Diagnostics;

/// <summary>Files with mistakes, for the snapshot of every diagnostic's text and place.</summary>
internal static class BadFiles
{
    private const string Input = """{ "shape": [1, 28, 28] }""";
    private const string Conv = """{ "name": "conv1", "type": "conv2d", "out_channels": 6, "kernel_size": 5 }""";
    private const string Flatten = """{ "name": "flatten", "type": "flatten" }""";
    private const string Linear = """{ "name": "fc", "type": "linear", "out_features": 10 }""";

    public static IReadOnlyList<(string Title, string Text)> All { get; } =
    [
        ("Syntax: several mistakes", "{\n  \"name\": LeNet5,\n  \"input\": { \"shape\": [1, 28 28] },\n  \"layers\": [],\n  \"loss\" \"x\"\n}"),
        ("Syntax: an empty file", ""),
        ("Syntax: a file that breaks off", Architectures.LeNet5[..200]),
        ("Root: a list", "[1, 2]"),
        ("Root: an empty object", "{}"),
        ("Root: unknown and misspelt keys", """
            {
              "nmae": "Net",
              "Input": { "shape": [1, 28, 28] },
              "layer": [],
              "optimizer": "sgd",
              "loss": "cross_entropy"
            }
            """),
        ("Root: wrong types", """{ "$schema": 1, "name": 2, "namespace": null, "input": [], "layers": {}, "loss": false }"""),
        ("Root: duplicate keys", """
            {
              "name": "Net", "name": "Net2",
              "input": { "shape": [1, 28, 28], "shape": [1, 2, 3] },
              "layers": [{ "name": "fc", "type": "linear", "type": "flatten", "out_features": 10 }],
              "loss": "cross_entropy",
              "loss": "cross_entropy"
            }
            """),
        ("Names: an empty one", Named("", "")),
        ("Names: no identifiers", Named("my-net", "a.1b")),
        ("Names: keywords", Named("class", "My.namespace")),
        ("Names: a contextual keyword", Named("record", "My..Net")),
        ("Names: an invisible character", Named("Le\u200DNet", "A")),
        ("Names: too long", Named(new string('a', 101), new string('b', 401))),
        ("Names: of layers", Architectures.WithLayers(
            Flatten,
            """{ "type": "linear", "out_features": 10 }""",
            """{ "name": "fc.2", "type": "linear", "out_features": 10 }""",
            """{ "name": "fc 3", "type": "flaten" }""",
            """{ "name": 4, "type": "linear", "out_features": 10 }""",
            """{ "name": "5", "type": "linear", "out_features": 10 }""")),
        ("Names: of layers, twice", Architectures.WithLayers(
            Flatten,
            """{ "name": "fc1", "type": "linear", "out_features": 10 }""",
            """{ "name": "fc1", "type": "linear", "out_features": 10 }""",
            """{ "name": "Fc1", "type": "linear", "out_features": 10 }""",
            """{ "name": "fc_a", "type": "linear", "out_features": 10 }""",
            """{ "name": "fcA", "type": "linear", "out_features": 10 }""")),
        ("Input: no shape", Architectures.WithInput("{}", Flatten, Linear)),
        ("Input: a shape of two", Architectures.WithInput("""{ "shape": [28, 28] }""", Flatten, Linear)),
        ("Input: a shape with a zero and a text", Architectures.WithInput("""{ "shape": [0, 28, "28"] }""", Flatten, Linear)),
        ("Input: one number as image size", Architectures.WithInput("""{ "shape": [1, 28, 28], "image": 28 }""", Flatten, Linear)),
        ("Input: sizes differ without fit", Architectures.WithInput("""{ "shape": [1, 32, 32], "image": [28, 28] }""", Flatten, Linear)),
        ("Input: larger images without fit", Architectures.WithInput("""{ "shape": [1, 28, 28], "image": [32, 28] }""", Flatten, Linear)),
        ("Input: larger images padded", Architectures.WithInput("""{ "shape": [1, 28, 28], "image": [28, 32], "fit": "pad" }""", Flatten, Linear)),
        ("Input: an unknown fit", Architectures.WithInput("""{ "shape": [1, 32, 32], "image": [28, 28], "fit": "stretch" }""", Flatten, Linear)),
        ("Input: statistics", Architectures.WithInput("""{ "shape": [3, 28, 28], "mean": [0.5], "std": [0, -1, 1e99] }""", Flatten, Linear)),
        ("Input: statistics of no channel", Architectures.WithInput("""{ "shape": [1, 28, 28], "mean": [], "std": 0.5 }""", Flatten, Linear)),
        ("Input: too large", Architectures.WithInput("""{ "shape": [3, 65536, 65536], "image": [60000, 60000], "fit": "resize" }""", Flatten, Linear)),
        ("Layers: none", Architectures.WithLayers()),
        ("Layers: not objects", Architectures.WithLayers("\"conv2d\"", "5")),
        ("Layers: no type", Architectures.WithLayers("""{ "name": "conv1", "out_channels": 6 }""", """{ "kind": 1 }""", """{ "op_type": "Conv" }""")),
        ("Layers: unknown types", Architectures.WithLayers(
            """{ "name": "a", "type": "conv2" }""",
            """{ "name": "b", "type": "MaxPooling2D" }""",
            """{ "name": "c", "type": "InnerProduct" }""",
            """{ "name": "d", "type": "Gemm" }""",
            """{ "name": "e", "type": "convolutional" }""",
            """{ "name": "f", "type": "relu" }""",
            """{ "name": "g", "type": "transformer" }""",
            """{ "name": "h", "type": 7 }""",
            """{ "name": "i", "type": "Softmax" }""")),
        ("Layers: unknown types, and what else is wrong there", Architectures.WithLayers(
            """{ "name": "a", "type": "Conv2D", "filters": 6, "kernel_size": 5, "strides": 1 }""",
            """{ "name": "b", "type": "AveragePooling2D", "pool_size": 2 }""",
            """{ "name": "c", "type": "DepthwiseConv2D", "kernel_size": 3 }""",
            """{ "name": "d", "type": "Activation", "activation": "relu" }""",
            """{ "name": "e", "type": "ZeroPadding2D", "padding": 1 }""",
            """{ "name": "f", "type": "InputLayer" }""",
            """{ "name": "g", "type": "Rescaling", "scale": 0.004 }""",
            """{ "name": "h", "type": "Dropout", "rate": 2, "p": 2 }""")),
        ("Layers: keys of other frameworks", Architectures.WithLayers(
            """{ "name": "a", "type": "conv2d", "filters": 6, "kernel_shape": 5, "strides": 1, "pads": 0, "use_bias": true }""",
            """{ "name": "b", "type": "avg_pool2d", "pool_size": 2 }""",
            """{ "name": "c", "type": "max_pool2d", "size": 2 }""",
            """{ "name": "d", "type": "linear", "units": 10 }""",
            """{ "name": "e", "type": "linear", "num_output": 10 }""")),
        ("Layers: keys that are not of the kind", Architectures.WithLayers(
            """{ "name": "a", "type": "flatten", "activation": "tanh" }""",
            """{ "name": "b", "type": "linear", "out_features": 10, "kernel_size": 5, "out_feature": 10 }""")),
        ("Layers: missing keys", Architectures.WithLayers(
            """{ "name": "a", "type": "conv2d" }""",
            """{ "name": "b", "type": "max_pool2d", "stride": 2 }""",
            """{ "name": "c", "type": "linear" }""")),
        ("Layers: values", Architectures.WithLayers(
            """{ "name": "a", "type": "conv2d", "out_channels": 6.5, "kernel_size": [5, 0], "stride": 0, "padding": -1, "bias": 1, "activation": "ReLU" }""",
            """{ "name": "b", "type": "conv2d", "out_channels": 1e6, "kernel_size": [1, 2, 3], "stride": "1", "padding": {}, "bias": "true", "activation": null }""",
            """{ "name": "c", "type": "linear", "out_features": -3, "activation": "softmax" }""",
            """{ "name": "d", "type": "linear", "out_features": 1e999, "activation": "logistic", "bias": null }""")),
        ("Layers: activations", Architectures.WithLayers(
            Flatten,
            """{ "name": "a", "type": "linear", "out_features": 9, "activation": { "type": "leaky_relu", "alpha": 0.1 } }""",
            """{ "name": "b", "type": "linear", "out_features": 9, "activation": { "type": "swish" } }""",
            """{ "name": "c", "type": "linear", "out_features": 9, "activation": { "negative_slope": 0.1 } }""",
            """{ "name": "d", "type": "linear", "out_features": 9, "activation": { "type": "elu", "alpha": -1 } }""",
            """{ "name": "e", "type": "linear", "out_features": 9, "activation": { "type": 3 } }""",
            """{ "name": "f", "type": "linear", "out_features": 9, "activation": ["relu"] }""",
            """{ "name": "g", "type": "linear", "out_features": 9, "activation": "leaky" }""",
            """{ "name": "h", "type": "gelu", "approximate": "erf" }""",
            """{ "name": "i", "type": "leaky_relu", "slope": 0.1 }""",
            """{ "name": "j", "type": "LeakyReLU" }""",
            """{ "name": "k", "type": "none" }""")),
        ("Shapes: a kernel larger than the image", Architectures.WithInput(
            """{ "shape": [1, 32, 32] }""",
            Conv,
            """{ "name": "pool1", "type": "max_pool2d", "kernel_size": 7 }""",
            """{ "name": "conv2", "type": "conv2d", "out_channels": 6, "kernel_size": 5 }""",
            Flatten,
            Linear)),
        ("Shapes: a kernel larger than the padded image", Architectures.WithInput(
            """{ "shape": [1, 4, 6] }""", """{ "name": "conv1", "type": "conv2d", "out_channels": 6, "kernel_size": 7, "padding": 1 }""", Flatten, Linear)),
        ("Shapes: a dilated kernel larger than the image", Architectures.WithInput(
            """{ "shape": [1, 8, 12] }""", """{ "name": "conv1", "type": "conv2d", "out_channels": 6, "kernel_size": 3, "dilation": [4, 65536] }""", Flatten, Linear)),
        ("Shapes: groups that do not divide the channels", Architectures.WithInput(
            """{ "shape": [6, 8, 8] }""", """{ "name": "conv1", "type": "conv2d", "out_channels": 8, "kernel_size": 3, "groups": 4 }""", Flatten, Linear)),
        ("Shapes: groups of one channel", Architectures.WithLayers(
            """{ "name": "conv1", "type": "conv2d", "out_channels": 7, "kernel_size": 3, "groups": 2 }""", Flatten, Linear)),
        ("Shapes: a window larger than the image", Architectures.WithInput(
            """{ "shape": [1, 3, 2] }""", """{ "name": "pool1", "type": "avg_pool2d", "kernel_size": [2, 3] }""", Flatten, Linear)),
        ("Layers: connections", Architectures.WithLayers(
            """{ "name": "a", "type": "conv2d", "out_channels": 2, "kernel_size": 5, "connections": [[0, 0], []] }""",
            """{ "name": "b", "type": "conv2d", "out_channels": 2, "kernel_size": 5, "connections": "lecun" }""",
            """{ "name": "c", "type": "conv2d", "out_channels": 2, "kernel_size": 5, "connections": [0, 1] }""",
            """{ "name": "d", "type": "conv2d", "out_channels": 2, "kernel_size": 5, "connections": [[-1], ["0"]] }""",
            Flatten,
            Linear)),
        ("Shapes: connections of other channels than those of 1998", Architectures.WithInput(
            """{ "shape": [6, 9, 9] }""", """{ "name": "conv1", "type": "conv2d", "out_channels": 12, "kernel_size": 5, "connections": "lecun1998" }""", Flatten, Linear)),
        ("Shapes: connections of fewer channels than there are", Architectures.WithInput(
            """{ "shape": [6, 9, 9] }""", """{ "name": "conv1", "type": "conv2d", "out_channels": 3, "kernel_size": 5, "connections": [[0], [1]] }""", Flatten, Linear)),
        ("Shapes: connections with a channel that is not there", Architectures.WithInput(
            """{ "shape": [6, 9, 9] }""", """{ "name": "conv1", "type": "conv2d", "out_channels": 2, "kernel_size": 5, "connections": [[0], [6, 1]] }""", Flatten, Linear)),
        ("Shapes: connections and groups", Architectures.WithInput(
            """{ "shape": [6, 9, 9] }""", """{ "name": "conv1", "type": "conv2d", "out_channels": 2, "kernel_size": 5, "groups": 2, "connections": [[0], [1]] }""", Flatten, Linear)),
        ("Shapes: padding to the same size with a stride", Architectures.WithLayers(
            """{ "name": "conv1", "type": "conv2d", "out_channels": 6, "kernel_size": 5, "padding": "same", "stride": 2 }""", Flatten, Linear)),
        ("Shapes: padding that has another name", Architectures.WithLayers(
            """{ "name": "conv1", "type": "conv2d", "out_channels": 6, "kernel_size": 5, "padding": "valid" }""",
            """{ "name": "conv2", "type": "conv2d", "out_channels": 6, "kernel_size": 5, "padding": "full" }""",
            Flatten,
            Linear)),
        ("Size: padding to the same size", Architectures.WithLayers(
            """{ "name": "conv1", "type": "conv2d", "out_channels": 1, "kernel_size": 65536, "dilation": 65536, "padding": "same" }""", Flatten, Linear)),
        ("Shapes: pooling with too much padding", Architectures.WithLayers(
            """{ "name": "pool1", "type": "max_pool2d", "kernel_size": [3, 2], "padding": [1, 2] }""", Flatten, Linear)),
        ("Shapes: an average of another size", Architectures.WithLayers(
            """{ "name": "pool1", "type": "adaptive_avg_pool2d", "output_size": [7, 14] }""", Flatten, Linear)),
        ("Shapes: an average of a size that does not divide the image", Architectures.WithLayers(
            """{ "name": "pool1", "type": "adaptive_avg_pool2d", "output_size": 3 }""", Flatten, Linear)),
        ("Shapes: convolution and pooling of a vector", Architectures.WithLayers(Flatten, Conv, Linear)),
        ("Shapes: pooling of a vector", Architectures.WithLayers(Flatten, """{ "name": "pool", "type": "max_pool2d", "kernel_size": 2 }""", Linear)),
        ("Shapes: linear without flatten, twice wrong later", Architectures.WithLayers(
            Conv, Linear, """{ "name": "fc2", "type": "linear", "out_features": 5, "in_features": 11 }""")),
        ("Shapes: declared inputs", Architectures.WithLayers(
            """{ "name": "conv1", "type": "conv2d", "in_channels": 3, "out_channels": 6, "kernel_size": 5 }""",
            Flatten,
            """{ "name": "fc", "type": "linear", "in_features": 400, "out_features": 10 }""")),
        ("Rbf: values", Architectures.WithLayers(
            Flatten,
            """{ "name": "a", "type": "rbf" }""",
            """{ "name": "b", "type": "rbf", "prototypes": "lecun" }""",
            """{ "name": "c", "type": "rbf", "prototypes": 3 }""",
            """{ "name": "d", "type": "rbf", "prototypes": [[1, "x"], 2] }""",
            """{ "name": "e", "type": "rbf", "centers": [[1]] }""")),
        ("Rbf: an image comes in", Architectures.WithInput("""{ "shape": [1, 12, 7] }""", """{ "name": "rbf", "type": "rbf", "prototypes": "lecun1998" }""", Linear)),
        ("Rbf: another size comes in", Architectures.WithLayers(Flatten, """{ "name": "rbf", "type": "rbf", "prototypes": "lecun1998" }""", Linear)),
        ("Rbf: prototypes of unequal size", Architectures.WithInput("""{ "shape": [1, 1, 2] }""", Flatten, """{ "name": "rbf", "type": "rbf", "prototypes": [[1, 2], [3]] }""", Linear)),
        ("Rbf: no prototypes", Architectures.WithLayers(Flatten, """{ "name": "rbf", "type": "rbf", "prototypes": [] }""", Linear)),
        ("Losses: unknown", Architectures.WithLayers(Flatten, Linear).Replace("\"cross_entropy\"", "\"MSELoss\"", StringComparison.Ordinal)),
        ("Losses: misspelt", Architectures.WithLayers(Flatten, Linear).Replace("\"cross_entropy\"", "{ \"type\": \"crossentropy\" }", StringComparison.Ordinal)),
        ("Losses: a key of another", Architectures.WithLayers(Flatten, Linear).Replace("\"cross_entropy\"", "{ \"type\": \"mse\", \"label_smoothing\": 0.1 }", StringComparison.Ordinal)),
        ("Losses: too smooth", Architectures.WithLayers(Flatten, Linear).Replace("\"cross_entropy\"", "{ \"type\": \"cross_entropy\", \"label_smoothing\": 1.5 }", StringComparison.Ordinal)),
        ("Losses: no type", Architectures.WithLayers(Flatten, Linear).Replace("\"cross_entropy\"", "{ \"j\": 1 }", StringComparison.Ordinal)),
        ("Training: an image at the end", Architectures.WithLayers(Conv)),
        ("Training: nothing to train", Architectures.WithLayers(Flatten)),
        ("Size: an output", Architectures.WithInput("""{ "shape": [1, 1000, 1000] }""", """{ "name": "conv1", "type": "conv2d", "out_channels": 64, "kernel_size": 1 }""", Flatten, Linear)),
        ("Size: padding", Architectures.WithLayers("""{ "name": "conv1", "type": "conv2d", "out_channels": 1, "kernel_size": 1, "stride": 65536, "padding": 65536 }""", Flatten, Linear)),
        ("Size: parameters", Architectures.WithLayers(Flatten, """{ "name": "a", "type": "linear", "out_features": 65536 }""", """{ "name": "b", "type": "linear", "out_features": 65536 }""", Linear)),
        ("Places: a shape error before and a key error after it", Architectures.WithLayers(
            """{ "name": "conv1", "type": "conv2d", "out_channels": 6, "kernel_size": 50 }""", Flatten, """{ "name": "fc", "type": "linear", "units": 10 }""")),
    ];

    private static string Named(string name, string space) =>
        Architectures.WithLayers(Flatten, Linear).Replace("\"Net\"", $"\"{name}\", \"namespace\": \"{space}\"", StringComparison.Ordinal);
}
