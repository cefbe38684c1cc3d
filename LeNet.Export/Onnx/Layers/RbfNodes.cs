using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Layers;

/// <summary>y[o] = −Σ_i (x[i] − w[o,i])², with w fixed: differences of every pair, squared and summed.</summary>
internal sealed class RbfNodes : IOnnxLayer
{
    public string Type => "rbf";

    public string Write(OnnxGraph graph, ExportedLayer layer, string x)
    {
        (int outputs, int inputs) = (layer.Output.Count, layer.Input.Count);
        string prototypes = graph.Constant($"{layer.Name}.prototypes", [outputs, inputs], PrototypeVectors.Of(layer).AsSpan());
        string rows = graph.Node(layer.Name, "Unsqueeze", [x, graph.Constant($"{layer.Name}.axis", 1)]);
        string difference = graph.Node(layer.Name, "Sub", [rows, prototypes]);
        string square = graph.Node(layer.Name, "Mul", [difference, difference]);
        string sum = graph.Node(layer.Name, "ReduceSum", [square, graph.Constant($"{layer.Name}.axis", 2)], OnnxGraph.Attribute("keepdims", 0));
        return graph.Node(layer.Name, "Neg", [sum]);
    }
}
