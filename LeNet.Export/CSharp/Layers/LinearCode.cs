using LeNet.Export.Networks;
using LeNet.Generator.Emission;
using static LeNet.Export.CSharp.CSharpText;

namespace LeNet.Export.CSharp.Layers;

/// <summary>y[o] = b[o] + Σ_i w[o,i] · x[i].</summary>
internal sealed class LinearCode : ICSharpLayer
{
    public string Type => "linear";

    public void Write(CSharpClass exported, ExportedLayer layer)
    {
        CodeWriter code = exported.Methods;
        layer.Settings.Ignore("out_features");
        layer.Settings.Ignore("bias"); // there is a tensor, or not
        string weight = exported.Tensor(layer, "weight")!;
        string? bias = exported.Tensor(layer, "bias");
        using (code.For("o", layer.Output.Count))
        {
            code.Line($"ReadOnlySpan<float> w = {weight}.AsSpan({Times("o", layer.Input.Count)}, {layer.Input.Count});");
            code.Line($"float z = {(bias is null ? "0" : $"{bias}[o]")};");
            using (code.Block("for (int i = 0; i < w.Length; i++)"))
            {
                code.Line("z = MathF.FusedMultiplyAdd(w[i], x[i], z);");
            }

            code.Line();
            code.Line("y[o] = z;");
        }
    }
}
