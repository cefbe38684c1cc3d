using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Layers;

/// <summary><c>Flatten</c>: [batch, channels, height, width] → [batch, features] in that order.</summary>
internal sealed class FlattenNodes : IOnnxLayer
{
    public string Type => "flatten";

    public string Write(OnnxGraph graph, ExportedLayer layer, string x) =>
        graph.Node(layer.Name, "Flatten", [x], OnnxGraph.Attribute("axis", 1));
}
