using LeNet.Export.Networks;
using LeNet.Generator.Emission;
using static LeNet.Export.CSharp.CSharpText;

namespace LeNet.Export.CSharp.Layers;

/// <summary>y[o] = −Σ_i (x[i] − w[o,i])², with w fixed.</summary>
internal sealed class RbfCode : ICSharpLayer
{
    public string Type => "rbf";

    public void Write(CSharpClass exported, ExportedLayer layer)
    {
        CodeWriter code = exported.Methods;
        (int outputs, int inputs) = (layer.Output.Count, layer.Input.Count);
        string prototypes = exported.Constants(layer.Name, "prototypes", [outputs, inputs], PrototypeVectors.Of(layer));
        using (code.For("o", outputs))
        {
            code.Line($"ReadOnlySpan<float> w = {prototypes}.AsSpan({Times("o", inputs)}, {inputs});");
            code.Line("float z = 0;");
            using (code.Block("for (int i = 0; i < w.Length; i++)"))
            {
                code.Line("float difference = x[i] - w[i];");
                code.Line("z = MathF.FusedMultiplyAdd(difference, difference, z);");
            }

            code.Line();
            code.Line("y[o] = -z;");
        }
    }
}
