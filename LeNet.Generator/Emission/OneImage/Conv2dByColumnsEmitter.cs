using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using LeNet.Generator.Planning.OneImage;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.OneImage;

/// <summary>Convolution of one image, neighbouring columns as lanes: a weight meets a vector of columns.</summary>
internal sealed class Conv2dByColumnsEmitter(LayerStep layer, Conv2dStep step) : OneImageStepEmitter
{
    public override void Write(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        ActivationEmitter activation = ActivationEmitter.For(step.Convolution.Activation);
        Shape output = step.Layer.Output;
        Size2 size = step.Convolution.Kernel;
        ImageBuffer x = layer.Input;
        ImageBuffer y = layer.Output;
        var vectors = RegisterBlock.Blocks(output.Width, kernel.Width);
        RegisterBlock block = RegisterBlock.ForOuterProduct(kernel.Target, step.GroupOutputs, vectors, size.Width);
        var taps = step.GroupInputs * size.Area;
        var groups = step.Convolution.Groups;
        var dilation = step.Convolution.Dilation.Width;

        using (kernel.GroupLoop(groups))
        {
            kernel.Declare("weight", step.Weight, groups);
            if (step.Bias is not null)
            {
                kernel.Declare("bias", step.Bias, groups);
            }

            ImageSpans.Declare(kernel, "x", x, groups: groups);
            ImageSpans.Declare(kernel, "y", y, writable: true, groups);
            code.Line();
            using (kernel.OverlappingBlocks("o", step.GroupOutputs, block.Rows))
            using (code.Loop("r", output.Height))
            {
                if (vectors == block.Columns)
                {
                    // The last vector of the row begins early enough to end with it.
                    WriteBlock("", [.. Enumerable.Range(0, vectors).Select(n => Math.Min(n * kernel.Width, output.Width - kernel.Width))]);
                }
                else
                {
                    using (kernel.OverlappingBlocks("c", output.Width, block.Columns * kernel.Width))
                    {
                        WriteBlock("c", [.. Enumerable.Range(0, block.Columns).Select(n => n * kernel.Width)]);
                    }
                }
            }
        }

        if (!activation.InRegister)
        {
            code.Line();
            code.Line(activation.ApplyToSpan(ImageSpans.Padded(y)));
        }

        void WriteBlock(string first, int[] columns)
        {
            var span = columns[columns.Length - 1] + kernel.Width;
            RowBlocks z = new(kernel, "z", block.Rows, columns);
            z.Declare(
                CodeWriter.Invariant($"{block.Rows} channels × {columns.Length} vectors of columns, from {string.Join(", ", columns.Select(column => Sum(first, Term(column))))} on"),
                "the last of these vectors");
            if (step.Bias is not null)
            {
                z.Write(part => part.Block.Start(CodeWriter.Invariant($"bias.Slice(o, {block.Rows})")));
            }

            var unrolled = block.Rows * columns.Length * size.Width <= RegisterBlock.MostUnrolled ? size.Width : 1;
            using (code.Loop("i", step.GroupInputs))
            using (code.Loop("u", size.Height))
            using (unrolled == size.Width ? default : code.Loop("v", size.Width))
            {
                var v0 = unrolled == size.Width ? "" : "v";
                code.Line($"ReadOnlySpan<float> xs = x.Slice({Sum(Times("i", x.ChannelStride), ImageSpans.InputRow(step.Convolution, x), first, v0.Length == 0 ? "" : Times(v0, dilation))}, {span + ((unrolled - 1) * dilation)});");
                code.Line($"ReadOnlySpan<float> ws = weight.Slice({Sum(Times("o", taps), Times("i", size.Area), Times("u", size.Width), v0)}, {((block.Rows - 1) * taps) + unrolled});");
                for (var v = 0; v < unrolled; v++)
                {
                    z.Write(part => part.Block.MultiplyAdd(new("ws", v, taps), new("xs", part.Offset + (v * dilation), part.Stride)));
                }
            }

            code.Line();
            code.Line($"Span<float> ys = y.Slice({Sum(Times("o", y.ChannelStride), Times("r", y.RowStride), first)}, {((block.Rows - 1) * y.ChannelStride) + span});");
            z.Write(part => part.Block.Store(kernel, part.In("ys"), y.ChannelStride, part.Stride, activation));
        }
    }
}
