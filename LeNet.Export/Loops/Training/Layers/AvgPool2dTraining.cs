using LeNet.Export.Networks;
using LeNet.Runtime;

namespace LeNet.Export.Loops.Training.Layers;

/// <summary>Backward through means.</summary>
internal sealed class AvgPool2dTraining : ILayerTraining
{
    public string Type => "avg_pool2d";

    public IReadOnlyList<string> Write(BackwardWriter step, ExportedLayer layer)
    {
        var window = Window.Of(layer);
        if (layer.Settings.Flag("count_include_pad", true) || window.Padding.AreEmpty)
        {
            Pool2dTraining.WriteShares(step, window, layer, _ => 1f / window.Kernel.Area);
            return [FormattableString.Invariant($"∂L/∂x[i,p,q] = Σ over the windows that hold p, q of ∂L/∂y[i,r,c] / {window.Kernel.Area}")];
        }

        Pool2dTraining.WriteShares(step, window, layer, at =>
        {
            Expression rows = Inside("rows", at.R, window.Kernel.Height, window.Stride.Height, window.Padding.Top, layer.Input.Height);
            Expression columns = Inside("columns", at.C, window.Kernel.Width, window.Stride.Width, window.Padding.Left, layer.Input.Width);
            return 1f / new ToFloat(rows * columns);
        });
        return ["∂L/∂x[i,p,q] = Σ over the windows that hold p, q of ∂L/∂y[i,r,c] / values inside the image"];

        Variable Inside(string name, Variable at, int kernel, int stride, int padding, int length) => step.Code.Let(
            name,
            new Extreme(false, kernel, length + padding - (at * stride)) - new Extreme(true, 0, padding - (at * stride)));
    }
}

/// <summary>Backward through the mean of each channel.</summary>
internal sealed class AdaptiveAvgPool2dTraining : ILayerTraining
{
    public string Type => "adaptive_avg_pool2d";

    public IReadOnlyList<string> Write(BackwardWriter step, ExportedLayer layer)
    {
        int area = layer.Input.Size.Area;
        Pool2dTraining.WriteShares(step, new Window(layer.Input.Size, layer.Input.Size, Size.One, default), layer, _ => 1f / area);
        return [FormattableString.Invariant($"∂L/∂x[i,p,q] = ∂L/∂y[i] / {area}")];
    }
}
