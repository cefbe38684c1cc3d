using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Layers;

/// <summary><c>BatchNormalization</c> by the statistics of training, as torch.nn.BatchNorm2d and BatchNorm1d in evaluation.</summary>
internal sealed class BatchNormNodes(string type) : IOnnxLayer
{
    public string Type => type;

    public string Write(OnnxGraph graph, ExportedLayer layer, string x)
    {
        layer.Settings.Ignore("affine"); // there are tensors, or not
        layer.Settings.Ignore("momentum");
        return graph.Node(
            layer.Name,
            "BatchNormalization",
            [x, Constant("weight", 1), Constant("bias", 0), Constant("running_mean", 0), Constant("running_var", 1)],
            OnnxGraph.Attribute("epsilon", (float)layer.Settings.Number("eps")));

        // What is no parameter has another name, by which an import tells the two.
        string Constant(string name, float otherwise) => graph.Constant(
            layer.TensorOrNull(name)?.Name ?? $"{layer.Name}.fixed_{name}",
            [layer.Output.Channels],
            (layer.TensorOrNull(name)?.Values ?? [.. Enumerable.Repeat(otherwise, layer.Output.Channels)]).AsSpan());
    }
}
