using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

/// <summary>Convolution: this file gathers its kernels, the others write them.</summary>
internal partial class Conv2dEmitter(Conv2dStep step) : StepEmitter(step)
{
    private readonly Size2 _kernel = step.Convolution.Kernel;
    private readonly Size2 _stride = step.Convolution.Stride;
    private readonly Size2 _dilation = step.Convolution.Dilation;
    private readonly Margins _padding = step.Convolution.Margins;
    private readonly Shape _in = step.Layer.Input;
    private readonly Shape _out = step.Layer.Output;

    /// <summary>Each group of channels is convolved for itself, by code that sees only the group's part of every span.</summary>
    private readonly int _groups = step.Convolution.Groups;
    private readonly int _inputs = step.GroupInputs;
    private readonly int _outputs = step.GroupOutputs;

    /// <summary>How it is done, for the summary of its methods.</summary>
    protected virtual string Algorithm => "";

    /// <summary>Whether the kernel of the weights' gradient makes that of the bias too.</summary>
    protected virtual bool JoinsBiasGradient => false;

    public override IEnumerable<KernelMethod> Methods(VectorTarget target)
    {
        ActivationEmitter activation = ActivationEmitter.For(step.Convolution.Activation);
        var row = Position("r", _stride.Height, "u", _dilation.Height, _padding.Top);
        var column = Position("c", _stride.Width, "v", _dilation.Width, _padding.Left);
        (var weight, var input) = step.IsDepthwise ? ("w[o,0,u,v]", "o") : ("w[o,i,u,v]", "i");
        var joins = step.Bias is not null && JoinsBiasGradient;
        var group = step.Convolution.Connections is not null ? ", i and o connected"
            : _groups > 1 && !step.IsDepthwise ? ", i and o within a group" : "";
        yield return new KernelMethod(
            $"Forward{Title}",
            Phase.Forward,
            $"{step.Name} forward: {Description}{(Algorithm.Length == 0 ? "" : ", " + Algorithm)}.",
            [$"z[o,r,c] = {(step.Bias is null ? "" : "b[o] + ")}{(step.IsDepthwise ? "" : "Σ_i ")}Σ_u Σ_v {weight} · x[{input},{row},{column}]{group}", activation.Equation],
            step.IsPerOutput ? WriteForwardPerOutput : WriteForward);
        yield return new KernelMethod(
            $"WeightGradient{Title}",
            Phase.Backward,
            $"{step.Name} backward, gradient of its weights{(joins ? " and bias" : "")} over the tile. Its forward: <see cref=\"Forward{Title}\"/>.",
            [
                $"∂L/∂{weight} = Σ_r Σ_c Σ_sample ∂L/∂z[o,r,c] · x[{input},{row},{column}]{group}",
                .. joins ? ["∂L/∂b[o] = Σ_r Σ_c Σ_sample ∂L/∂z[o,r,c]"] : Array.Empty<string>(),
            ],
            step.IsPerOutput ? WriteWeightGradientPerOutput : WriteWeightGradient);
        if (step.Bias is not null && !joins)
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
                [$"∂L/∂x[{input},p,q] = {(step.IsDepthwise ? "" : "Σ_o ")}Σ_r Σ_c ∂L/∂z[o,r,c] · {weight} where p = {row} and q = {column}{group}{InputDerivative}"],
                WriteInputGradient);
        }

        yield return step.Bias is null
            ? TileSums((step.Weight, step.WeightGradientOffset))
            : TileSums((step.Weight, step.WeightGradientOffset), (step.Bias, step.BiasGradientOffset));
    }

    /// <summary>Row of the input that an output row and a kernel row meet at: 2·r + u − 1.</summary>
    private static string Position(string output, int stride, string kernel, int dilation, int padding) =>
        (stride == 1 ? output : CodeWriter.Invariant($"{stride}·{output}"))
        + "+" + (dilation == 1 ? kernel : CodeWriter.Invariant($"{dilation}·{kernel}"))
        + (padding == 0 ? "" : CodeWriter.Invariant($"−{padding}"));

    /// <summary>The input row that output row r and kernel row u meet at, as an offset.</summary>
    private string InputRow(string u, int rowFloats)
    {
        var steps = _dilation.Height == 1 ? u : CodeWriter.Invariant($"{u} * {_dilation.Height}");
        return _stride.Height == 1
            ? Times($"(r + {steps})", rowFloats)
            : CodeWriter.Invariant($"(r * {_stride.Height} + {steps}) * {rowFloats}");
    }
}
