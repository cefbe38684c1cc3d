using LeNet.Export.Loops.Functions;
using LeNet.Export.Networks;

namespace LeNet.Export.Loops.Layers;

/// <summary>The maximum of each window.</summary>
internal sealed class MaxPool2dLoops : ILayerLoops
{
    public string Type => "max_pool2d";

    public string Write(StepWriter step, ExportedLayer layer)
    {
        Variable? best = null;
        Pool2dLoops.Write(
            step,
            Window.Of(layer),
            layer,
            () => best = step.Code.Var("best", new NegativeInfinity()),
            value => step.Code.Set(best!, Choices.Greater.At(best!, value)),
            () => best!);
        return "y[i,r,c] = the maximum of x[i] over the window at r, c";
    }
}
