using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

/// <summary>Fully connected layers: this file gathers the kernels and writes those of one tile; the other sums gradients over a batch.</summary>
internal sealed partial class LinearEmitter(LinearStep step) : StepEmitter(step)
{
    private readonly int _in = step.InFeatures;
    private readonly int _out = step.OutFeatures;

    public override IEnumerable<KernelMethod> Methods(VectorTarget target)
    {
        yield return new KernelMethod(
            $"Forward{Title}",
            Phase.Forward,
            $"{step.Name} forward: {Description}.",
            [$"z[o] = {(step.Bias is null ? "" : "b[o] + ")}Σ_i w[o,i] · x[i]", ActivationEmitter.For(step.Linear.Activation).Equation],
            WriteForward);
        yield return new KernelMethod(
            $"KeepInput{Title}",
            Phase.Backward,
            $"{step.Name} backward, first part: keeps the tile's input, sample by sample, for <see cref=\"SumGradient{Title}\"/>.",
            [],
            WriteSamples);
        if (step.WantsInputGradient)
        {
            yield return new KernelMethod(
                $"InputGradient{Title}",
                Phase.Backward,
                $"{step.Name} backward, gradient of its input. Its forward: <see cref=\"Forward{Title}\"/>.",
                [$"∂L/∂x[i] = Σ_o ∂L/∂z[o] · w[o,i]{InputDerivative}"],
                WriteInputGradient);
        }

        foreach (KernelMethod method in GradientMethods(target))
        {
            yield return method;
        }
    }

    /// <summary>A run of outputs in registers.</summary>
    private void WriteForward(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        ActivationEmitter activation = ActivationEmitter.For(step.Linear.Activation);
        kernel.Declare("weight", step.Weight);
        if (step.Bias is not null)
        {
            kernel.Declare("bias", step.Bias);
        }

        kernel.Declare("x", step.Input);
        kernel.Declare("y", step.Output, writable: true);
        code.Line();

        var unroll = Unroll(_in, kernel.Target.Registers);
        (var run, var vectors) = RegisterBlock.ForLanes(kernel.Target, _out, unroll);
        var z = AccumulatorBlock.Of(run, vectors);
        using (kernel.LaneLoop(vectors))
        using (kernel.OverlappingBlocks("o", _out, run))
        {
            kernel.Declare("z", z, BlockOf(kernel, run, vectors, "outputs"));
            if (step.Bias is not null)
            {
                code.Line($"z.{z.Start(CodeWriter.Invariant($"bias.Slice(o, {run})"))}");
            }

            kernel.ExactBlocks("i", _in, unroll, size =>
            {
                code.Line($"ReadOnlySpan<float> xs = x.Slice({Times("i", Lanes)}{kernel.LaneOf(vectors)}, {((size - 1) * Lanes) + (vectors * kernel.Width)});");
                code.Line($"ReadOnlySpan<float> ws = weight.Slice({Sum(Times("o", _in), "i")}, {((run - 1) * _in) + size});");
                for (var k = 0; k < size; k++)
                {
                    code.Line($"z.{z.MultiplyAdd(new("ws", k, _in), new("xs", k * Lanes, kernel.Width))}");
                }
            });
            code.Line();
            code.Line($"Span<float> ys = y.Slice({Times("o", Lanes)}{kernel.LaneOf(vectors)}, {((run - 1) * Lanes) + (vectors * kernel.Width)});");
            code.Line($"z.{z.Store(kernel, "ys", Lanes, kernel.Width, activation)}");
        }

        if (!activation.InRegister)
        {
            code.Line();
            code.Line(activation.ApplyToSpan("y"));
        }
    }

    private void WriteSamples(KernelWriter kernel)
    {
        kernel.Declare("x", step.Input);
        kernel.Code.Line($"Span<float> samples = record.Slice({step.SamplesOffset}, {Lanes * step.SampleFloats}); // [{Lanes}][{step.SampleFloats}]");
        kernel.Code.Line($"LaneMath.Transpose(x, {_in}, samples, {step.SampleFloats});");
    }

    /// <summary>A run of inputs in registers.</summary>
    private void WriteInputGradient(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        kernel.Declare("weight", step.Weight);
        kernel.Declare("delta", step.OutputGradient);
        DeclareInputAndGradient(kernel, step);
        code.Line();

        var unroll = Unroll(_out, kernel.Target.Registers);
        (var run, var vectors) = RegisterBlock.ForLanes(kernel.Target, _in, unroll);
        using (kernel.LaneLoop(vectors))
        {
            kernel.ExactBlocks("i", _in, run, size =>
            {
                var g = AccumulatorBlock.Of(size, vectors);
                kernel.Declare("g", g, BlockOf(kernel, size, vectors, "inputs"));
                kernel.ExactBlocks("o", _out, unroll, outputs =>
                {
                    code.Line($"ReadOnlySpan<float> ds = delta.Slice({Times("o", Lanes)}{kernel.LaneOf(vectors)}, {((outputs - 1) * Lanes) + (vectors * kernel.Width)});");
                    code.Line($"ReadOnlySpan<float> ws = weight.Slice({Sum(Times("o", _in), "i")}, {((outputs - 1) * _in) + size});");
                    for (var k = 0; k < outputs; k++)
                    {
                        code.Line($"g.{g.MultiplyAdd(new("ws", k * _in, 1), new("ds", k * Lanes, kernel.Width))}");
                    }
                });
                code.Line();
                WriteGradientStores(kernel, step, g, size, vectors, buffer => Times("i", Lanes), _ => Lanes, kernel.Width);
            });
        }
    }

    private static string BlockOf(KernelWriter kernel, int rows, int vectors, string what) =>
        CodeWriter.Invariant($"{rows} {what}{(vectors > 1 ? CodeWriter.Invariant($" × {vectors * kernel.Width} samples") : "")}");

    /// <summary>
    /// Terms that one pass of an inner loop takes: a divisor of the length where there is one, so that nothing is left over, and few
    /// enough for RyuJIT, which inlines no more beyond 512 variables.
    /// </summary>
    private static int Unroll(int length, int registers)
    {
        var most = registers > 16 ? 2 : 6;
        foreach (var unroll in (int[])[4, 5, 6, 3, 2])
        {
            if (unroll <= most && length % unroll == 0)
            {
                return unroll;
            }
        }

        return Math.Min(length, Math.Min(4, most));
    }
}
