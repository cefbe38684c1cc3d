using LeNet.Export.Networks;
using LeNet.Generator.Emission;
using static LeNet.Export.CSharp.CSharpText;

namespace LeNet.Export.CSharp.Layers;

/// <summary>The mean of each window: its sum times 1 / taps.</summary>
internal sealed class AvgPool2dCode : ICSharpLayer
{
    public string Type => "avg_pool2d";

    public void Write(CSharpClass exported, ExportedLayer layer)
    {
        CodeWriter code = exported.Methods;
        var window = Window.Of(layer);
        bool countsPadding = layer.Settings.Flag("count_include_pad", true) || window.Padding.AreEmpty;
        Pool2dCode.Write(
            code,
            window,
            layer,
            () =>
            {
                code.Line("float sum = 0;");
                if (!countsPadding)
                {
                    code.Line("int count = 0;");
                }
            },
            value => countsPadding ? $"sum += {value};" : $"(sum, count) = (sum + {value}, count + 1);",
            countsPadding ? $"sum * {Literal(1f / window.Kernel.Area)}" : "sum * (1f / count)");
    }
}
