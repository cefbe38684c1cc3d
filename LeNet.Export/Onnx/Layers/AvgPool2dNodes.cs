using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Layers;

/// <summary><c>AveragePool</c>, as torch.nn.AvgPool2d.</summary>
internal sealed class AvgPool2dNodes : IOnnxLayer
{
    public string Type => "avg_pool2d";

    public string Write(OnnxGraph graph, ExportedLayer layer, string x)
    {
        var window = Window.Of(layer);
        return graph.Node(
            layer.Name,
            "AveragePool",
            [x],
            OnnxGraph.Attribute("kernel_shape", window.Kernel.Height, window.Kernel.Width),
            OnnxGraph.Attribute("strides", window.Stride.Height, window.Stride.Width),
            OnnxPadding.Attribute(window.Padding),
            OnnxGraph.Attribute("count_include_pad", layer.Settings.Flag("count_include_pad", true) ? 1 : 0));
    }
}
