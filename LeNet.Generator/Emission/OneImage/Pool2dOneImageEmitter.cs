using LeNet.Generator.Emission.Layers;
using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>Pooling of one image: channels as lanes where they lie side by side, else value by value.</summary>
internal static class Pool2dOneImageEmitter
{
    public static void Write(KernelWriter kernel, LayerStep layer, Pool2dStep step)
    {
        CodeWriter code = kernel.Code;
        ImageBuffer x = layer.Input;
        ImageBuffer y = layer.Output;
        PoolWindows windows = new(step.Pool, step.Layer.Input);
        ImageSpans.Declare(kernel, "x", x);
        ImageSpans.Declare(kernel, "y", y, writable: true);
        code.Line();
        using (x.IsPlanar ? code.Loop("i", step.Layer.Output.Channels) : default)
        using (code.Loop("r", step.Layer.Output.Height))
        {
            windows.DeclareRows(code);
            using (code.Loop("c", step.Layer.Output.Width))
            {
                windows.DeclareColumns(code);
                using (x.IsPlanar ? default : code.Loop("i", y.PixelFloats, kernel.Width))
                {
                    windows.Write(code, window => WriteWindow(kernel, layer, step, window));
                }
            }
        }
    }

    private static void WriteWindow(KernelWriter kernel, LayerStep layer, Pool2dStep step, PoolWindow window)
    {
        CodeWriter code = kernel.Code;
        ImageBuffer y = layer.Output;
        var isScalar = layer.Input.IsPlanar;
        var width = isScalar ? 1 : kernel.Width;
        WindowBuffer x = new("x", Times("i", layer.Input.ChannelStride), layer.Input.RowStride, layer.Input.ColumnStride, 0, "", width, IsWritable: false);
        var type = isScalar ? "float" : kernel.Vector;
        window.Declare(code, x, "xs");
        code.Line(step is AvgPool2dStep
            ? $"{type} sum = {(isScalar ? "0f" : $"{kernel.Vector}.Zero")};"
            : $"{type} best = {Constant("float.NegativeInfinity")};");
        window.ForEach(code, tap =>
        {
            var value = isScalar ? tap.Item(x, "xs") : $"Create({tap.Slice(x, "xs")})";
            code.Line(step is AvgPool2dStep
                ? $"sum += {value};"
                : $"best = {(isScalar ? kernel.Helper("GreaterValue", WriteGreaterValue) : kernel.Helper("Greater", MaxPool2dEmitter.WriteGreater))}(best, {value});");
        });
        var result = step is AvgPool2dStep average ? $"sum * {Constant(AvgPool2dEmitter.Scale(average, window))}" : "best";
        var at = Sum(Times("i", y.ChannelStride), Times("r", y.RowStride), Times("c", y.ColumnStride));
        code.Line(isScalar ? $"y[{at}] = {result};" : $"({result}).CopyTo(y.Slice({at}, {kernel.Width}));");

        string Constant(string value) => isScalar ? (value.Contains('/') ? $"({value})" : value) : $"Create({value})";
    }

    private static void WriteGreaterValue(KernelWriter kernel)
    {
        kernel.Code.Line("/// <summary>The greater of two; the first of equal ones; a value that is not a number wins.</summary>");
        kernel.Code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        kernel.Code.Line("private static float GreaterValue(float best, float x) => x > best || float.IsNaN(x) ? x : best;");
    }
}
