using LeNet.Export.Networks;

namespace LeNet.Export.Loops.Layers;

/// <summary>The mean of each window: its sum times 1 / taps.</summary>
internal sealed class AvgPool2dLoops : ILayerLoops
{
    public string Type => "avg_pool2d";

    public string Write(StepWriter step, ExportedLayer layer)
    {
        var window = Window.Of(layer);
        if (layer.Settings.Flag("count_include_pad", true) || window.Padding.AreEmpty)
        {
            Pool2dLoops.WriteSum(step, window, layer, (sum, _) => sum * (1f / window.Kernel.Area));
            return FormattableString.Invariant($"y[i,r,c] = the sum of x[i] over the window at r, c, / {window.Kernel.Area}");
        }

        LoopBuilder code = step.Code;
        Variable? sum = null;
        Variable? count = null;
        Pool2dLoops.Write(
            step,
            window,
            layer,
            () => (sum, count) = (code.Var("sum", 0f), code.Var("count", 0)),
            value =>
            {
                code.Set(sum!, sum! + value);
                code.Set(count!, count! + 1);
            },
            () => sum! * (1f / new ToFloat(count!)));
        return "y[i,r,c] = the mean of x[i] over what the window at r, c has of the image";
    }
}
