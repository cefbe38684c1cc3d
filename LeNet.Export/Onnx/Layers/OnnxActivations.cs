using LeNet.Export.Networks;
using LeNet.Runtime;

namespace LeNet.Export.Onnx.Layers;

/// <summary>The elementwise functions, as activations or as layers of their own: the one place that lists them.</summary>
internal static class OnnxActivations
{
    private static readonly Dictionary<string, Func<Values, Settings, string, string>> Functions = new(StringComparer.Ordinal)
    {
        ["none"] = (_, _, x) => x,
        ["tanh"] = (values, _, x) => values.Node("Tanh", x),
        ["sigmoid"] = (values, _, x) => values.Node("Sigmoid", x),
        ["relu"] = (values, _, x) => values.Node("Relu", x),
        ["leaky_relu"] = (values, keys, x) => values.Node("LeakyRelu", x, OnnxGraph.Attribute("alpha", (float)keys.Number("negative_slope", 0.01))),
        ["elu"] = (values, keys, x) => values.Node("Elu", x, OnnxGraph.Attribute("alpha", (float)keys.Number("alpha", 1))),
        ["silu"] = (values, _, x) => values.Times(x, values.Node("Sigmoid", x)),
        ["scaled_tanh"] = (values, _, x) => values.Times(values.Node("Tanh", values.Times(x, 2f / 3)), 1.7159f),
        ["gelu"] = Gelu,
    };

    /// <summary>Adds the nodes of a function.</summary>
    /// <returns>The name of what goes out; null if there is no such function.</returns>
    public static string? Write(OnnxGraph graph, ExportedLayer layer, string type, Settings keys, string x) =>
        Functions.TryGetValue(type, out Func<Values, Settings, string, string>? write) ? write(new Values(graph, layer.Name), keys, x) : null;

    /// <summary>½ x (1 + erf(x / √2)), or tanh(x (√(2/π) + √(2/π) 0.044715 x²)) in the place of erf. The operator Gelu is in newer sets only.</summary>
    /// <remarks>Written with x³, as it is in the paper, OpenCV 4.13 takes the nodes for its own layer and fails.</remarks>
    private static string Gelu(Values values, Settings keys, string x)
    {
        string inner;
        if (keys.TextOrNull("approximate") is "tanh")
        {
            const double Root = 0.79788456080286536;
            string slope = values.Node("Add", values.Times(values.Times(x, x), (float)(Root * 0.044715)), values.Number((float)Root));
            inner = values.Node("Tanh", values.Times(x, slope));
        }
        else
        {
            inner = values.Node("Erf", values.Times(x, 0.7071067811865476f));
        }

        return values.Times(values.Times(x, 0.5f), values.Node("Add", inner, values.Number(1)));
    }

    /// <summary>Nodes and numbers within one layer.</summary>
    private readonly struct Values(OnnxGraph graph, string scope)
    {
        public string Node(string operation, string x, params AttributeProto[] attributes) => graph.Node(scope, operation, [x], attributes);

        public string Node(string operation, string a, string b) => graph.Node(scope, operation, [a, b]);

        public string Times(string a, string b) => Node("Mul", a, b);

        public string Times(string a, float b) => Node("Mul", a, Number(b));

        public string Number(float value) => graph.Constant($"{scope}.constant", [], (ReadOnlySpan<float>)[value]);
    }
}
