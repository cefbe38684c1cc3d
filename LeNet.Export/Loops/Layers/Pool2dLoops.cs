using LeNet.Export.Networks;

namespace LeNet.Export.Loops.Layers;

/// <summary>What the pools share: the walk over windows and their taps.</summary>
internal static class Pool2dLoops
{
    private const int MostTapsUnrolled = 9;

    /// <summary>Writes the loops of a pool that adds up its windows.</summary>
    /// <param name="step">Where they go.</param>
    /// <param name="window">The window.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="result">The value of a window, given its sum and its channel.</param>
    public static void WriteSum(StepWriter step, Window window, ExportedLayer layer, Func<Variable, Variable, Expression> result)
    {
        Variable? sum = null;
        Write(step, window, layer, () => sum = step.Code.Var("sum", 0f), value => step.Code.Set(sum!, sum! + value), i => result(sum!, i));
    }

    /// <summary>Writes the loops.</summary>
    /// <param name="step">Where they go.</param>
    /// <param name="window">The window.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="begin">Statements before the taps.</param>
    /// <param name="tap">The statements of a tap, given its value.</param>
    /// <param name="result">The value of the window.</param>
    public static void Write(StepWriter step, Window window, ExportedLayer layer, Action begin, Action<Expression> tap, Func<Expression> result) =>
        Write(step, window, layer, begin, tap, _ => result());

    private static void Write(StepWriter step, Window window, ExportedLayer layer, Action begin, Action<Expression> tap, Func<Variable, Expression> result)
    {
        (LoopBuilder code, Shape input, Shape output) = (step.Code, layer.Input, layer.Output);
        using (code.For("i", output.Channels, out Variable i))
        using (code.For("r", output.Height, out Variable r))
        using (code.For("c", output.Width, out Variable c))
        {
            begin();
            WriteTaps(code, window, input, (i, r, c), at => tap(step.X[at]));
            code.Store(step.Y, (((i * output.Height) + r) * output.Width) + c, result(i));
        }
    }

    /// <summary>Writes the statements of all taps of a window that are inside the image.</summary>
    /// <param name="code">Where they go.</param>
    /// <param name="window">The window.</param>
    /// <param name="input">The image.</param>
    /// <param name="at">The channel, and the row and column of the output.</param>
    /// <param name="tap">The statements of a tap, given its place in the image.</param>
    /// <param name="unrolls">Whether those of a small window may be written out.</param>
    public static void WriteTaps(LoopBuilder code, Window window, Shape input, (Expression I, Expression R, Expression C) at, Action<Expression> tap, bool unrolls = true)
    {
        if (unrolls && window.Padding.AreEmpty && window.Kernel.Area <= MostTapsUnrolled)
        {
            for (int u = 0; u < window.Kernel.Height; u++)
            {
                for (int v = 0; v < window.Kernel.Width; v++)
                {
                    WriteTap(code, window, input, at, (u, v), tap);
                }
            }
        }
        else
        {
            using (code.For("u", window.Kernel.Height, out Variable u))
            using (code.For("v", window.Kernel.Width, out Variable v))
            {
                WriteTap(code, window, input, at, (u, v), tap);
            }
        }
    }

    private static void WriteTap(LoopBuilder code, Window window, Shape input, (Expression I, Expression R, Expression C) at, (Expression U, Expression V) offset, Action<Expression> tap)
    {
        Expression row = (at.R * window.Stride.Height) + (offset.U * window.Dilation.Height) - window.Padding.Top;
        Expression column = (at.C * window.Stride.Width) + (offset.V * window.Dilation.Width) - window.Padding.Left;
        if (window.Padding.AreEmpty)
        {
            tap((((at.I * input.Height) + row) * input.Width) + column);
            return;
        }

        Variable rowVariable = code.Let("row", row);
        Variable columnVariable = code.Let("column", column);
        using (code.If(Inside(rowVariable, input.Height) & Inside(columnVariable, input.Width)))
        {
            tap((((at.I * input.Height) + rowVariable) * input.Width) + columnVariable);
        }
    }

    private static Expression Inside(Variable position, int size) => Expression.NotLess(position, 0) & (position < size);
}
