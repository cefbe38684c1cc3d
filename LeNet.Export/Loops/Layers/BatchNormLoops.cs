using LeNet.Export.Networks;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Layers;

/// <summary>Every channel less its mean, times γ / √(variance + ε), plus β: the statistics are those of training, so the factor is a constant.</summary>
internal sealed class BatchNormLoops(string type) : ILayerLoops
{
    public string Type => type;

    public string Write(StepWriter step, ExportedLayer layer)
    {
        layer.Settings.Ignore("affine"); // there are tensors, or not
        layer.Settings.Ignore("momentum");
        float epsilon = (float)layer.Settings.Number("eps");
        float[]? weight = layer.TensorOrNull("weight")?.Values;
        float[] scales = [.. layer.Tensor("running_var").Values.Select((variance, i) => (weight?[i] ?? 1f) / MathF.Sqrt(variance + epsilon))];
        FloatTable mean = step.Tensor("running_mean");
        FloatTable scale = step.Constants("scale", [scales.Length], $"{(weight is null ? "1" : $"{layer.Name}.weight")} / √({layer.Name}.running_var + ε)", scales);
        FloatTable? bias = step.TensorOrNull("bias");
        int area = layer.Output.Size.Area;
        using (step.Code.For("i", layer.Output.Channels, out Variable i))
        using (step.Code.For("k", area, out Variable k))
        {
            Expression at = (i * area) + k;
            Expression difference = step.X[at] - mean[i];
            step.Code.Store(step.Y, at, bias is null ? difference * scale[i] : Fma(difference, scale[i], bias[i]));
        }

        return $"y[i,k] = (x[i,k] − mean[i]) · scale[i]{(bias is null ? "" : " + b[i]")}";
    }
}
