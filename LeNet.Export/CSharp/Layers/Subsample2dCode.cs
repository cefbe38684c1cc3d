using LeNet.Export.Networks;

namespace LeNet.Export.CSharp.Layers;

/// <summary>The sum of each window times a coefficient plus a bias.</summary>
internal sealed class Subsample2dCode : ICSharpLayer
{
    public string Type => "subsample2d";

    public void Write(CSharpClass exported, ExportedLayer layer)
    {
        string weight = exported.Tensor(layer, "weight")!;
        string bias = exported.Tensor(layer, "bias")!;
        Pool2dCode.Write(
            exported.Methods,
            Window.Of(layer),
            layer,
            () => exported.Methods.Line("float sum = 0;"),
            value => $"sum += {value};",
            $"MathF.FusedMultiplyAdd(sum, {weight}[i], {bias}[i])");
    }
}
