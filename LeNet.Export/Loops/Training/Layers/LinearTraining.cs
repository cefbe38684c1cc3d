using LeNet.Export.Loops.Layers;
using LeNet.Export.Networks;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Training.Layers;

/// <summary>Backward through y[o] = b[o] + Σ_i w[o,i] · x[i]. The weights lie as the state dict has them.</summary>
internal sealed class LinearTraining : ILayerTraining
{
    public string Type => "linear";

    public ILayerLoops Forward => new RowLoops();

    public bool IsChain(string tensor) => tensor == "weight";

    public IReadOnlyList<string> Write(BackwardWriter step, ExportedLayer layer)
    {
        LoopBuilder code = step.Code;
        (int outputs, int inputs) = (layer.Output.Count, layer.Input.Count);
        ArrayView? biasSums = step.Has("bias") ? step.SumsOf("bias", "gb") : null;
        LoopBuffer? sums = step.WantsInputGradient ? step.Buffer("sums", inputs) : null;
        if (sums is not null)
        {
            step.Clear(sums);
        }

        using (code.For("o", outputs, out Variable o))
        {
            Variable d = code.Let("d", step.Delta[o]);
            ArrayView g = code.View("g", step.Gradient("weight"), o * inputs, inputs);
            if (biasSums is not null)
            {
                step.Add(biasSums, o, d);
            }

            using (code.For("i", g, out Variable i))
            {
                code.Store(g, i, Fma(d, step.X[i], g[i]));
            }

            if (sums is not null)
            {
                ArrayView w = code.View("w", step.Weights("weight"), o * inputs, inputs);
                using (code.For("i", w, out Variable i))
                {
                    code.Store(sums, i, Fma(w[i], d, sums[i]));
                }
            }
        }

        if (sums is not null)
        {
            using (code.For("i", sums, out Variable i))
            {
                step.StoreInput(i, sums[i]);
            }
        }

        return
        [
            "∂L/∂w[o,i] = Σ_sample ∂L/∂y[o] · x[i]",
            .. biasSums is null ? Array.Empty<string>() : ["∂L/∂b[o] = Σ_sample ∂L/∂y[o]"],
            .. sums is null ? Array.Empty<string>() : ["∂L/∂x[i] = Σ_o ∂L/∂y[o] · w[o,i]"],
        ];
    }

    /// <summary>Forward, with the weights as the state dict has them: some outputs side by side, so that no sum waits for itself.</summary>
    private sealed class RowLoops : ILayerLoops
    {
        private const int SideBySide = 4;

        public string Type => "linear";

        public string Write(StepWriter step, ExportedLayer layer)
        {
            LoopBuilder code = step.Code;
            layer.Settings.Ignore("out_features");
            layer.Settings.Ignore("bias"); // there is a tensor, or not
            (int outputs, int inputs) = (layer.Output.Count, layer.Input.Count);
            LoopArray weight = step.Tensor("weight");
            LoopArray? bias = step.TensorOrNull("bias");
            int whole = outputs / SideBySide;
            if (whole > 0)
            {
                using (code.For("k", whole, out Variable k))
                {
                    WriteOutputs(code.Let("o", k * SideBySide), SideBySide);
                }
            }

            if (outputs % SideBySide > 0)
            {
                using (code.For("o", whole * SideBySide, outputs, out Variable o))
                {
                    WriteOutputs(o, 1);
                }
            }

            return $"y[o] = {(bias is null ? "" : "b[o] + ")}Σ_i w[o,i] · x[i]";

            void WriteOutputs(Variable o, int count)
            {
                ArrayView w = code.View("w", weight, o * inputs, count * inputs);
                Variable[] z = [.. Enumerable.Range(0, count).Select(n => code.Var(FormattableString.Invariant($"z{n}"), bias?[o + n] ?? 0f))];
                using (code.For("i", step.X, out Variable i))
                {
                    foreach ((int n, Variable sum) in z.Index())
                    {
                        code.Set(sum, Fma(w[i + (n * inputs)], step.X[i], sum));
                    }
                }

                foreach ((int n, Variable sum) in z.Index())
                {
                    code.Store(step.Y, o + n, sum);
                }
            }
        }
    }
}
