using LeNet.Export.Networks;

namespace LeNet.Export.Onnx.Layers;

/// <summary>Nothing: a trained network drops nothing.</summary>
internal sealed class DropoutNodes : IOnnxLayer
{
    public string Type => "dropout";

    public string Write(OnnxGraph graph, ExportedLayer layer, string x)
    {
        layer.Settings.Ignore("p");
        return x;
    }
}
