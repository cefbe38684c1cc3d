using LeNet.Export.Networks;

namespace LeNet.Export.Loops.Layers;

/// <summary>The sum of each window times a coefficient plus a bias.</summary>
internal sealed class Subsample2dLoops : ILayerLoops
{
    public string Type => "subsample2d";

    public string Write(StepWriter step, ExportedLayer layer)
    {
        FloatTable weight = step.Tensor("weight");
        FloatTable bias = step.Tensor("bias");
        Pool2dLoops.WriteSum(step, Window.Of(layer), layer, (sum, i) => Expression.Fma(sum, weight[i], bias[i]));
        return "y[i,r,c] = w[i] · the sum of x[i] over the window at r, c, + b[i]";
    }
}
