using LeNet.Export.Networks;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Layers;

/// <summary>
/// y[o] = b[o] + Σ_i w[o,i] · x[i]. The weights lie transposed and the outputs are summed side by side, so that no sum waits for itself;
/// each is still added up in the order of i.
/// </summary>
internal sealed class LinearLoops : ILayerLoops
{
    public string Type => "linear";

    public string Write(StepWriter step, ExportedLayer layer)
    {
        LoopBuilder code = step.Code;
        layer.Settings.Ignore("out_features");
        layer.Settings.Ignore("bias"); // there is a tensor, or not
        (int outputs, int inputs) = (layer.Output.Count, layer.Input.Count);
        ExportedTensor weight = layer.Tensor("weight");
        FloatTable transposed = step.Constants("weight", [inputs, outputs], $"{weight.Name}, transposed", Transpose(weight.Values, outputs, inputs));
        FloatTable? bias = step.TensorOrNull("bias");
        using (code.For("o", step.Y, out Variable o))
        {
            code.Store(step.Y, o, bias?[o] ?? 0f);
        }

        using (code.For("i", step.X, out Variable i))
        {
            Variable xi = code.Let("xi", step.X[i]);
            ArrayView w = code.View("w", transposed, i * outputs, outputs);
            using (code.For("o", w, out Variable o))
            {
                code.Store(step.Y, o, Fma(w[o], xi, step.Y[o]));
            }
        }

        return $"y[o] = {(bias is null ? "" : "b[o] + ")}Σ_i w[i,o] · x[i]";
    }

    private static float[] Transpose(float[] values, int rows, int columns)
    {
        float[] transposed = new float[values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                transposed[(column * rows) + row] = values[(row * columns) + column];
            }
        }

        return transposed;
    }
}
