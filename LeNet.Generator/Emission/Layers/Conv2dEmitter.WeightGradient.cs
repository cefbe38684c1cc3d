using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Planning;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

internal partial class Conv2dEmitter
{
    /// <summary>Chains that hide the latency of an addition.</summary>
    private const int BiasBlock = 8;

    /// <summary>
    /// A block of output channels × kernel taps in registers, summed over rows and columns lane by lane;
    /// then a fixed tree sums the lanes. Kernels with few columns take taps of several input channels.
    /// </summary>
    protected virtual void WriteWeightGradient(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        using CodeWriter.BlockScope groups = kernel.GroupLoop(_groups);
        DeclareWeightGradient(kernel, _groups);

        var channelsPerBlock = ChannelsPerTapBlock(kernel.Target);
        RegisterBlock block = RegisterBlock.ForOuterProduct(kernel.Target, _outputs, channelsPerBlock * _kernel.Width, stepsPerPass: 1);
        (var channels, var columns) = block.Columns >= _kernel.Width
            ? (block.Columns / _kernel.Width, _kernel.Width)
            : (1, block.Columns);
        using (kernel.OverlappingBlocks("o", _outputs, block.Rows))
        using (kernel.OverlappingBlocks("i", _inputs, channels))
        using (code.Loop("u", _kernel.Height))
        using (kernel.OverlappingBlocks("v", _kernel.Width, columns))
        {
            WriteWeightBlock(kernel, block.Rows, channels, columns);
        }
    }

    private void DeclareWeightGradient(KernelWriter kernel, int groups)
    {
        kernel.Declare("x", step.Input, groups: groups);
        kernel.Declare("delta", step.OutputGradient, groups: groups);
        kernel.Code.Line($"Span<float> weightGradient = record.{Part(step.WeightGradientOffset, step.Weight.Count, groups)}; // gradient of {step.Weight.Title}");
        DeclareSums(kernel);
        kernel.Code.Line();
    }

    /// <summary>Input channels to offer to the block model: enough for a narrow kernel to fill the registers.</summary>
    private int ChannelsPerTapBlock(VectorTarget target) =>
        Math.Max(1, Math.Min(_inputs, target.Registers / 4 / _kernel.Width));

    private void WriteWeightBlock(KernelWriter kernel, int rows, int channels, int columns)
    {
        CodeWriter code = kernel.Code;
        ActivationBuffer x = step.Input;
        ActivationBuffer delta = step.OutputGradient;
        var outputs = OutputColumnsPerPass(rows * channels * columns);
        // A block for each channel, as the taps of different channels are not evenly apart.
        var g = AccumulatorBlock.Of(rows, columns);
        using (kernel.LaneLoop())
        {
            for (var k = 0; k < channels; k++)
            {
                kernel.Declare(Name(k), g, CodeWriter.Invariant($"{rows} output channels × {columns} kernel taps{(channels == 1 ? "" : CodeWriter.Invariant($" of input channel i + {k}"))}"));
            }

            using (code.Loop("r", _out.Height))
            using (code.Loop("c", _out.Width, outputs))
            {
                var dOrigin = Sum(Times("o", delta.ChannelFloats), Times("r", delta.RowFloats), Times("c", Lanes), Term(delta.Origin)) + kernel.Lane;
                var xOrigin = Sum(
                    Times("i", x.ChannelFloats),
                    InputRow("u", x.RowFloats),
                    InputColumn()) + kernel.Lane;
                code.Line($"ReadOnlySpan<float> ds = delta.Slice({dOrigin}, {((rows - 1) * delta.ChannelFloats) + ((outputs - 1) * Lanes) + kernel.Width});");
                code.Line($"ReadOnlySpan<float> xs = x.Slice({xOrigin}, {((channels - 1) * x.ChannelFloats) + ((((outputs - 1) * _stride.Width) + ((columns - 1) * _dilation.Width)) * Lanes) + kernel.Width});");
                for (var p = 0; p < outputs; p++)
                {
                    for (var k = 0; k < channels; k++)
                    {
                        code.Line($"{Name(k)}.{g.AddProducts(new("ds", p * Lanes, delta.ChannelFloats), new("xs", (k * x.ChannelFloats) + (p * _stride.Width * Lanes), _dilation.Width * Lanes))}");
                    }
                }
            }

            code.Line();
            for (var k = 0; k < channels; k++)
            {
                code.Line($"{Name(k)}.{g.Store(kernel, SumsOf(kernel, k * columns, ((rows - 1) * channels * columns) + columns), channels * columns * Lanes, Lanes)}");
            }
        }

        code.Line();

        string Name(int channel) => channels == 1 ? "g" : CodeWriter.Invariant($"g{channel}");

        using (code.Block($"for (int m = 0; m < {rows}; m++)"))
        using (channels == 1 ? default : code.Block($"for (int k = 0; k < {channels}; k++)"))
        {
            var output = rows == _outputs ? "m" : "(o + m)";
            var input = _inputs == 1 ? "" : channels == 1 ? "i" : "(i + k)";
            var target = Sum(Times(output, _inputs * _kernel.Area), input.Length == 0 ? "" : Times(input, _kernel.Area), Times("u", _kernel.Width), "v");
            var source = Sum(Times("m", channels * columns * Lanes), channels == 1 ? "" : Times("k", columns * Lanes));
            code.Line($"LaneMath.Sums(sums.Slice({source}, {columns * Lanes}), weightGradient.Slice({target}, {columns}));");
        }
    }

    /// <summary>Where a block's lanes go on their way to a sum.</summary>
    private static string SumsOf(KernelWriter kernel, int first, int accumulators) =>
        $"sums.Slice({Sum(Term(first * Lanes), kernel.Width == Lanes ? "" : "lane")}, {((accumulators - 1) * Lanes) + kernel.Width})";

    /// <summary>The input column that output column c and kernel column v meet at, as an offset.</summary>
    private string InputColumn()
    {
        var steps = _dilation.Width == 1 ? "v" : CodeWriter.Invariant($"v * {_dilation.Width}");
        return _stride.Width == 1
            ? Times($"(c + {steps})", Lanes)
            : CodeWriter.Invariant($"(c * {_stride.Width} + {steps}) * {Lanes}");
    }

    /// <summary>Output columns that a pass takes together, so that neighbours share their loads of x.</summary>
    private int OutputColumnsPerPass(int accumulators)
    {
        foreach (var outputs in (int[])[5, 4, 3, 2])
        {
            if (_out.Width % outputs == 0 && accumulators * outputs <= RegisterBlock.MostUnrolled / 2)
            {
                return outputs;
            }
        }

        return 1;
    }

    private void WriteBiasGradient(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        ActivationBuffer delta = step.OutputGradient;
        var rows = Math.Min(BiasBlock, _out.Channels);
        var g = AccumulatorBlock.Of(rows, 1);
        kernel.Declare("delta", delta);
        code.Line($"Span<float> biasGradient = record.Slice({step.BiasGradientOffset}, {step.Bias!.Count}); // gradient of {step.Bias.Title}");
        DeclareSums(kernel);
        code.Line();
        using (kernel.OverlappingBlocks("o", _out.Channels, rows))
        {
            using (kernel.LaneLoop())
            {
                kernel.Declare("g", g, CodeWriter.Invariant($"{rows} output channels"));
                using (code.Loop("r", _out.Height))
                using (code.Loop("c", _out.Width))
                {
                    var origin = Sum(Times("o", delta.ChannelFloats), Times("r", delta.RowFloats), Times("c", Lanes), Term(delta.Origin)) + kernel.Lane;
                    code.Line($"ReadOnlySpan<float> ds = delta.Slice({origin}, {((rows - 1) * delta.ChannelFloats) + kernel.Width});");
                    code.Line($"g.{g.Add("ds", delta.ChannelFloats, 0)}");
                }

                code.Line();
                code.Line($"g.{g.Store(kernel, SumsOf(kernel, 0, rows), Lanes, 0)}");
            }

            code.Line();
            code.Line($"LaneMath.Sums(sums.Slice(0, {rows * Lanes}), biasGradient.Slice({(rows == _out.Channels ? "0" : "o")}, {rows}));");
        }
    }
}
