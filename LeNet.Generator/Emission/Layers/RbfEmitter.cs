using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

internal sealed class RbfEmitter(RbfStep step) : StepEmitter(step)
{
    /// <summary>Inputs whose gradients are in registers together.</summary>
    private const int InputBlock = 4;

    private readonly int _in = step.InFeatures;
    private readonly int _out = step.OutFeatures;

    public override IEnumerable<KernelMethod> Methods(VectorTarget target)
    {
        yield return new KernelMethod(
            $"Forward{Title}",
            Phase.Forward,
            $"{step.Name} forward: {Description}.",
            ["y[o] = −Σ_i (x[i] − w[o,i])² (LeCun et al. 1998, equation 7, but for the sign)"],
            WriteForward);
        if (step.WantsInputGradient)
        {
            yield return new KernelMethod(
                $"InputGradient{Title}",
                Phase.Backward,
                $"{step.Name} backward, gradient of its input. Its forward: <see cref=\"Forward{Title}\"/>.",
                [$"∂L/∂x[i] = −2 Σ_o ∂L/∂y[o] · (x[i] − w[o,i]){InputDerivative}"],
                WriteInputGradient);
        }
    }

    /// <summary>A run of outputs in registers.</summary>
    private void WriteForward(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        DeclarePrototypes(kernel);
        kernel.Declare("x", step.Input);
        kernel.Declare("y", step.Output, writable: true);
        code.Line();
        var run = RegisterBlock.ForRun(kernel.Target, _out, 1);
        using (kernel.LaneLoop())
        using (kernel.OverlappingBlocks("o", _out, run))
        {
            code.Line($"// {run} outputs stay in registers.");
            for (var m = 0; m < run; m++)
            {
                code.Line($"{kernel.Vector} z{m} = {kernel.Vector}.Zero;");
            }

            code.Line();
            using (code.Loop("i", _in))
            {
                code.Line($"{kernel.Vector} x0 = Create(x.Slice({Times("i", Lanes)}{kernel.Lane}, {kernel.Width}));");
                code.Line($"ReadOnlySpan<float> ws = weight.Slice({Sum(Times("o", _in), "i")}, {((run - 1) * _in) + 1});");
                for (var m = 0; m < run; m++)
                {
                    code.Line($"{kernel.Vector} d{m} = x0 - Create(ws[{m * _in}]);");
                    code.Line(kernel.Fma($"d{m}", $"d{m}", $"z{m}"));
                }
            }

            code.Line();
            code.Line($"Span<float> ys = y.Slice({Times("o", Lanes)}{kernel.Lane}, {((run - 1) * Lanes) + kernel.Width});");
            for (var m = 0; m < run; m++)
            {
                code.Line($"(-z{m}).CopyTo(ys.Slice({m * Lanes}, {kernel.Width}));");
            }
        }
    }

    /// <summary>A few inputs in registers while the outputs pass.</summary>
    private void WriteInputGradient(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        DeclarePrototypes(kernel);
        kernel.Declare("delta", step.OutputGradient);
        DeclareInputAndGradient(kernel, step);
        code.Line();
        using (kernel.LaneLoop())
        {
            kernel.ExactBlocks("i", _in, InputBlock, size =>
            {
                for (var n = 0; n < size; n++)
                {
                    code.Line($"{kernel.Vector} x{n} = {kernel.VectorClass}.Create<float>(x.Slice({Sum(Times("i", Lanes), Term(n * Lanes))}{kernel.Lane}, {kernel.Width}));");
                    code.Line($"{kernel.Vector} g{n} = {kernel.Vector}.Zero;");
                }

                using (code.Loop("o", _out))
                {
                    code.Line($"{kernel.Vector} d = Create(delta.Slice({Times("o", Lanes)}{kernel.Lane}, {kernel.Width}));");
                    code.Line($"ReadOnlySpan<float> ws = weight.Slice({Sum(Times("o", _in), "i")}, {size});");
                    for (var n = 0; n < size; n++)
                    {
                        code.Line(kernel.Fma("d", $"x{n} - Create(ws[{n}])", $"g{n}"));
                    }
                }

                code.Line();
                WriteGradientStores(kernel, step, _ => Times("i", Lanes), size, n => CodeWriter.Invariant($"(g{n} * Create(-2f))"));
            });
        }
    }

    private void DeclarePrototypes(KernelWriter kernel) =>
        kernel.Code.Line($"ReadOnlySpan<float> weight = {PrototypesEmitter.Span(step)}; // [{_out}, {_in}]");
}
