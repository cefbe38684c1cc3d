using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

internal sealed class Subsample2dEmitter(Subsample2dStep step) : Pool2dEmitter(step)
{
    private readonly ActivationEmitter _activation = ActivationEmitter.For(step.Subsample.Activation);

    protected override IEnumerable<string> ForwardEquations => ["z[i,r,c] = w[i] · Σ of x[i] over the window at r, c + b[i]", _activation.Equation];

    protected override string BackwardEquation => "∂L/∂x[i,p,q] = Σ over the windows that hold p, q of ∂L/∂z[i,r,c] · w[i]";

    protected override bool ReadsInput => false;

    protected override void DeclareOthers(KernelWriter kernel)
    {
        kernel.Declare("weight", step.Weight);
        kernel.Declare("bias", step.Bias);
    }

    protected override void BeginForward(KernelWriter kernel) => kernel.Code.Line($"{kernel.Vector} sum = {kernel.Vector}.Zero;");

    protected override void ForwardTap(KernelWriter kernel, string value) => kernel.Code.Line($"sum += {value};");

    protected override string ForwardResult(KernelWriter kernel, PoolWindow window) =>
        _activation.Apply(kernel, "FusedMultiplyAdd(sum, Create(weight[i]), Create(bias[i]))");

    protected override void EndForwardRow(KernelWriter kernel)
    {
        if (!_activation.InRegister)
        {
            kernel.Code.Line(_activation.ApplyToSpan(CodeWriter.Invariant($"y.Slice({RowAt(step.Output)}, {step.Output.Shape.Width * Lanes})")));
        }
    }

    protected override void BeginBackward(KernelWriter kernel, PoolWindow window, WindowBuffer x) => kernel.Code.Line("g *= Create(weight[i]);");

    protected override string BackwardTap(KernelWriter kernel, string tap) => "g";

    protected override IEnumerable<KernelMethod> ParameterGradients()
    {
        yield return new KernelMethod(
            $"WeightGradient{Title}",
            Phase.Backward,
            $"{step.Name} backward, gradients of its coefficients and biases over the tile. Its forward: <see cref=\"Forward{Title}\"/>.",
            ["∂L/∂w[i] = Σ_r Σ_c Σ_sample ∂L/∂z[i,r,c] · Σ of x[i] over the window at r, c", "∂L/∂b[i] = Σ_r Σ_c Σ_sample ∂L/∂z[i,r,c]"],
            WriteParameterGradients);
        yield return TileSums((step.Weight, step.WeightGradientOffset), (step.Bias, step.BiasGradientOffset));
    }

    /// <summary>Two sums for each channel, lane by lane; then a fixed tree sums the lanes.</summary>
    private void WriteParameterGradients(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        kernel.Declare("x", step.Input);
        kernel.Declare("delta", step.OutputGradient);
        code.Line($"Span<float> weightGradient = record.Slice({step.WeightGradientOffset}, {step.Weight.Count}); // gradient of {step.Weight.Title}");
        code.Line($"Span<float> biasGradient = record.Slice({step.BiasGradientOffset}, {step.Bias.Count}); // gradient of {step.Bias.Title}");
        code.Line($"Span<float> sums = scratch.Slice({kernel.Plan.LaneSumsOffset}, {2 * Lanes}); // accumulators on their way to a sum over lanes");
        code.Line();
        WindowBuffer x = Buffer(kernel, "x", step.Input);
        using (code.Loop("i", step.Layer.Output.Channels))
        {
            using (kernel.LaneLoop())
            {
                code.Line($"{kernel.Vector} gw = {kernel.Vector}.Zero;");
                code.Line($"{kernel.Vector} gb = {kernel.Vector}.Zero;");
                using (code.Loop("r", step.Layer.Output.Height))
                using (code.Loop("c", step.Layer.Output.Width))
                {
                    Windows.Write(code, window =>
                    {
                        window.Declare(code, x, "xs");
                        BeginForward(kernel);
                        window.ForEach(code, tap => ForwardTap(kernel, $"Create({tap.Slice(x, "xs")})"));
                        code.Line($"{kernel.Vector} g = Create(delta.Slice({OutputAt(kernel, step.OutputGradient)}, {kernel.Width}));");
                        code.Line(kernel.Fma("g", "sum", "gw"));
                        code.Line("gb += g;");
                    });
                }

                code.Line();
                code.Line($"gw.CopyTo(sums.Slice(0{kernel.Lane}, {kernel.Width}));");
                code.Line($"gb.CopyTo(sums.Slice({Lanes}{kernel.Lane}, {kernel.Width}));");
            }

            code.Line();
            code.Line($"weightGradient[i] = LaneMath.Sum(sums.Slice(0, {Lanes}));");
            code.Line($"biasGradient[i] = LaneMath.Sum(sums.Slice({Lanes}, {Lanes}));");
        }
    }
}
