using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Emission.Layers;
using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>Pooling of one image: channels as lanes where they lie side by side, else value by value.</summary>
internal sealed class Pool2dOneImageEmitter(LayerStep layer, Pool2dStep step) : OneImageStepEmitter
{
    public override void WritePrepare(KernelWriter kernel) => PreparedWeights.Write(kernel, layer);

    public override void Write(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        ImageBuffer x = layer.Input;
        ImageBuffer y = layer.Output;
        PoolWindows windows = new(step.Pool, step.Layer.Input);
        if (step is Subsample2dStep subsample)
        {
            DeclareParameters(kernel, subsample);
        }

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
                    windows.Write(code, window => WriteWindow(kernel, window));
                }
            }
        }

        if (step is Subsample2dStep { Subsample.Activation: var activation })
        {
            WriteActivation(kernel, ActivationEmitter.For(activation));
        }
    }

    /// <summary>As they are for single values, in whole vectors for channels as lanes.</summary>
    private void DeclareParameters(KernelWriter kernel, Subsample2dStep subsample)
    {
        if (layer.Input.IsPlanar)
        {
            kernel.Declare("weight", subsample.Weight);
            kernel.Declare("bias", subsample.Bias);
            return;
        }

        kernel.Code.Line($"ReadOnlySpan<float> weight = prepared.Slice({layer.PreparedWeight}, {layer.GroupLanes}); // {subsample.Weight.Title}, filled up with zeros");
        kernel.Code.Line($"ReadOnlySpan<float> bias = prepared.Slice({layer.PreparedBias}, {layer.GroupLanes}); // {subsample.Bias.Title}, likewise");
    }

    /// <summary>Over all values in whole vectors, whatever they were computed by.</summary>
    private void WriteActivation(KernelWriter kernel, ActivationEmitter activation)
    {
        CodeWriter code = kernel.Code;
        if (activation is NoActivationEmitter)
        {
            return;
        }

        code.Line();
        if (!activation.InRegister)
        {
            code.Line(activation.ApplyToSpan(ImageSpans.Padded(layer.Output)));
            return;
        }

        code.Line($"Span<float> all = {ImageSpans.Padded(layer.Output)};");
        using (code.Block($"for (int k = 0; k < {Planning.PlanBuilder.Align(layer.Output.Floats)}; k += {kernel.Width})"))
        {
            code.Line($"{activation.Apply(kernel, $"Create(all.Slice(k, {kernel.Width}))")}.CopyTo(all.Slice(k, {kernel.Width}));");
        }
    }

    private void WriteWindow(KernelWriter kernel, PoolWindow window)
    {
        CodeWriter code = kernel.Code;
        ImageBuffer y = layer.Output;
        var isScalar = layer.Input.IsPlanar;
        var width = isScalar ? 1 : kernel.Width;
        WindowBuffer x = new("x", Times("i", layer.Input.ChannelStride), layer.Input.RowStride, layer.Input.ColumnStride, 0, "", width, IsWritable: false);
        var type = isScalar ? "float" : kernel.Vector;
        window.Declare(code, x, "xs");
        code.Line(step is not MaxPool2dStep
            ? $"{type} sum = {(isScalar ? "0f" : $"{kernel.Vector}.Zero")};"
            : $"{type} best = {Constant("float.NegativeInfinity")};");
        window.ForEach(code, tap =>
        {
            var value = isScalar ? tap.Item(x, "xs") : $"Create({tap.Slice(x, "xs")})";
            code.Line(step is not MaxPool2dStep
                ? $"sum += {value};"
                : $"best = {(isScalar ? kernel.Helper("GreaterValue", WriteGreaterValue) : kernel.Helper("Greater", MaxPool2dEmitter.WriteGreater))}(best, {value});");
        });
        var result = step switch
        {
            AvgPool2dStep average => $"sum * {Constant(AvgPool2dEmitter.Scale(average, window))}",
            Subsample2dStep when isScalar => "MathF.FusedMultiplyAdd(sum, weight[i], bias[i])",
            Subsample2dStep => $"FusedMultiplyAdd(sum, Create(weight.Slice(i, {kernel.Width})), Create(bias.Slice(i, {kernel.Width})))",
            _ => "best",
        };
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
