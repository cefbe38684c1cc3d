using LeNet.Export.Networks;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Training.Layers;

/// <summary>Backward through y[o] = −Σ_i (x[i] − w[o,i])², with w fixed.</summary>
internal sealed class RbfTraining : ILayerTraining
{
    public string Type => "rbf";

    public IReadOnlyList<string> Write(BackwardWriter step, ExportedLayer layer)
    {
        LoopBuilder code = step.Code;
        int inputs = layer.Input.Count;
        LoopTable prototypes = step.Made("prototypes");
        using (code.For("i", inputs, out Variable i))
        {
            Variable g = code.Var("g", 0f);
            using (code.For("o", layer.Output.Count, out Variable o))
            {
                code.Set(g, Fma(step.Delta[o], step.X[i] - prototypes[(o * inputs) + i], g));
            }

            code.Set(g, g * -2f);
            step.StoreInput(i, g);
        }

        return ["∂L/∂x[i] = −2 Σ_o ∂L/∂y[o] · (x[i] − w[o,i])"];
    }
}
