using LeNet.Export.Networks;
using LeNet.Generator.Emission;

namespace LeNet.Export.CSharp.Layers;

/// <summary>The maximum of each window.</summary>
internal sealed class MaxPool2dCode : ICSharpLayer
{
    public string Type => "max_pool2d";

    public void Write(CSharpClass exported, ExportedLayer layer)
    {
        CodeWriter code = exported.Methods;
        Pool2dCode.Write(
            code,
            Window.Of(layer),
            layer,
            () => code.Line("float best = float.NegativeInfinity;"),
            value => $"best = Greater(best, {value});",
            "best");
    }
}
