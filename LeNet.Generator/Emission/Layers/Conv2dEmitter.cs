using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

/// <summary>Convolution: this file gathers its kernels, the others write them.</summary>
internal sealed partial class Conv2dEmitter(Conv2dStep step) : StepEmitter(step)
{
    /// <summary>Multiply-adds that one loop body unrolls at most; more only makes code longer.</summary>
    private const int MostUnrolled = 240;

    private readonly Size2 _kernel = step.Convolution.Kernel;
    private readonly Size2 _stride = step.Convolution.Stride;
    private readonly Size2 _padding = step.Convolution.Padding;
    private readonly Shape _in = step.Layer.Input;
    private readonly Shape _out = step.Layer.Output;

    public override IEnumerable<KernelMethod> Methods(VectorTarget target)
    {
        ActivationEmitter activation = ActivationEmitter.For(step.Convolution.Activation);
        yield return new KernelMethod(
            $"Forward{Title}",
            Phase.Forward,
            $"{step.Name} forward: {step.Kind}, {Shapes}.",
            [$"z[o,r,c] = {(step.Bias is null ? "" : "b[o] + ")}Σ_i Σ_u Σ_v w[o,i,u,v] · x[i,{Position("r", _stride.Height, "u", _padding.Height)},{Position("c", _stride.Width, "v", _padding.Width)}]", activation.Equation],
            WriteForward);
        yield return new KernelMethod(
            $"WeightGradient{Title}",
            Phase.Backward,
            $"{step.Name} backward, gradient of its weights over the tile. Its forward: <see cref=\"Forward{Title}\"/>.",
            [$"∂L/∂w[o,i,u,v] = Σ_r Σ_c Σ_sample ∂L/∂z[o,r,c] · x[i,{Position("r", _stride.Height, "u", _padding.Height)},{Position("c", _stride.Width, "v", _padding.Width)}]"],
            WriteWeightGradient);
        if (step.Bias is not null)
        {
            yield return new KernelMethod(
                $"BiasGradient{Title}",
                Phase.Backward,
                $"{step.Name} backward, gradient of its bias over the tile. Its forward: <see cref=\"Forward{Title}\"/>.",
                ["∂L/∂b[o] = Σ_r Σ_c Σ_sample ∂L/∂z[o,r,c]"],
                WriteBiasGradient);
        }

        if (step.WantsInputGradient)
        {
            yield return new KernelMethod(
                $"InputGradient{Title}",
                Phase.Backward,
                $"{step.Name} backward, gradient of its input. Its forward: <see cref=\"Forward{Title}\"/>.",
                [$"∂L/∂x[i,p,q] = Σ_o Σ_r Σ_c ∂L/∂z[o,r,c] · w[o,i,u,v] where p = {Position("r", _stride.Height, "u", _padding.Height)} and q = {Position("c", _stride.Width, "v", _padding.Width)}{InputDerivative}"],
                WriteInputGradient);
        }

        yield return new KernelMethod(
            $"SumGradient{Title}",
            Phase.Gradient,
            $"{step.Name}: sums the tiles' gradients, in the order of the tiles.",
            [],
            WriteGradient);
    }

    /// <summary>Row of the input that an output row and a kernel row meet at: 2·r + u − 1.</summary>
    private static string Position(string output, int stride, string kernel, int padding) =>
        (stride == 1 ? output : CodeWriter.Invariant($"{stride}·{output}"))
        + "+" + kernel
        + (padding == 0 ? "" : CodeWriter.Invariant($"−{padding}"));

    private void WriteGradient(KernelWriter kernel)
    {
        kernel.Code.Line($"LaneMath.AddTiles(records.Slice({step.WeightGradientOffset}), {kernel.Plan.RecordFloats}, tiles, first, gradient.Slice({step.Weight.Offset}, {step.Weight.Count}), worker, workers); // {step.Weight.Title}");
        if (step.Bias is not null)
        {
            kernel.Code.Line($"LaneMath.AddTiles(records.Slice({step.BiasGradientOffset}), {kernel.Plan.RecordFloats}, tiles, first, gradient.Slice({step.Bias.Offset}, {step.Bias.Count}), worker, workers); // {step.Bias.Title}");
        }
    }
}
