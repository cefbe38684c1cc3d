using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Layers;

/// <summary>The sum of each window times a coefficient plus a bias: a <c>Conv</c> of each channel by itself, all taps alike.</summary>
internal sealed class Subsample2dNodes : IOnnxLayer
{
    public string Type => "subsample2d";

    public string Write(OnnxGraph graph, ExportedLayer layer, string x)
    {
        var window = Window.Of(layer);
        ExportedTensor weight = layer.Tensor("weight");
        ExportedTensor bias = layer.Tensor("bias");
        int taps = window.Kernel.Area;
        float[] kernels = [.. weight.Values.SelectMany(value => Enumerable.Repeat(value, taps))];
        return graph.Node(
            layer.Name,
            "Conv",
            [
                x,
                graph.Constant(weight.Name, [layer.Input.Channels, 1, window.Kernel.Height, window.Kernel.Width], kernels.AsSpan()),
                graph.Constant(bias.Name, [layer.Input.Channels], bias.Values.AsSpan()),
            ],
            OnnxGraph.Attribute("kernel_shape", window.Kernel.Height, window.Kernel.Width),
            OnnxGraph.Attribute("strides", window.Stride.Height, window.Stride.Width),
            OnnxGraph.Attribute("group", layer.Input.Channels));
    }
}
