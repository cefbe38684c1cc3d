using LeNet.Export.Networks;
using LeNet.Runtime;

namespace LeNet.Export.Loops.Layers;

/// <summary>The mean of each channel: one window over all of it.</summary>
internal sealed class AdaptiveAvgPool2dLoops : ILayerLoops
{
    public string Type => "adaptive_avg_pool2d";

    public string Write(StepWriter step, ExportedLayer layer)
    {
        layer.Settings.Ignore("output_size"); // it is the output's
        if (layer.Output.Size != Size.One)
        {
            throw new ExportException(layer.Name, $"only the mean of a whole channel, \"output_size\": 1, can be exported to {step.Format}");
        }

        Pool2dLoops.WriteSum(step, new Window(layer.Input.Size, Size.One, Size.One, default), layer, (sum, _) => sum * (1f / layer.Input.Size.Area));
        return FormattableString.Invariant($"y[i] = Σ x[i] / {layer.Input.Size.Area}");
    }
}
