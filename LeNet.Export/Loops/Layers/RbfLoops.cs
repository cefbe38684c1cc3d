using LeNet.Export.Networks;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Layers;

/// <summary>y[o] = −Σ_i (x[i] − w[o,i])², with w fixed.</summary>
internal sealed class RbfLoops : ILayerLoops
{
    public string Type => "rbf";

    public string Write(StepWriter step, ExportedLayer layer)
    {
        LoopBuilder code = step.Code;
        (int outputs, int inputs) = (layer.Output.Count, layer.Input.Count);
        FloatTable prototypes = step.Constants("prototypes", [outputs, inputs], "fixed vectors", PrototypeVectors.Of(layer));
        using (code.For("o", outputs, out Variable o))
        {
            ArrayView w = code.View("w", prototypes, o * inputs, inputs);
            Variable z = code.Var("z", 0f);
            using (code.For("i", w, out Variable i))
            {
                Variable difference = code.Let("difference", step.X[i] - w[i]);
                code.Set(z, Fma(difference, difference, z));
            }

            code.Store(step.Y, o, -z);
        }

        return "y[o] = −Σ_i (x[i] − w[o,i])²";
    }
}
