using LeNet.Export.Networks;
using static LeNet.Export.Loops.Expression;

namespace LeNet.Export.Loops.Layers;

/// <summary>
/// z[o,r,c] = b[o] + Σ_i Σ_u Σ_v w[o,i,u,v] · x[i, r·stride + u·dilation − padding, …]. The columns of an output row are summed
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
        layer.Settings.Ignore("bias"); // there is a tensor, or not
        int groups = layer.Settings.Integer("groups", 1);
        (Shape input, Shape output) = (layer.Input, layer.Output);
        int depth = input.Channels / groups;
        FloatTable weight = step.Tensor("weight");
        FloatTable? bias = step.TensorOrNull("bias");

        using (code.For("o", output.Channels, out Variable o))
        {
            Expression firstChannel = groups > 1 ? code.Let("group", o / (output.Channels / groups) * depth, "its first input channel") : 0;
            using (code.For("r", output.Height, out Variable r))
            {
                ArrayView z = code.View("z", step.Y, ((o * output.Height) + r) * output.Width, output.Width);
                using (code.For("c", z, out Variable c))
                {
                    code.Store(z, c, bias?[o] ?? 0f);
                }

                using (code.For("i", depth, out Variable i))
                using (code.For("u", window.Kernel.Height, out Variable u))
                {
                    Expression row = (r * window.Stride.Height) + (u * window.Dilation.Height) - window.Padding.Top;
                    bool isPadded = window.Padding.Top > 0 || window.Padding.Bottom > 0;
                    Expression inputRow = isPadded ? code.Let("row", row) : row;
                    using (code.If(isPadded ? NotLess(inputRow, 0) & (inputRow < input.Height) : null))
                    {
                        ArrayView xs = code.View("xs", step.X, (((firstChannel + i) * input.Height) + inputRow) * input.Width, input.Width);
                        ArrayView w = code.View("w", weight, ((((o * depth) + i) * window.Kernel.Height) + u) * window.Kernel.Width, window.Kernel.Width);
                        WriteRow(code, window, z, xs, w);
                    }
                }
            }
        }

        return Equation(window, groups > 1, bias is not null);
    }

    /// <summary>A row of taps for a row of the output.</summary>
    private static void WriteRow(LoopBuilder code, Window window, ArrayView z, ArrayView xs, ArrayView w)
    {
        (int stride, int dilation) = (window.Stride.Width, window.Dilation.Width);
        if (window.Padding is { Left: 0, Right: 0 } && w.Length <= WidestUnrolled)
        {
            Variable[] taps = [.. Enumerable.Range(0, w.Length).Select(v => code.Let(FormattableString.Invariant($"w{v}"), w[v]))];
            using (code.For("c", z, out Variable c))
            {
                Variable sum = code.Var("sum", z[c]);
                foreach ((int v, Variable tap) in taps.Index())
                {
                    code.Set(sum, Fma(tap, xs[(c * stride) + (v * dilation)], sum));
                }

                code.Store(z, c, sum);
            }

            return;
        }

        using (code.For("v", w, out Variable v))
        {
            (Expression first, Expression end) = (0, z.Length);
            int left = window.Padding.Left;
            if (left > 0 || window.Padding.Right > 0)
            {
                code.Remark("the columns whose tap is inside the image");
                first = code.Let("first", new Extreme(true, 0, ((left + stride - 1) - (v * dilation)) / stride));
                end = code.Let("end", new Extreme(false, z.Length, ((xs.Length + left + stride - 1) - (v * dilation)) / stride));
            }

            Variable tap = code.Let("tap", w[v]);
            using (code.For("c", first, end, out Variable c))
            {
                code.Store(z, c, Fma(tap, xs[(c * stride) + (v * dilation) - left], z[c]));
            }
        }
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
