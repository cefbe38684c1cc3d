using LeNet.Export.Networks;
using LeNet.Generator.Emission;
using static LeNet.Export.CSharp.CSharpText;

namespace LeNet.Export.CSharp.Layers;

/// <summary>
/// z[o,r,c] = b[o] + Σ_i Σ_u Σ_v w[o,i,u,v] · x[i, r·stride + u·dilation − padding, …]. The columns of an output row are summed
/// side by side, so that no sum waits for itself; each is still added up in the order i, u, v.
/// </summary>
internal sealed class Conv2dCode : ICSharpLayer
{
    public string Type => "conv2d";

    public void Write(CSharpClass exported, ExportedLayer layer)
    {
        CodeWriter code = exported.Methods;
        var window = Window.Of(layer);
        layer.Settings.Ignore("out_channels");
        layer.Settings.Ignore("connections"); // kernels that are not connected are zero
        layer.Settings.Ignore("bias"); // there is a tensor, or not
        int groups = layer.Settings.Integer("groups", 1);
        (Shape input, Shape output) = (layer.Input, layer.Output);
        int depth = input.Channels / groups;
        string weight = exported.Tensor(layer, "weight")!;
        string? bias = exported.Tensor(layer, "bias");

        using (code.For("o", output.Channels))
        {
            if (groups > 1)
            {
                code.Line($"int group = o / {output.Channels / groups} * {depth}; // its first input channel");
            }

            using (code.For("r", output.Height))
            {
                code.Line($"Span<float> z = y.Slice(({At("o", (output.Height, "r"))}) * {output.Width}, {output.Width});");
                code.Line(bias is null ? "z.Clear();" : $"z.Fill({bias}[o]);");
                using (code.For("i", depth))
                using (code.For("u", window.Kernel.Height))
                {
                    WriteRow(code, window, input, groups > 1 ? "group + i" : "i");
                    code.Line($"ReadOnlySpan<float> w = {weight}.AsSpan(({At("o", (depth, "i"), (window.Kernel.Height, "u"))}) * {window.Kernel.Width}, {window.Kernel.Width});");
                    using (code.For("v", window.Kernel.Width))
                    {
                        WriteColumns(code, window, input.Width, output.Width);
                    }
                }
            }
        }
    }

    private static void WriteRow(CodeWriter code, Window window, Shape input, string channel)
    {
        string row = Sum(Times("r", window.Stride.Height), Times("u", window.Dilation.Height)) + Less(window.Padding.Top);
        if (window.Padding.Top > 0 || window.Padding.Bottom > 0)
        {
            code.Line($"int row = {row};");
            using (code.Block($"if (row < 0 || row >= {input.Height})"))
            {
                code.Line("continue; // padding");
            }

            code.Line();
            row = "row";
        }

        code.Line($"ReadOnlySpan<float> xs = x.Slice(({At(channel, (input.Height, row))}) * {input.Width}, {input.Width});");
    }

    private static void WriteColumns(CodeWriter code, Window window, int inputWidth, int outputWidth)
    {
        (int stride, int left) = (window.Stride.Width, window.Padding.Left);
        string tap = Times("v", window.Dilation.Width);
        string column = Sum(Times("c", stride), tap) + Less(left);
        if (left == 0 && window.Padding.Right == 0)
        {
            using (code.Block("for (int c = 0; c < z.Length; c++)"))
            {
                code.Line($"z[c] = MathF.FusedMultiplyAdd(w[v], xs[{column}], z[c]);");
            }

            return;
        }

        code.Line("// the columns whose tap is inside the image");
        code.Line($"int first = Math.Max(0, {Quotient($"{left + stride - 1} - {tap}", stride)});");
        code.Line($"int end = Math.Min({outputWidth}, {Quotient($"{inputWidth + left + stride - 1} - {tap}", stride)});");
        using (code.Block("for (int c = first; c < end; c++)"))
        {
            code.Line($"z[c] = MathF.FusedMultiplyAdd(w[v], xs[{column}], z[c]);");
        }
    }

    private static string Quotient(string dividend, int divisor) =>
        divisor == 1 ? dividend : CodeWriter.Invariant($"({dividend}) / {divisor}");
}
