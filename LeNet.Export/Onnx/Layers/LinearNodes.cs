using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Layers;

/// <summary><c>Gemm</c> with the weights transposed: y = x·Wᵀ + b, as torch.nn.Linear.</summary>
internal sealed class LinearNodes : IOnnxLayer
{
    public string Type => "linear";

    public string Write(OnnxGraph graph, ExportedLayer layer, string x)
    {
        layer.Settings.Ignore("out_features");
        layer.Settings.Ignore("bias"); // there is a tensor, or not
        return graph.Node(
            layer.Name,
            "Gemm",
            [x, .. layer.Tensors.Select(tensor => graph.Constant(tensor.Name, tensor.Shape, tensor.Values.AsSpan()))],
            OnnxGraph.Attribute("transB", 1));
    }
}
