using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>Convolution of one image, output channels as lanes: an input value meets a vector of weights.</summary>
internal static class Conv2dByChannelsEmitter
{
    private const int MostUnrolled = 240;

    public static void Write(KernelWriter kernel, LayerStep layer, Conv2dStep step)
    {
        CodeWriter code = kernel.Code;
        ActivationEmitter activation = ActivationEmitter.For(step.Convolution.Activation);
        Shape output = step.Layer.Output;
        Size2 size = step.Convolution.Kernel;
        Size2 stride = step.Convolution.Stride;
        ImageBuffer x = layer.Input;
        ImageBuffer y = layer.Output;
        var taps = step.Layer.Input.Channels * size.Area;
        var weightsStay = size.Width <= kernel.Target.Registers / 3;
        var columns = Columns(kernel.Target, output.Width, weightsStay ? size.Width : 1, size.Width);

        code.Line($"ReadOnlySpan<float> weight = prepared.Slice({layer.PreparedWeight}, {y.PixelFloats * taps}); // {step.Weight.Title}, [{y.PixelFloats / kernel.Width}][{taps}][{kernel.Width} outputs]");
        code.Line($"ReadOnlySpan<float> bias = prepared.Slice({layer.PreparedBias}, {y.PixelFloats}); // filled up with zeros");
        ImageSpans.Declare(kernel, "x", x);
        ImageSpans.Declare(kernel, "y", y, writable: true);
        code.Line();
        using (code.Loop("o", y.PixelFloats, kernel.Width))
        using (code.Loop("r", output.Height))
        using (kernel.OverlappingBlocks("c", output.Width, columns))
        {
            code.Line($"// {kernel.Width} channels × {columns} columns stay in registers.");
            code.Line($"{kernel.Vector} z0 = Create(bias.Slice(o, {kernel.Width}));");
            for (var n = 1; n < columns; n++)
            {
                code.Line($"{kernel.Vector} z{n} = z0;");
            }

            code.Line();
            using (code.Loop("i", step.Layer.Input.Channels))
            using (code.Loop("u", size.Height))
            {
                WriteTaps();
            }

            code.Line();
            code.Line($"Span<float> ys = y.Slice({Sum(Times("r", y.RowStride), Times("c", y.ColumnStride), "o")}, {((columns - 1) * y.ColumnStride) + kernel.Width});");
            for (var n = 0; n < columns; n++)
            {
                code.Line($"{activation.Apply(kernel, $"z{n}")}.CopyTo(ys.Slice({n * y.ColumnStride}, {kernel.Width}));");
            }
        }

        if (!activation.InRegister)
        {
            code.Line();
            code.Line(activation.ApplyToSpan(ImageSpans.Padded(y)));
        }

        void WriteTaps()
        {
            var unrolled = columns * size.Width <= MostUnrolled ? size.Width : 1;
            using (unrolled == size.Width ? default : code.Loop("v", size.Width))
            {
                var v0 = unrolled == size.Width ? "" : "v";
                var row = stride.Height == 1 ? Times("(r + u)", x.RowStride) : CodeWriter.Invariant($"(r * {stride.Height} + u) * {x.RowStride}");
                var reach = ((columns - 1) * stride.Width) + unrolled;
                code.Line($"ReadOnlySpan<float> xs = x.Slice({Sum(Times("i", x.ChannelStride), row, Times("c", stride.Width * x.ColumnStride), v0.Length == 0 ? "" : Times(v0, x.ColumnStride))}, {((reach - 1) * x.ColumnStride) + 1});");
                code.Line($"ReadOnlySpan<float> ws = weight.Slice({Sum(Times("o", taps), Times("i", size.Area * kernel.Width), Times("u", size.Width * kernel.Width), v0.Length == 0 ? "" : Times(v0, kernel.Width))}, {unrolled * kernel.Width});");
                if (weightsStay)
                {
                    for (var v = 0; v < unrolled; v++)
                    {
                        code.Line($"{kernel.Vector} w{v} = {kernel.Load("ws", v * kernel.Width)};");
                    }
                }

                // Input columns in ascending order give each output its kernel columns in ascending order.
                for (var j = 0; j < reach; j++)
                {
                    List<(int Column, int Tap)> uses = [.. Enumerable.Range(0, columns)
                        .Select(n => (Column: n, Tap: j - (n * stride.Width)))
                        .Where(use => use.Tap >= 0 && use.Tap < unrolled)];
                    if (uses.Count == 0)
                    {
                        continue;
                    }

                    code.Line($"{kernel.Vector} x{j} = Create(xs[{j * x.ColumnStride}]);");
                    foreach ((var column, var tap) in uses)
                    {
                        var w = weightsStay ? CodeWriter.Invariant($"w{tap}") : kernel.Load("ws", tap * kernel.Width);
                        code.Line(kernel.Fma($"x{j}", w, $"z{column}"));
                    }
                }
            }
        }
    }

    /// <summary>Columns whose sums share the registers with a kernel row of weights.</summary>
    private static int Columns(VectorTarget target, int width, int weights, int kernelWidth)
    {
        var most = Math.Max(1, Math.Min(target.Registers - weights - 1, MostUnrolled / kernelWidth));
        return RegisterBlock.Blocks(width, RegisterBlock.Blocks(width, most));
    }
}
