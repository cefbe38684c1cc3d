using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Emission.Layers;
using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>
/// Pooling of one image: channels as lanes where they lie side by side, else neighbouring columns where every second one begins a window,
/// else value by value.
/// </summary>
internal sealed class Pool2dOneImageEmitter(LayerStep layer, Pool2dStep step) : OneImageStepEmitter
{
    /// <summary>Bits of a vector of columns: images are seldom wide enough for more.</summary>
    private const int MostColumnBits = 256;

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
        PoolVector vector = VectorOf(kernel);
        using (x.IsPlanar ? code.Loop("i", step.Layer.Output.Channels) : default)
        using (code.Loop("r", step.Layer.Output.Height))
        {
            windows.DeclareRows(code);
            using (vector.Columns > 1 ? kernel.OverlappingBlocks("c", step.Layer.Output.Width, vector.Columns) : code.Loop("c", step.Layer.Output.Width))
            {
                windows.DeclareColumns(code);
                using (x.IsPlanar ? default : code.Loop("i", y.PixelFloats, kernel.Width))
                {
                    windows.Write(code, window => WriteWindow(kernel, window, vector));
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

    /// <summary>What a statement computes at once: channels, columns, or one value.</summary>
    private PoolVector VectorOf(KernelWriter kernel)
    {
        if (!layer.Input.IsPlanar)
        {
            return new PoolVector(kernel.Vector, "", kernel.Width, 1, $"{kernel.Vector}.Zero", Helper(kernel, "Greater", MaxPool2dEmitter.WriteGreater));
        }

        var bits = Math.Min(MostColumnBits, kernel.Target.Bits);
        var columns = bits / 32;
        var takesColumns = step.Pool.Stride.Width == 2 && step.Pool.Padding == default && step.Layer.Output.Width >= columns;
        (var type, var name) = (CodeWriter.Invariant($"Vector{bits}<float>"), CodeWriter.Invariant($"Vector{bits}"));
        return takesColumns
            ? new PoolVector(type, name + ".", (2 * columns) - 1, columns, $"{type}.Zero", Helper(kernel, "GreaterColumns", writer => WriteGreaterColumns(writer, type, name)))
            : new PoolVector("float", "", 1, 1, "0f", Helper(kernel, "GreaterValue", WriteGreaterValue));
    }

    /// <summary>Only a maximum needs a helper.</summary>
    private string Helper(KernelWriter kernel, string name, Action<KernelWriter> write) => step is MaxPool2dStep ? kernel.Helper(name, write) : "";

    private void WriteWindow(KernelWriter kernel, PoolWindow window, PoolVector vector)
    {
        CodeWriter code = kernel.Code;
        ImageBuffer y = layer.Output;
        WindowBuffer x = new("x", Times("i", layer.Input.ChannelStride), layer.Input.RowStride, layer.Input.ColumnStride, 0, "", vector.Floats, IsWritable: false);
        window.Declare(code, x, "xs");
        code.Line(step is not MaxPool2dStep
            ? $"{vector.Type} sum = {vector.Zero};"
            : $"{vector.Type} best = {vector.Constant("float.NegativeInfinity")};");
        window.ForEach(code, tap =>
        {
            var value = vector.IsValue ? tap.Item(x, "xs")
                : vector.Columns > 1 ? CodeWriter.Invariant($"LaneMath.EverySecond{vector.Columns}({tap.Slice(x, "xs")})")
                : $"Create({tap.Slice(x, "xs")})";
            code.Line(step is not MaxPool2dStep ? $"sum += {value};" : $"best = {vector.Greater}(best, {value});");
        });
        var result = step switch
        {
            AvgPool2dStep average => $"sum * {vector.Constant(AvgPool2dEmitter.Scale(average, window))}",
            Subsample2dStep when vector.IsValue => "MathF.FusedMultiplyAdd(sum, weight[i], bias[i])",
            Subsample2dStep when vector.Columns > 1 => $"{vector.Class}FusedMultiplyAdd(sum, {vector.Constant("weight[i]")}, {vector.Constant("bias[i]")})",
            Subsample2dStep => $"FusedMultiplyAdd(sum, Create(weight.Slice(i, {kernel.Width})), Create(bias.Slice(i, {kernel.Width})))",
            _ => "best",
        };
        var at = Sum(Times("i", y.ChannelStride), Times("r", y.RowStride), Times("c", y.ColumnStride));
        code.Line(vector.IsValue
            ? $"y[{at}] = {result};"
            : $"({result}).CopyTo(y.Slice({at}, {(vector.Columns > 1 ? vector.Columns : kernel.Width)}));");
    }

    private static void WriteGreaterValue(KernelWriter kernel)
    {
        kernel.Code.Line("/// <summary>The greater of two; the first of equal ones; a value that is not a number wins.</summary>");
        kernel.Code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        kernel.Code.Line("private static float GreaterValue(float best, float x) => x > best || float.IsNaN(x) ? x : best;");
    }

    private static void WriteGreaterColumns(KernelWriter kernel, string type, string name)
    {
        kernel.Code.Line("/// <summary>The greater of two; the first of equal ones; a value that is not a number wins.</summary>");
        kernel.Code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        kernel.Code.Line($"private static {type} GreaterColumns({type} best, {type} x) =>");
        kernel.Code.Line($"    {name}.ConditionalSelect({name}.GreaterThan(x, best) | ~{name}.Equals(x, x), x, best);");
    }

    /// <param name="Type">Of the variables.</param>
    /// <param name="Class">What comes before a call of the type's functions.</param>
    /// <param name="Floats">Floats of the input from the first that is read to the last.</param>
    /// <param name="Columns">Columns of the output.</param>
    /// <param name="Zero">Zero.</param>
    /// <param name="Greater">The helper that takes the greater of two.</param>
    private sealed record PoolVector(string Type, string Class, int Floats, int Columns, string Zero, string Greater)
    {
        public bool IsValue => Type == "float";

        public string Constant(string value) => IsValue ? (value.Contains('/') ? $"({value})" : value) : $"{Class}Create({value})";
    }
}
