using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Layers;

/// <summary>y[o] = −Σ_i (x[i] − w[o,i])², with w fixed: differences of every pair, squared and summed.</summary>
/// <remarks>
/// x is repeated for each output, since not every reader subtracts [outputs, inputs] from [batch, 1, inputs]. The sum is a mean times −inputs:
/// older readers do not find the axes of ReduceSum. Without differences, as 2 x·w − x·x − w·w, it would be less exact.
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
        string means = graph.Node(scope, "Flatten", [graph.Node(scope, "GlobalAveragePool", [rows])], OnnxGraph.Attribute("axis", 1));
        return graph.Node(scope, "Mul", [means, graph.Constant($"{scope}.minus_inputs", [], [-inputs])]);
    }
}
