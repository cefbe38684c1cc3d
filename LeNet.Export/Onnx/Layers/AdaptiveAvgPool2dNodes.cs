using LeNet.Export.Networks;
using LeNet.Runtime;

namespace LeNet.Export.Onnx.Layers;

/// <summary><c>GlobalAveragePool</c>: the mean of each channel, as torch.nn.AdaptiveAvgPool2d(1).</summary>
internal sealed class AdaptiveAvgPool2dNodes : IOnnxLayer
{
    public string Type => "adaptive_avg_pool2d";

    public string Write(OnnxGraph graph, ExportedLayer layer, string x)
    {
        layer.Settings.Ignore("output_size"); // it is the output's
        return layer.Output.Size == Size.One
            ? graph.Node(layer.Name, "GlobalAveragePool", [x])
            : throw new ExportException(layer.Name, "only the mean of a whole channel, \"output_size\": 1, can be exported to ONNX");
    }
}
