using LeNet.Export.Networks;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Layers;

/// <summary>All values of a sample less their mean, over their standard deviation, times a weight plus a bias for each.</summary>
internal sealed class LayerNormLoops : ILayerLoops
{
    /// <summary>How many sums values are added to in turn.</summary>
    public const int PartialSums = 16;

    public string Type => "layer_norm";

    public string Write(StepWriter step, ExportedLayer layer)
    {
        layer.Settings.Ignore("elementwise_affine"); // there are tensors, or not
        LoopBuilder code = step.Code;
        LoopArray x = step.X;
        FloatTable? weight = step.TensorOrNull("weight");
        FloatTable? bias = step.TensorOrNull("bias");
        LoopBuffer sums = step.Buffer("sums", PartialSums);
        (Variable mean, Variable inverse) = WriteStatistics(code, sums, x, (float)layer.Settings.Number("eps"));
        using (code.For("k", x, out Variable k))
        {
            Expression normal = (x[k] - mean) * inverse;
            code.Store(step.Y, k, weight is null || bias is null ? normal : Fma(normal, weight[k], bias[k]));
        }

        return $"y[k] = (x[k] − mean x) / √(variance x + ε){(weight is null ? "" : " · w[k] + b[k]")}";
    }

    /// <summary>The mean of a sample's values, and 1 / √(their variance + ε).</summary>
    public static (Variable Mean, Variable Inverse) WriteStatistics(LoopBuilder code, LoopArray sums, LoopArray x, float epsilon)
    {
        float count = x.Length;
        code.Remark("value k is added to partial sum k mod 16, and halves of these to halves until one is left");
        WriteSums(code, sums, x, (k, sum) => sum + x[k]);
        Variable mean = code.Let("mean", sums[0] / count);
        WriteSums(code, sums, x, (k, sum) => Fma(x[k] - mean, x[k] - mean, sum));
        return (mean, code.Let("inverse", 1f / new SquareRoot((sums[0] / count) + epsilon)));
    }

    private static void WriteSums(LoopBuilder code, LoopArray sums, LoopArray x, Func<Variable, Expression, Expression> add)
    {
        using (code.For("i", sums, out Variable i))
        {
            code.Store(sums, i, 0f);
        }

        using (code.For("k", x, out Variable k))
        {
            code.Store(sums, k % PartialSums, add(k, sums[k % PartialSums]));
        }

        for (int half = PartialSums / 2; half > 0; half /= 2)
        {
            using (code.For("i", half, out Variable i))
            {
                code.Store(sums, i, sums[i] + sums[i + half]);
            }
        }
    }
}
