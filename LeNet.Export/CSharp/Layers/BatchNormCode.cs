using LeNet.Export.Networks;
using LeNet.Generator.Emission;
using static LeNet.Export.CSharp.CSharpText;

namespace LeNet.Export.CSharp.Layers;

/// <summary>Every channel less its mean, times γ / √(variance + ε), plus β: the statistics are those of training, so the factor is a constant.</summary>
internal sealed class BatchNormCode(string type) : ICSharpLayer
{
    public string Type => type;

    public void Write(CSharpClass exported, ExportedLayer layer)
    {
        CodeWriter code = exported.Methods;
        layer.Settings.Ignore("affine"); // there are tensors, or not
        layer.Settings.Ignore("momentum");
        float epsilon = (float)layer.Settings.Number("eps");
        float[]? weight = layer.TensorOrNull("weight")?.Values;
        float[] scales = [.. layer.Tensor("running_var").Values.Select((variance, i) => (weight?[i] ?? 1f) / MathF.Sqrt(variance + epsilon))];
        string mean = exported.Tensor(layer, "running_mean")!;
        string scale = exported.Constants(layer.Name, "scale", [scales.Length], scales);
        string? bias = exported.Tensor(layer, "bias");
        int area = layer.Output.Size.Area;
        using (code.For("i", layer.Output.Channels))
        using (code.For("k", area))
        {
            string at = At("i", (area, "k"));
            code.Line(bias is null
                ? $"y[{at}] = (x[{at}] - {mean}[i]) * {scale}[i];"
                : $"y[{at}] = MathF.FusedMultiplyAdd(x[{at}] - {mean}[i], {scale}[i], {bias}[i]);");
        }
    }
}
