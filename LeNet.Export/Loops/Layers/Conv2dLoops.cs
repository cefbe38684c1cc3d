using LeNet.Export.Networks;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Layers;

/// <summary>
/// z[o,r,c] = b[o] + Σ_i Σ_u Σ_v w[o,i,u,v] · x[i, r·stride + u·dilation − padding, …]. All outputs of a channel are summed
/// side by side, so that no sum waits for itself; each is still added up in the order i, u, v.
/// </summary>
internal sealed class Conv2dLoops : ILayerLoops
{
    private const int WidestUnrolled = 7;

    public string Type => "conv2d";

    public string Write(StepWriter step, ExportedLayer layer)
    {
        LoopBuilder code = step.Code;
        var window = Window.Of(layer);
        layer.Settings.Ignore("out_channels");
        layer.Settings.Ignore("connections"); // kernels that are not connected are zero
        layer.Settings.Ignore("algorithm"); // it changes rounding alone
        layer.Settings.Ignore("bias"); // there is a tensor, or not
        int groups = layer.Settings.Integer("groups", 1);
        if (layer.FastForm is { } form)
        {
            return new FastConv2dLoops(step, layer, window, form).Write();
        }

        (Shape input, Shape output) = (layer.Input, layer.Output);
        int depth = input.Channels / groups;
        FloatTable weight = step.Tensor("weight");
        FloatTable? bias = step.TensorOrNull("bias");

        using (code.For("o", output.Channels, out Variable o))
        {
            Expression firstChannel = groups > 1 ? code.Let("group", o / (output.Channels / groups) * depth, "its first input channel") : 0;
            ArrayView plane = code.View("z", step.Y, o * output.Size.Area, output.Size.Area);
            using (code.For("k", plane, out Variable k))
            {
                code.Store(plane, k, bias?[o] ?? 0f);
            }

            using (code.For("i", depth, out Variable i))
            using (code.For("u", window.Kernel.Height, out Variable u))
            {
                ArrayView w = code.View("w", weight, ((((o * depth) + i) * window.Kernel.Height) + u) * window.Kernel.Width, window.Kernel.Width);
                WriteRows(code, window, layer, plane, (step.X, firstChannel + i), w, u);
            }
        }

        return Equation(window, groups > 1, bias is not null);
    }

    /// <summary>A row of taps for all rows of an output channel.</summary>
    private static void WriteRows(LoopBuilder code, Window window, ExportedLayer layer, ArrayView plane, (LoopArray X, Expression Channel) from, ArrayView w, Variable u)
    {
        (Shape input, Shape output) = (layer.Input, layer.Output);
        Variable[] taps = IsUnrolled(window)
            ? [.. Enumerable.Range(0, w.Length).Select(v => code.Let(FormattableString.Invariant($"w{v}"), w[v]))]
            : [];
        (int stride, Expression tap, int top) = (window.Stride.Height, u * window.Dilation.Height, window.Padding.Top);
        (Expression first, Expression end) = Inside(code, "row", tap, stride, (top, window.Padding.Bottom), input.Height, output.Height);
        using (code.For("r", first, end, out Variable r))
        {
            ArrayView z = code.View("zs", plane, r * output.Width, output.Width);
            ArrayView xs = code.View("xs", from.X, ((from.Channel * input.Height) + ((r * stride) + tap - top)) * input.Width, input.Width);
            if (taps.Length > 0)
            {
                WriteColumns(code, window, z, xs, taps);
            }
            else
            {
                WriteColumns(code, window, z, xs, w);
            }
        }
    }

    /// <summary>All taps of a row at once, for each column of the output.</summary>
    private static void WriteColumns(LoopBuilder code, Window window, ArrayView z, ArrayView xs, Variable[] taps)
    {
        using (code.For("c", z, out Variable c))
        {
            Variable sum = code.Var("sum", z[c]);
            foreach ((int v, Variable tap) in taps.Index())
            {
                code.Set(sum, Fma(tap, xs[(c * window.Stride.Width) + (v * window.Dilation.Width)], sum));
            }

            code.Store(z, c, sum);
        }
    }

    /// <summary>One tap of a row after the other, for the columns of the output at which it is inside the image.</summary>
    private static void WriteColumns(LoopBuilder code, Window window, ArrayView z, ArrayView xs, ArrayView w)
    {
        using (code.For("v", w, out Variable v))
        {
            (int stride, Expression at, int left) = (window.Stride.Width, v * window.Dilation.Width, window.Padding.Left);
            (Expression first, Expression end) = Inside(code, "column", at, stride, (left, window.Padding.Right), xs.Length, z.Length);
            Variable tap = code.Let("tap", w[v]);
            using (code.For("c", first, end, out Variable c))
            {
                code.Store(z, c, Fma(tap, xs[(c * stride) + at - left], z[c]));
            }
        }
    }

    /// <summary>Whether all taps of a row are taken at once.</summary>
    public static bool IsUnrolled(Window window) => window.Padding is { Left: 0, Right: 0 } && window.Kernel.Width <= WidestUnrolled;

    /// <summary>The rows or columns of the output at which a tap is inside the image.</summary>
    public static (Expression First, Expression End) Inside(LoopBuilder code, string axis, Expression tap, int stride, (int Before, int After) padding, int inputs, int outputs)
    {
        if (padding == (0, 0))
        {
            return (0, outputs);
        }

        code.Remark($"the {axis}s whose tap is inside the image");
        Variable first = code.Let(axis + "Begin", new Extreme(true, 0, ((padding.Before + stride - 1) - tap) / stride));
        Variable end = code.Let(axis + "End", new Extreme(false, outputs, ((inputs + padding.Before + stride - 1) - tap) / stride));
        return (first, end);
    }

    private static string Equation(Window window, bool isGrouped, bool hasBias)
    {
        string row = Position("r", window.Stride.Height, "u", window.Dilation.Height, window.Padding.Top);
        string column = Position("c", window.Stride.Width, "v", window.Dilation.Width, window.Padding.Left);
        return $"z[o,r,c] = {(hasBias ? "b[o] + " : "")}Σ_i Σ_u Σ_v w[o,i,u,v] · x[{(isGrouped ? "group of o + " : "")}i, {row}, {column}]";
    }

    private static string Position(string at, int stride, string tap, int dilation, int padding) => FormattableString.Invariant(
        $"{(stride == 1 ? "" : FormattableString.Invariant($"{stride} "))}{at} + {(dilation == 1 ? "" : FormattableString.Invariant($"{dilation} "))}{tap}{(padding == 0 ? "" : FormattableString.Invariant($" − {padding}"))}");
}
