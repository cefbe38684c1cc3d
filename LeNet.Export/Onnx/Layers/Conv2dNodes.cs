using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Layers;

/// <summary><c>Conv</c>: cross-correlation, as torch.nn.Conv2d.</summary>
internal sealed class Conv2dNodes : IOnnxLayer
{
    public string Type => "conv2d";

    public string Write(OnnxGraph graph, ExportedLayer layer, string x)
    {
        var window = Window.Of(layer);
        layer.Settings.Ignore("out_channels");
        layer.Settings.Ignore("connections"); // kernels that are not connected are zero
        layer.Settings.Ignore("algorithm"); // it changes rounding alone
        layer.Settings.Ignore("bias"); // there is a tensor, or not
        return graph.Node(
            layer.Name,
            "Conv",
            [x, .. layer.Tensors.Select(tensor => graph.Constant(tensor.Name, tensor.Shape, tensor.Values.AsSpan()))],
            OnnxGraph.Attribute("kernel_shape", window.Kernel.Height, window.Kernel.Width),
            OnnxGraph.Attribute("strides", window.Stride.Height, window.Stride.Width),
            OnnxGraph.Attribute("dilations", window.Dilation.Height, window.Dilation.Width),
            OnnxPadding.Attribute(window.Padding),
            OnnxGraph.Attribute("group", layer.Settings.Integer("groups", 1)));
    }
}
