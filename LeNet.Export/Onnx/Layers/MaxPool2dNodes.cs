using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Layers;

/// <summary><c>MaxPool</c>, as torch.nn.MaxPool2d.</summary>
internal sealed class MaxPool2dNodes : IOnnxLayer
{
    public string Type => "max_pool2d";

    public string Write(OnnxGraph graph, ExportedLayer layer, string x)
    {
        var window = Window.Of(layer);
        return graph.Node(
            layer.Name,
            "MaxPool",
            [x],
            OnnxGraph.Attribute("kernel_shape", window.Kernel.Height, window.Kernel.Width),
            OnnxGraph.Attribute("strides", window.Stride.Height, window.Stride.Width),
            OnnxGraph.Attribute("dilations", window.Dilation.Height, window.Dilation.Width),
            OnnxPadding.Attribute(window.Padding));
    }
}
