using LeNet.Export.Loops.Layers;
using LeNet.Export.Networks;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Training.Layers;

/// <summary>Backward through z[i,r,c] = w[i] · Σ of x[i] over the window at r, c + b[i].</summary>
internal sealed class Subsample2dTraining : ILayerTraining
{
    public string Type => "subsample2d";

    public IReadOnlyList<string> Write(BackwardWriter step, ExportedLayer layer)
    {
        LoopBuilder code = step.Code;
        var window = Window.Of(layer);
        ArrayView weightSums = step.SumsOf("weight", "gw");
        ArrayView biasSums = step.SumsOf("bias", "gb");
        using (code.For("i", layer.Output.Channels, out Variable i))
        {
            Variable w = code.Var("w", 0f);
            Variable b = code.Var("b", 0f);
            using (code.For("r", layer.Output.Height, out Variable r))
            using (code.For("c", layer.Output.Width, out Variable c))
            {
                Variable sum = code.Var("sum", 0f);
                Pool2dLoops.WriteTaps(code, window, layer.Input, (i, r, c), tap => code.Set(sum, sum + step.X[tap]));
                Variable g = code.Let("g", Pool2dTraining.Delta(step, layer, (i, r, c)));
                code.Set(w, Fma(g, sum, w));
                code.Set(b, b + g);
            }

            step.Add(weightSums, i, w);
            step.Add(biasSums, i, b);
        }

        string[] parameters = ["∂L/∂w[i] = Σ_sample Σ_r Σ_c ∂L/∂z[i,r,c] · Σ of x[i] over the window at r, c", "∂L/∂b[i] = Σ_sample Σ_r Σ_c ∂L/∂z[i,r,c]"];
        if (!step.WantsInputGradient)
        {
            return parameters;
        }

        Pool2dTraining.WriteShares(step, window, layer, at => step.Weights("weight")[at.I]);
        return [.. parameters, "∂L/∂x[i,p,q] = Σ over the windows that hold p, q of ∂L/∂z[i,r,c] · w[i]"];
    }
}
