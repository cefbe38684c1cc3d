using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>
/// Convolution of one image, output channels as lanes: an input value meets a vector of weights,
/// or, where every output channel has an input channel of its own, a vector of input values does.
/// </summary>
internal sealed class Conv2dByChannelsEmitter(LayerStep layer, Conv2dStep step) : OneImageStepEmitter
{
    public override void WritePrepare(KernelWriter kernel) => PreparedWeights.Write(kernel, layer);

    public override void Write(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        ActivationEmitter activation = ActivationEmitter.For(step.Convolution.Activation);
        Shape output = step.Layer.Output;
        ImageBuffer y = layer.Output;
        ColumnBlock block = ColumnBlock.For(kernel.Target, output.Width, step.Convolution.Kernel.Width);
        AccumulatorBlock z = new(block.Columns, 1, KeepsColumns: true);
        var lanes = layer.GroupLanes;
        var taps = step.GroupInputs * step.Convolution.Kernel.Area;
        var groups = layer.Groups;

        using (kernel.GroupLoop(groups))
        {
            code.Line($"ReadOnlySpan<float> weight = prepared.{Part(layer.PreparedWeight, groups * lanes * taps, groups)}; // {step.Weight.Title}, [{lanes / kernel.Width}][{taps}][{kernel.Width} outputs]");
            code.Line($"ReadOnlySpan<float> bias = prepared.{Part(layer.PreparedBias, groups * lanes, groups)}; // filled up with zeros");
            ImageSpans.Declare(kernel, "x", layer.Input, groups: groups);
            ImageSpans.Declare(kernel, "y", y, writable: true, groups);
            code.Line();
            using (code.Loop("o", lanes, kernel.Width))
            using (code.Loop("r", output.Height))
            using (kernel.OverlappingBlocks("c", output.Width, block.Columns))
            {
                kernel.Declare("z", z, CodeWriter.Invariant($"{kernel.Width} channels × {block.Columns} columns"));
                code.Line($"z.{z.Load(CodeWriter.Invariant($"bias.Slice(o, {kernel.Width})"), 0, 0)}");
                using (step.IsDepthwise ? default : code.Loop("i", step.GroupInputs))
                using (code.Loop("u", step.Convolution.Kernel.Height))
                {
                    WriteTaps(kernel, block, z);
                }

                code.Line();
                code.Line($"Span<float> ys = y.Slice({Sum(Times("r", y.RowStride), Times("c", y.ColumnStride), "o")}, {((block.Columns - 1) * y.ColumnStride) + kernel.Width});");
                code.Line($"z.{z.Store(kernel, "ys", y.ColumnStride, 0, activation)}");
            }
        }

        if (!activation.InRegister)
        {
            code.Line();
            code.Line(activation.ApplyToSpan(ImageSpans.Padded(y)));
        }
    }

    private void WriteTaps(KernelWriter kernel, ColumnBlock block, AccumulatorBlock z)
    {
        CodeWriter code = kernel.Code;
        Size2 size = step.Convolution.Kernel;
        Size2 stride = step.Convolution.Stride;
        Size2 dilation = step.Convolution.Dilation;
        ImageBuffer x = layer.Input;
        var taps = step.GroupInputs * size.Area;
        var unrolled = block.Unrolled(size.Width);
        var v0 = unrolled == size.Width ? "" : "v";
        using (unrolled == size.Width ? default : code.Loop("v", size.Width))
        {
            var reach = ((block.Columns - 1) * stride.Width) + ((unrolled - 1) * dilation.Width);
            var origin = Sum(
                step.IsDepthwise ? "o" : Times("i", x.ChannelStride),
                ImageSpans.InputRow(step.Convolution, x),
                Times("c", stride.Width * x.ColumnStride),
                v0.Length == 0 ? "" : Times(v0, dilation.Width * x.ColumnStride));
            code.Line($"ReadOnlySpan<float> xs = x.Slice({origin}, {(reach * x.ColumnStride) + (step.IsDepthwise ? kernel.Width : 1)});");
            code.Line($"ReadOnlySpan<float> ws = weight.Slice({Sum(Times("o", taps), step.IsDepthwise ? "" : Times("i", size.Area * kernel.Width), Times("u", size.Width * kernel.Width), v0.Length == 0 ? "" : Times(v0, kernel.Width))}, {unrolled * kernel.Width});");
            if (step.IsDepthwise || !block.WeightsStay)
            {
                for (var v = 0; v < unrolled; v++)
                {
                    Operands columns = new("xs", v * dilation.Width * x.ColumnStride, stride.Width * x.ColumnStride);
                    Operands weights = new("ws", v * kernel.Width, 0);
                    code.Line($"z.{(step.IsDepthwise ? z.AddProducts(columns, weights) : z.MultiplyAdd(columns, weights))}");
                }

                return;
            }

            AccumulatorBlock w = new(unrolled, 1, KeepsColumns: true);
            kernel.Declare("w", w, "the weights stay in registers too");
            code.Line($"w.{w.Load("ws", kernel.Width, 0)}");

            // Input columns in ascending order give each output its kernel columns in ascending order.
            foreach (TapRun run in block.Walk(unrolled, stride.Width, dilation.Width))
            {
                code.Line($"z.Meet(xs[{run.Input * x.ColumnStride}], in w, {run.LastTap}, {run.TapStep}, {run.FirstColumn}, {run.Count});");
            }
        }
    }
}
