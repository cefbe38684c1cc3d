using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Planning;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

internal partial class Conv2dEmitter
{
    /// <summary>A block of output channels × output columns in registers; kernel columns unrolled.</summary>
    protected virtual void WriteForward(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        ActivationEmitter activation = ActivationEmitter.For(step.Convolution.Activation);
        RegisterBlock block = RegisterBlock.ForOuterProduct(kernel.Target, _outputs, _out.Width, _kernel.Width);
        var z = AccumulatorBlock.Of(block.Rows, block.Columns);
        ActivationBuffer y = step.Output;

        using CodeWriter.BlockScope groups = kernel.GroupLoop(_groups);
        DeclareForward(kernel, _groups);
        using (kernel.OverlappingBlocks("o", _outputs, block.Rows))
        using (code.Loop("r", _out.Height))
        {
            using (kernel.LaneLoop())
            using (kernel.OverlappingBlocks("c", _out.Width, block.Columns))
            {
                kernel.Declare("z", z, CodeWriter.Invariant($"{block.Rows} channels × {block.Columns} columns of the output"));
                if (step.Bias is not null)
                {
                    code.Line($"z.{z.Start(CodeWriter.Invariant($"bias.Slice(o, {block.Rows})"))}");
                }

                using (code.Loop("i", _inputs))
                using (code.Loop("u", _kernel.Height))
                {
                    WriteForwardTaps(kernel, block, z);
                }

                code.Line();
                var origin = Sum(Times("o", y.ChannelFloats), Times("r", y.RowFloats), Times("c", Lanes), Term(y.Origin)) + kernel.Lane;
                code.Line($"Span<float> ys = y.Slice({origin}, {((block.Rows - 1) * y.ChannelFloats) + ((block.Columns - 1) * Lanes) + kernel.Width});");
                code.Line($"z.{z.Store(kernel, "ys", y.ChannelFloats, Lanes, activation)}");
            }

            if (!activation.InRegister)
            {
                code.Line();
                code.Line("// The rows just computed are still in the cache.");
                using (code.Block($"for (int m = o; m < o + {block.Rows}; m++)"))
                {
                    var row = Sum(Times("m", y.ChannelFloats), Times("r", y.RowFloats), Term(y.Origin));
                    code.Line(activation.ApplyToSpan(CodeWriter.Invariant($"y.Slice({row}, {_out.Width * Lanes})")));
                }
            }
        }
    }

    private void DeclareForward(KernelWriter kernel, int groups)
    {
        kernel.Declare("weight", step.Weight, groups);
        if (step.Bias is not null)
        {
            kernel.Declare("bias", step.Bias, groups);
        }

        kernel.Declare("x", step.Input, groups: groups);
        kernel.Declare("y", step.Output, writable: true, groups);
        kernel.Code.Line();
    }

    private void WriteForwardTaps(KernelWriter kernel, RegisterBlock block, AccumulatorBlock z)
    {
        CodeWriter code = kernel.Code;
        ActivationBuffer x = step.Input;
        var taps = _inputs * _kernel.Area;
        var unrolled = block.Rows * block.Columns * _kernel.Width <= RegisterBlock.MostUnrolled ? _kernel.Width : 1;

        using (unrolled == _kernel.Width ? default : code.Loop("v", _kernel.Width))
        {
            var v0 = unrolled == _kernel.Width ? "" : "v";
            var xOrigin = Sum(
                Times("i", x.ChannelFloats),
                InputRow("u", x.RowFloats),
                Times("c", _stride.Width * Lanes),
                v0.Length == 0 ? "" : Times(v0, _dilation.Width * Lanes)) + kernel.Lane;
            var wOrigin = Sum(Times("o", taps), Times("i", _kernel.Area), Times("u", _kernel.Width), v0);
            code.Line($"ReadOnlySpan<float> xs = x.Slice({xOrigin}, {((((block.Columns - 1) * _stride.Width) + ((unrolled - 1) * _dilation.Width)) * Lanes) + kernel.Width});");
            code.Line($"ReadOnlySpan<float> ws = weight.Slice({wOrigin}, {((block.Rows - 1) * taps) + unrolled});");
            for (var v = 0; v < unrolled; v++)
            {
                code.Line($"z.{z.MultiplyAdd(new("ws", v, taps), new("xs", v * _dilation.Width * Lanes, _stride.Width * Lanes))}{(unrolled > 1 ? CodeWriter.Invariant($" // kernel column {v}") : "")}");
            }
        }
    }
}
