using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Layers;

/// <summary>y[o] = −Σ_i (x[i] − w[o,i])², with w fixed: differences of every pair, squared and summed.</summary>
/// <remarks>
/// x is repeated for each output, since not every reader subtracts [outputs, inputs] from [batch, 1, inputs]. The sum is a convolution of each
/// output by itself with −1. Without differences, as 2 x·w − x·x − w·w, it would be less exact.
/// </remarks>
internal sealed class RbfNodes : IOnnxLayer
{
    public string Type => "rbf";

    public string Write(OnnxGraph graph, ExportedLayer layer, string x)
    {
        (int outputs, int inputs) = (layer.Output.Count, layer.Input.Count);
        string scope = layer.Name;
        float[] negated = [.. PrototypeVectors.Of(layer).Select(value => -value)];
        string minus = graph.Constant($"{scope}.minus_prototypes", [outputs * inputs], negated.AsSpan());
        string repeated = graph.Node(scope, "Concat", [.. Enumerable.Repeat(x, outputs)], OnnxGraph.Attribute("axis", 1));
        string difference = graph.Node(scope, "Add", [repeated, minus]);
        string square = graph.Node(scope, "Mul", [difference, difference]);
        string rows = graph.Node(scope, "Reshape", [square, graph.Constant($"{scope}.shape", -1, outputs, inputs, 1)]);
        float[] sum = [.. Enumerable.Repeat(-1f, outputs * inputs)];
        string sums = graph.Node(
            scope,
            "Conv",
            [rows, graph.Constant($"{scope}.minus_ones", [outputs, 1, inputs, 1], sum.AsSpan())],
            OnnxGraph.Attribute("kernel_shape", inputs, 1),
            OnnxGraph.Attribute("group", outputs));
        return graph.Node(scope, "Flatten", [sums], OnnxGraph.Attribute("axis", 1));
    }
}
