using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Layers;

/// <summary><c>LayerNormalization</c> over all values of a sample, as torch.nn.LayerNorm.</summary>
internal sealed class LayerNormNodes : IOnnxLayer
{
    public string Type => "layer_norm";

    public string Write(OnnxGraph graph, ExportedLayer layer, string x)
    {
        layer.Settings.Ignore("elementwise_affine"); // there are tensors, or not
        return graph.Node(
            layer.Name,
            "LayerNormalization",
            [x, Constant("weight", 1), Constant("bias", 0)],
            OnnxGraph.Attribute("axis", 1),
            OnnxGraph.Attribute("epsilon", (float)layer.Settings.Number("eps")));

        string Constant(string name, float otherwise) => graph.Constant(
            $"{layer.Name}.{name}",
            layer.Output.Sizes,
            (layer.TensorOrNull(name)?.Values ?? [.. Enumerable.Repeat(otherwise, layer.Output.Count)]).AsSpan());
    }
}
