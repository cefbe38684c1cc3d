using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>Pooling of one image: channels as lanes where they lie side by side, else value by value.</summary>
internal static class Pool2dOneImageEmitter
{
    private const int MostUnrolled = 36;

    public static void Write(KernelWriter kernel, LayerStep layer, Pool2dStep step)
    {
        CodeWriter code = kernel.Code;
        ImageBuffer x = layer.Input;
        ImageBuffer y = layer.Output;
        ImageSpans.Declare(kernel, "x", x);
        ImageSpans.Declare(kernel, "y", y, writable: true);
        code.Line();
        if (x.IsPlanar)
        {
            using (code.Loop("i", step.Layer.Output.Channels))
            using (code.Loop("r", step.Layer.Output.Height))
            using (code.Loop("c", step.Layer.Output.Width))
            {
                WriteWindow("float", 1, "0f", value => $"xs[{value}]", result => $"y[{At(y)}] = {result};", scale => $"{scale}");
            }
        }
        else
        {
            using (code.Loop("r", step.Layer.Output.Height))
            using (code.Loop("c", step.Layer.Output.Width))
            using (code.Loop("i", y.PixelFloats, kernel.Width))
            {
                WriteWindow(
                    kernel.Vector,
                    kernel.Width,
                    $"{kernel.Vector}.Zero",
                    value => $"Create(xs.Slice({value}, {kernel.Width}))",
                    result => $"({result}).CopyTo(y.Slice({At(y)}, {kernel.Width}));",
                    scale => $"Create({scale})");
            }
        }

        string At(ImageBuffer buffer) => Sum(Times("i", buffer.ChannelStride), Times("r", buffer.RowStride), Times("c", buffer.ColumnStride));

        void WriteWindow(string type, int width, string zero, Func<string, string> load, Func<string, string> store, Func<string, string> constant)
        {
            Size2 size = step.Pool.Kernel;
            Size2 stride = step.Pool.Stride;
            var origin = Sum(Times("i", x.ChannelStride), Times("r", stride.Height * x.RowStride), Times("c", stride.Width * x.ColumnStride));
            code.Line($"ReadOnlySpan<float> xs = x.Slice({origin}, {((size.Height - 1) * x.RowStride) + ((size.Width - 1) * x.ColumnStride) + width});");
            var isAverage = step is AvgPool2dStep;
            code.Line(isAverage ? $"{type} sum = {zero};" : $"{type} best = {constant("float.NegativeInfinity")};");
            if (size.Area <= MostUnrolled)
            {
                for (var tap = 0; tap < size.Area; tap++)
                {
                    Tap(CodeWriter.Invariant($"{(tap / size.Width * x.RowStride) + (tap % size.Width * x.ColumnStride)}"));
                }
            }
            else
            {
                using (code.Loop("tap", size.Area))
                {
                    Tap(CodeWriter.Invariant($"tap / {size.Width} * {x.RowStride} + tap % {size.Width} * {x.ColumnStride}"));
                }
            }

            code.Line(store(isAverage ? $"sum * {constant(Literal(1f / size.Area))}" : "best"));

            void Tap(string offset) => code.Line(isAverage
                ? $"sum += {load(offset)};"
                : $"best = {kernel.Helper(width == 1 ? "GreaterValue" : "Greater", width == 1 ? WriteGreaterValue : Layers.MaxPool2dEmitter.WriteGreater)}(best, {load(offset)});");
        }
    }

    private static void WriteGreaterValue(KernelWriter kernel)
    {
        kernel.Code.Line("/// <summary>The greater of two; the first of equal ones; a value that is not a number wins.</summary>");
        kernel.Code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        kernel.Code.Line("private static float GreaterValue(float best, float x) => x > best || float.IsNaN(x) ? x : best;");
    }
}
