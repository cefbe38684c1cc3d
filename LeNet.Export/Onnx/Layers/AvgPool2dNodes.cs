using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Layers;

/// <summary><c>AveragePool</c>, as torch.nn.AvgPool2d.</summary>
/// <remarks>
/// Zeros that count are a <c>Pad</c> before it and not the attribute <c>count_include_pad</c>: OpenCV goes by the producer's name in its place.
/// ONNX Runtime makes one node of the two.
/// </remarks>
internal sealed class AvgPool2dNodes : IOnnxLayer
{
    public string Type => "avg_pool2d";

    public string Write(OnnxGraph graph, ExportedLayer layer, string x)
    {
        var window = Window.Of(layer);
        Margins padding = window.Padding;
        if (layer.Settings.Flag("count_include_pad", true) && !padding.AreEmpty)
        {
            x = OnnxPadding.Write(graph, layer.Name, x, padding, 0);
            padding = default;
        }

        return graph.Node(
            layer.Name,
            "AveragePool",
            [x],
            OnnxGraph.Attribute("kernel_shape", window.Kernel.Height, window.Kernel.Width),
            OnnxGraph.Attribute("strides", window.Stride.Height, window.Stride.Width),
            OnnxPadding.Attribute(padding));
    }
}
