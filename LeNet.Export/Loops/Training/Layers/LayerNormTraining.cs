using LeNet.Export.Loops.Layers;
using LeNet.Export.Networks;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Training.Layers;

/// <summary>Backward through z[k] = w[k] · x̂[k] + b[k], x̂[k] = (x[k] − mean x) / √(variance x + ε).</summary>
internal sealed class LayerNormTraining : ILayerTraining
{
    public string Type => "layer_norm";

    public IReadOnlyList<string> Write(BackwardWriter step, ExportedLayer layer)
    {
        LoopBuilder code = step.Code;
        LoopArray x = step.X;
        float count = layer.Output.Count;
        bool isAffine = step.Has("weight");
        LoopBuffer sums = step.Buffer("sums", LayerNormLoops.PartialSums);
        (Variable mean, Variable inverse) = LayerNormLoops.WriteStatistics(code, sums, x, (float)layer.Settings.Number("eps"));
        if (isAffine)
        {
            ArrayView weightSums = step.SumsOf("weight", "gw");
            ArrayView biasSums = step.SumsOf("bias", "gb");
            using (code.For("k", x, out Variable k))
            {
                step.Add(weightSums, k, BackwardWriter.Product(step.Delta[k], (x[k] - mean) * inverse));
                step.Add(biasSums, k, step.Delta[k]);
            }
        }

        if (step.WantsInputGradient)
        {
            WriteInput();
        }

        return
        [
            .. isAffine ? ["∂L/∂w[k] = Σ_sample ∂L/∂z[k] · x̂[k]", "∂L/∂b[k] = Σ_sample ∂L/∂z[k]"] : Array.Empty<string>(),
            .. step.WantsInputGradient ? [$"g[k] = {(isAffine ? "w[k] · " : "")}∂L/∂z[k]; ∂L/∂x[k] = (g[k] − mean(g) − x̂[k] · mean(g · x̂)) / √(variance + ε)"] : Array.Empty<string>(),
        ];

        void WriteInput()
        {
            Variable sum = code.Var("sum", 0f);
            Variable product = code.Var("product", 0f);
            using (code.For("k", x, out Variable k))
            {
                Variable g = code.Let("g", Gradient(k));
                code.Set(sum, sum + g);
                code.Set(product, Fma(g, (x[k] - mean) * inverse, product));
            }

            code.Set(sum, sum / count);
            code.Set(product, product / count);
            using (code.For("k", x, out Variable k))
            {
                Variable normal = code.Let("normal", (x[k] - mean) * inverse);
                Variable g = code.Let("g", Fma(-normal, product, Gradient(k) - sum) * inverse);
                step.StoreInput(k, g);
            }
        }

        Expression Gradient(Variable k) => isAffine ? BackwardWriter.Product(step.Weights("weight")[k], step.Delta[k]) : step.Delta[k];
    }
}
