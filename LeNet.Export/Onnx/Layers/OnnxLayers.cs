using LeNet.Export.Networks;
using LeNet.Runtime;

namespace LeNet.Export.Onnx.Layers;

/// <summary>The kinds of layers: the one place that lists them.</summary>
internal static class OnnxLayers
{
    private static readonly Dictionary<string, IOnnxLayer> Kinds = ((IOnnxLayer[])
    [
        new AdaptiveAvgPool2dNodes(),
        new AvgPool2dNodes(),
        new BatchNormNodes("batch_norm1d"),
        new BatchNormNodes("batch_norm2d"),
        new Conv2dNodes(),
        new DropoutNodes(),
        new FlattenNodes(),
        new LayerNormNodes(),
        new LinearNodes(),
        new MaxPool2dNodes(),
        new RbfNodes(),
        new Subsample2dNodes(),
    ]).ToDictionary(kind => kind.Type, StringComparer.Ordinal);

    /// <summary>Adds the nodes of a layer, its activation included.</summary>
    /// <returns>The name of what goes out.</returns>
    /// <exception cref="ExportException">ONNX cannot express it, or this exporter does not know it.</exception>
    public static string Write(OnnxGraph graph, ExportedLayer layer, string x)
    {
        string value = Kinds.TryGetValue(layer.Type, out IOnnxLayer? kind)
            ? kind.Write(graph, layer, x)
            : OnnxActivations.Write(graph, layer, layer.Type, layer.Settings, x)
                ?? throw new ExportException(layer.Name, $"a layer of type {layer.Type} cannot be exported to ONNX");
        if (layer.Settings.Has("activation"))
        {
            Settings activation = layer.Settings.Kind("activation");
            string type = activation.Text("type");
            value = OnnxActivations.Write(graph, layer, type, activation, value)
                ?? throw new ExportException(layer.Name, $"the activation {type} cannot be exported to ONNX");
            layer.RequireAllRead(activation, "ONNX");
        }

        layer.RequireAllRead("ONNX");
        return value;
    }
}
