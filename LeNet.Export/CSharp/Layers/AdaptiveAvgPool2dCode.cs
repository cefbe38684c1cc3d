using LeNet.Export.Networks;
using LeNet.Runtime;
using static LeNet.Export.CSharp.CSharpText;

namespace LeNet.Export.CSharp.Layers;

/// <summary>The mean of each channel: one window over all of it.</summary>
internal sealed class AdaptiveAvgPool2dCode : ICSharpLayer
{
    public string Type => "adaptive_avg_pool2d";

    public void Write(CSharpClass exported, ExportedLayer layer)
    {
        layer.Settings.Ignore("output_size"); // it is the output's
        if (layer.Output.Size != Size.One)
        {
            throw new ExportException(layer.Name, "only the mean of a whole channel, \"output_size\": 1, can be exported to C#");
        }

        Pool2dCode.Write(
            exported.Methods,
            new Window(layer.Input.Size, Size.One, Size.One, default),
            layer,
            () => exported.Methods.Line("float sum = 0;"),
            value => $"sum += {value};",
            $"sum * {Literal(1f / layer.Input.Size.Area)}");
    }
}
