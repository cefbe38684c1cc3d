using LeNet.Export.Loops.Layers;
using LeNet.Export.Networks;

namespace LeNet.Export.Loops.Training.Layers;

/// <summary>Backward through maxima: the first of the greatest values gets all.</summary>
internal sealed class MaxPool2dTraining : ILayerTraining
{
    public string Type => "max_pool2d";

    public IReadOnlyList<string> Write(BackwardWriter step, ExportedLayer layer)
    {
        LoopBuilder code = step.Code;
        var window = Window.Of(layer);
        bool isPartition = window.IsPartition(layer.Input, layer.Output);
        Pool2dTraining.Write(step, window, layer, (at, add) =>
        {
            Variable best = code.Var("best", new NegativeInfinity());
            Variable winner = code.Var("winner", -1);
            Pool2dLoops.WriteTaps(code, window, layer.Input, at, WriteTap, unrolls: false);
            using (code.If(Expression.NotLess(winner, 0)))
            {
                if (isPartition)
                {
                    code.Store(step.X, winner, best);
                }

                add(winner, Pool2dTraining.Delta(step, layer, at));
            }

            void WriteTap(Expression tap)
            {
                Variable k = code.Let("k", tap);
                using (code.If((step.X[k] > best) | new IsNotANumber(step.X[k])))
                {
                    code.Set(best, step.X[k]);
                    code.Set(winner, k);
                }

                if (isPartition)
                {
                    // What the winner gets is stored when it is known, from its own value.
                    code.Store(step.X, k, 0f);
                }
            }
        });
        return ["∂L/∂x[i,p,q] = Σ of ∂L/∂y[i,r,c] over the windows whose first maximum is at p, q"];
    }
}
