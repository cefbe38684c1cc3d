using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Planning;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

/// <summary>
/// Kernels for outputs that have inputs of their own: nothing of the input is shared between output channels,
/// so each is computed alone, and a value once loaded serves all taps of the kernel that meet it.
/// </summary>
internal partial class Conv2dEmitter
{
    /// <summary>Output columns whose gradients stay in registers beside those of the kernel taps.</summary>
    private const int MostOutputs = 4;

    /// <summary>A run of output columns in registers; the input columns pass.</summary>
    private void WriteForwardPerOutput(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        ActivationEmitter activation = ActivationEmitter.For(step.Convolution.Activation);
        ColumnBlock block = ColumnBlock.For(kernel.Target, _out.Width, _kernel.Width);
        AccumulatorBlock z = new(block.Columns, 1, KeepsColumns: false);
        ActivationBuffer y = step.Output;
        DeclareInputTable(kernel);
        DeclareForward(kernel, groups: 1);
        using (code.Loop("o", _out.Channels))
        using (code.Loop("r", _out.Height))
        {
            using (kernel.LaneLoop())
            using (kernel.OverlappingBlocks("c", _out.Width, block.Columns))
            {
                kernel.Declare("z", z, CodeWriter.Invariant($"{block.Columns} columns of the output"));
                if (step.Bias is not null)
                {
                    code.Line($"z.{z.Start("bias.Slice(o, 1)")}");
                }

                using (InputLoop(kernel))
                using (code.Loop("u", _kernel.Height))
                {
                    WriteTapsPerOutput(kernel, block, z);
                }

                code.Line();
                code.Line($"Span<float> ys = y.Slice({Sum(Times("o", y.ChannelFloats), Times("r", y.RowFloats), Times("c", Lanes), Term(y.Origin))}{kernel.Lane}, {((block.Columns - 1) * Lanes) + kernel.Width});");
                code.Line($"z.{z.Store(kernel, "ys", 0, Lanes, activation)}");
            }

            if (!activation.InRegister)
            {
                code.Line();
                code.Line("// The row just computed is still in the cache.");
                var row = Sum(Times("o", y.ChannelFloats), Times("r", y.RowFloats), Term(y.Origin));
                code.Line(activation.ApplyToSpan(CodeWriter.Invariant($"y.Slice({row}, {_out.Width * Lanes})")));
            }
        }
    }

    private void WriteTapsPerOutput(KernelWriter kernel, ColumnBlock block, AccumulatorBlock z)
    {
        CodeWriter code = kernel.Code;
        ActivationBuffer x = step.Input;
        var unrolled = block.Unrolled(_kernel.Width);
        var isLooped = unrolled < _kernel.Width;
        using (isLooped ? code.Loop("v", _kernel.Width) : default)
        {
            var span = ((((block.Columns - 1) * _stride.Width) + ((unrolled - 1) * _dilation.Width)) * Lanes) + kernel.Width;
            var origin = Sum(
                Times("i", x.ChannelFloats),
                InputRow("u", x.RowFloats),
                Times("c", _stride.Width * Lanes),
                isLooped ? Times("v", _dilation.Width * Lanes) : "");
            code.Line($"ReadOnlySpan<float> xs = x.Slice({origin}{kernel.Lane}, {span});");
            code.Line($"ReadOnlySpan<float> ws = weight.Slice({Sum(WeightAt(), Times("u", _kernel.Width), isLooped ? "v" : "")}, {unrolled});");
            if (!block.WeightsStay)
            {
                for (var v = 0; v < unrolled; v++)
                {
                    code.Line($"z.{z.MultiplyAdd(new("ws", v, 0), new("xs", v * _dilation.Width * Lanes, _stride.Width * Lanes))}");
                }

                return;
            }

            AccumulatorBlock w = new(unrolled, 1, KeepsColumns: true);
            kernel.Declare("w", w, "the weights stay in registers too");
            code.Line($"w.{w.Start("ws")}");

            // Input columns in ascending order give each output its kernel columns in ascending order.
            foreach (TapRun run in block.Walk(unrolled, _stride.Width, _dilation.Width))
            {
                code.Line($"z.Meet({(run.Input == 0 ? "xs" : CodeWriter.Invariant($"xs.Slice({run.Input * Lanes})"))}, in w, {run.LastTap}, {run.TapStep}, {run.FirstColumn}, {run.Count});");
            }
        }
    }

    /// <summary>
    /// Taps of several kernel rows in registers, summed over rows and columns lane by lane; then a fixed tree sums the lanes.
    /// Several output columns stay too, and the input columns pass.
    /// </summary>
    private void WriteWeightGradientPerOutput(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        DeclareInputTable(kernel);
        DeclareWeightGradient(kernel, groups: 1);
        Size2 taps = TapBlock(kernel.Target);
        using (code.Loop("o", _out.Channels))
        using (InputLoop(kernel))
        using (kernel.OverlappingBlocks("u", _kernel.Height, taps.Height))
        using (kernel.OverlappingBlocks("v", _kernel.Width, taps.Width))
        {
            code.Line($"// {taps.Height} rows × {taps.Width} columns of kernel taps stay in registers.");
            using (kernel.LaneLoop())
            {
                ForEach(tap => code.Line($"{kernel.Vector} g{tap} = {kernel.Vector}.Zero;"));
                code.Line();
                WriteOutputs(kernel, taps);
                code.Line();
                ForEach(tap => code.Line($"g{tap}.CopyTo(sums.Slice({tap * Lanes}{kernel.Lane}, {kernel.Width}));"));
            }

            code.Line();
            using (code.Block($"for (int m = 0; m < {taps.Height}; m++)"))
            using (code.Block($"for (int n = 0; n < {taps.Width}; n++)"))
            {
                code.Line($"weightGradient[{Sum(WeightAt(), Times("(u + m)", _kernel.Width), "v", "n")}] = LaneMath.Sum(sums.Slice(({Sum(Times("m", taps.Width), "n")}) * {Lanes}, {Lanes}));");
            }
        }

        void ForEach(Action<int> write)
        {
            for (var tap = 0; tap < taps.Area; tap++)
            {
                write(tap);
            }
        }
    }

    private void WriteOutputs(KernelWriter kernel, Size2 taps)
    {
        var most = Math.Max(1, Math.Min(Math.Min(MostOutputs, _out.Width), RegisterBlock.MostUnrolled / 2 / taps.Area));
        // Where some number divides the row, one body does; a second one may be too much for RyuJIT to inline.
        var divisor = RegisterBlock.Divisor(_out.Width, most);
        var outputs = divisor > 1 ? divisor : most;
        using (kernel.Code.Loop("r", _out.Height))
        {
            kernel.ExactBlocks("c", _out.Width, outputs, size => WriteOutputsPass(kernel, taps, size));
        }
    }

    private void WriteOutputsPass(KernelWriter kernel, Size2 taps, int outputs)
    {
        CodeWriter code = kernel.Code;
        ActivationBuffer x = step.Input;
        ActivationBuffer delta = step.OutputGradient;
        var dOrigin = Sum(Times("o", delta.ChannelFloats), Times("r", delta.RowFloats), Times("c", Lanes), Term(delta.Origin));
        code.Line($"ReadOnlySpan<float> ds = delta.Slice({dOrigin}{kernel.Lane}, {((outputs - 1) * Lanes) + kernel.Width});");
        for (var p = 0; p < outputs; p++)
        {
            code.Line($"{kernel.Vector} d{p} = {kernel.Load("ds", p * Lanes)};");
        }

        var span = ((((outputs - 1) * _stride.Width) + ((taps.Width - 1) * _dilation.Width)) * Lanes) + kernel.Width;
        for (var m = 0; m < taps.Height; m++)
        {
            var origin = Sum(Times("i", x.ChannelFloats), InputRow(m == 0 ? "u" : $"(u + {m})", x.RowFloats), InputColumn());
            code.Line($"ReadOnlySpan<float> xs{m} = x.Slice({origin}{kernel.Lane}, {span});");

            // Input columns in ascending order give each tap its output columns in ascending order.
            HashSet<int> loaded = [];
            foreach (TapRun run in new ColumnBlock(outputs, WeightsStay: true).Walk(taps.Width, _stride.Width, _dilation.Width))
            {
                if (loaded.Add(run.Input))
                {
                    code.Line($"{kernel.Vector} x{m}_{run.Input} = {kernel.Load($"xs{m}", run.Input * Lanes)};");
                }

                foreach (TapRun tap in run.Apart())
                {
                    code.Line(kernel.Fma($"d{tap.FirstColumn}", $"x{m}_{run.Input}", $"g{(m * taps.Width) + tap.LastTap}"));
                }
            }
        }
    }

    /// <summary>Kernel taps whose gradients find room beside the gradients of some outputs and a value of the input.</summary>
    private Size2 TapBlock(VectorTarget target)
    {
        var room = target.Registers - MostOutputs - 1;
        var columns = Even(_kernel.Width, room);
        return new Size2(Even(_kernel.Height, Math.Max(1, room / columns)), columns);

        static int Even(int length, int most) => RegisterBlock.Blocks(length, RegisterBlock.Blocks(length, most));
    }

    /// <summary>Where the kernel of output o and input i begins.</summary>
    private string WeightAt() => step.IsDepthwise
        ? Times("o", _kernel.Area)
        : Sum(Times("o", _inputs * _kernel.Area), Times("i", _kernel.Area));
}
