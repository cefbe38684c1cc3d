using LeNet.Export.Networks;
using static LeNet.Export.CSharp.CSharpText;

namespace LeNet.Export.CSharp.Layers;

/// <summary>All values of a sample less their mean, over their standard deviation, times a weight plus a bias for each.</summary>
internal sealed class LayerNormCode : ICSharpLayer
{
    public string Type => "layer_norm";

    public void Write(CSharpClass exported, ExportedLayer layer)
    {
        layer.Settings.Ignore("elementwise_affine"); // there are tensors, or not
        string affine = exported.Tensor(layer, "weight") is { } weight ? $"{weight}, {exported.Tensor(layer, "bias")}" : "default, default";
        exported.Methods.Line($"LayerNorm(x, {affine}, {Literal(layer.Settings.Number("eps"))}, y);");
    }
}
