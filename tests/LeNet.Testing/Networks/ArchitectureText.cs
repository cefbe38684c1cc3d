using System.Globalization;

namespace LeNet.Testing;

/// <summary>Writes architecture files. A layer is given as its keys without "name"; it gets the name layer1, layer2, ….</summary>
internal static class ArchitectureText
{
    public const string Flatten = """
        "type": "flatten"
        """;

    public static string Of(string name, string input, params IEnumerable<string> layers) => Of(name, input, layers, loss: "cross_entropy");

    /// <param name="loss">A name, or an object with "type".</param>
    public static string Of(string name, string input, IEnumerable<string> layers, string loss) => $$"""
        {
          "name": "{{name}}",
          "input": {{input}},
          "layers": [
            {{string.Join(",\n    ", layers.Select((layer, index) => $$"""{ "name": "layer{{index + 1}}", {{layer}} }"""))}}
          ],
          "loss": {{Kind(loss)}}
        }
        """;

    /// <summary>Images that are the input as they are.</summary>
    public static string Input(int channels, int height, int width) => $$"""{ "shape": [{{channels}}, {{height}}, {{width}}] }""";

    /// <summary>Images of another size than the input, with a mean and a standard deviation of its own for every channel.</summary>
    public static string Input(int channels, int height, int width, int imageHeight, int imageWidth, string fit)
    {
        IEnumerable<int> all = Enumerable.Range(0, channels);
        string mean = string.Join(", ", all.Select(channel => Number(0.1307 + (channel * 0.21))));
        string std = string.Join(", ", all.Select(channel => Number(0.3081 + (channel * 0.17))));
        return $$"""{ "shape": [{{channels}}, {{height}}, {{width}}], "image": [{{imageHeight}}, {{imageWidth}}], "fit": "{{fit}}", "mean": [{{mean}}], "std": [{{std}}] }""";
    }

    public static string Conv(
        int channels, (int Height, int Width) kernel, (int Height, int Width)? stride = null, (int Height, int Width)? padding = null, bool bias = true, string activation = "none") =>
        $"""
        "type": "conv2d", "out_channels": {channels}, "kernel_size": {Size(kernel)}, "stride": {Size(stride ?? (1, 1))}, "padding": {Size(padding ?? (0, 0))}{Common(bias, activation)}
        """;

    public static string Conv(int channels, int kernel, int stride = 1, int padding = 0, bool bias = true, string activation = "none") =>
        Conv(channels, (kernel, kernel), (stride, stride), (padding, padding), bias, activation);

    /// <summary>A layer with one key more.</summary>
    public static string With(string layer, string key, string json) => $"{layer}, \"{key}\": {json}";

    public static string Dilated(string convolution, int dilation) => With(convolution, "dilation", Size((dilation, dilation)));

    public static string Dilated(string convolution, (int Height, int Width) dilation) => With(convolution, "dilation", Size(dilation));

    public static string Grouped(string convolution, int groups) => With(convolution, "groups", groups.ToString(CultureInfo.InvariantCulture));

    /// <summary>A convolution with a table of connections.</summary>
    public static string Connected(string convolution, string json) => With(convolution, "connections", json);

    /// <summary>A convolution that keeps the size of the image.</summary>
    public static string Same(int channels, (int Height, int Width) kernel, (int Height, int Width)? dilation = null, int groups = 1, string activation = "none") =>
        $"""
        "type": "conv2d", "out_channels": {channels}, "kernel_size": {Size(kernel)}, "padding": "same", "dilation": {Size(dilation ?? (1, 1))}, "groups": {groups}{Common(bias: true, activation)}
        """;

    /// <param name="kind">"avg" or "max".</param>
    public static string Pool(string kind, (int Height, int Width) kernel, (int Height, int Width)? stride = null, (int Height, int Width)? padding = null) =>
        $"""
        "type": "{kind}_pool2d", "kernel_size": {Size(kernel)}{(stride is { } given ? ", \"stride\": " + Size(given) : "")}{(padding is { } around ? ", \"padding\": " + Size(around) : "")}
        """;

    /// <summary>An average pool that leaves out what lies outside the image.</summary>
    public static string WithoutPadding(string pool) => With(pool, "count_include_pad", "false");

    public const string GlobalPool = """
        "type": "adaptive_avg_pool2d", "output_size": 1
        """;

    public static string Subsample((int Height, int Width) kernel, (int Height, int Width)? stride = null, string activation = "none") =>
        $"""
        "type": "subsample2d", "kernel_size": {Size(kernel)}{(stride is { } given ? ", \"stride\": " + Size(given) : "")}{Common(bias: true, activation)}
        """;

    public static string Linear(int features, bool bias = true, string activation = "none") =>
        $"""
        "type": "linear", "out_features": {features}{Common(bias, activation)}
        """;

    /// <param name="prototypes">A name, or lists of numbers as they are.</param>
    public static string Rbf(string prototypes) => $"""
        "type": "rbf", "prototypes": {(prototypes.StartsWith('[') ? prototypes : $"\"{prototypes}\"")}
        """;

    /// <summary>Prototypes that are numbers of one decimal between −1 and 1.</summary>
    public static string Prototypes(int count, int values, TestRandom random) =>
        $"[{string.Join(", ", Enumerable.Range(0, count).Select(_ => $"[{string.Join(", ", Enumerable.Range(0, values).Select(_ => Number(random.Between(-10, 10) / 10.0)))}]"))}]";

    /// <summary>An activation as a layer of its own.</summary>
    /// <param name="activation">A name, or an object with "type".</param>
    public static string Activation(string activation) => activation.StartsWith('{')
        ? activation.Trim('{', '}', ' ')
        : $"""
        "type": "{activation}"
        """;

    /// <param name="axes">1 or 2.</param>
    /// <param name="keys">More keys, as JSON.</param>
    public static string BatchNorm(int axes, string activation = "none", string keys = "") =>
        $"""
        "type": "batch_norm{axes}d"{Common(bias: true, activation)}{(keys.Length == 0 ? "" : ", " + keys)}
        """;

    /// <param name="keys">More keys, as JSON.</param>
    public static string LayerNorm(string activation = "none", string keys = "") =>
        $"""
        "type": "layer_norm"{Common(bias: true, activation)}{(keys.Length == 0 ? "" : ", " + keys)}
        """;

    public static string Dropout(double probability) =>
        $"""
        "type": "dropout", "p": {Number(probability)}
        """;

    private static string Common(bool bias, string activation) =>
        (bias ? "" : ", \"bias\": false") + (activation == "none" ? "" : $", \"activation\": {Kind(activation)}");

    /// <summary>A name, or an object as it is.</summary>
    private static string Kind(string kind) => kind.StartsWith('{') ? kind : $"\"{kind}\"";

    private static string Size((int Height, int Width) size) => $"[{size.Height}, {size.Width}]";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
