using LeNet.Export.Loops.Layers;
using LeNet.Export.Networks;

namespace LeNet.Export.Loops.Training.Layers;

/// <summary>What the pools share backward: the walk over windows, and how gradients reach the input.</summary>
internal static class Pool2dTraining
{
    /// <summary>Every input of a window gets the same: the window's gradient times a factor.</summary>
    /// <param name="step">Where statements go.</param>
    /// <param name="window">The window.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="factor">The factor, given the window's channel, row and column.</param>
    public static void WriteShares(BackwardWriter step, Window window, ExportedLayer layer, Func<(Variable I, Variable R, Variable C), Expression> factor) =>
        Write(step, window, layer, (at, add) =>
        {
            Expression of = factor(at);
            Variable g = step.Code.Let("g", window.IsPartition(layer.Input, layer.Output) ? Delta(step, layer, at) * of : BackwardWriter.Product(Delta(step, layer, at), of));
            Pool2dLoops.WriteTaps(step.Code, window, layer.Input, at, tap => add(tap, g));
        });

    /// <summary>Writes the statements of each window.</summary>
    /// <param name="step">Where statements go.</param>
    /// <param name="window">The window.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="body">Writes those of a window, given its channel, row and column, and what gives a gradient to an input.</param>
    /// <remarks>Where no input is in two windows or in none, the gradient is stored in its place at once.</remarks>
    public static void Write(BackwardWriter step, Window window, ExportedLayer layer, Action<(Variable I, Variable R, Variable C), Action<Expression, Expression>> body)
    {
        LoopBuilder code = step.Code;
        bool isPartition = window.IsPartition(layer.Input, layer.Output);
        LoopBuffer? sums = isPartition ? null : step.Buffer("sums", layer.Input.Count);
        if (sums is not null)
        {
            code.Remark("windows overlap, or leave inputs out");
            step.Clear(sums);
        }

        using (code.For("i", layer.Output.Channels, out Variable i))
        using (code.For("r", layer.Output.Height, out Variable r))
        using (code.For("c", layer.Output.Width, out Variable c))
        {
            body((i, r, c), (tap, gradient) =>
            {
                if (sums is null)
                {
                    step.StoreInput(tap, gradient);
                }
                else
                {
                    step.Add(sums, tap, gradient);
                }
            });
        }

        if (sums is not null)
        {
            using (code.For("k", sums, out Variable k))
            {
                step.StoreInput(k, sums[k]);
            }
        }
    }

    /// <summary>The gradient of a window.</summary>
    public static Expression Delta(BackwardWriter step, ExportedLayer layer, (Variable I, Variable R, Variable C) at) =>
        step.Delta[(((at.I * layer.Output.Height) + at.R) * layer.Output.Width) + at.C];
}
