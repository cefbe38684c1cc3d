using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

/// <summary>Activations apart from the layer that they are applied to.</summary>
internal sealed class ActivationStepEmitter(ActivationStep step) : StepEmitter(step)
{
    private readonly ActivationEmitter _activation = ActivationEmitter.For(step.Function.Activation);

    /// <summary>The forward method: the name Forward is taken if it belongs to a layer of another kind.</summary>
    public static string ForwardName(ActivationStep step) =>
        (step.Function.IsAttribute ? "Activate" : "Forward") + Naming.PascalCase.Of(step.Name);

    public override IEnumerable<KernelMethod> Methods(VectorTarget target)
    {
        var forward = ForwardName(step);
        yield return new KernelMethod(
            forward,
            Phase.Forward,
            $"{step.Name} forward{(step.Function.IsAttribute ? ", its activation" : "")}: {Description}.",
            [_activation.Equation],
            WriteForward);
        if (step.ChangesGradient)
        {
            yield return new KernelMethod(
                (step.Function.IsAttribute ? "ActivationGradient" : "InputGradient") + Title,
                Phase.Backward,
                $"{step.Name} backward, gradient of {(step.Function.IsAttribute ? "its activation's argument" : "its input")}. Its forward: <see cref=\"{forward}\"/>.",
                [step.Function.Activation.KeepsInput ? $"∂L/∂z = ∂L/∂y · ({_activation.Derivative}){InputDerivative}" : $"∂L/∂z{InputDerivative}"],
                WriteBackward);
        }
    }

    private void WriteForward(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        kernel.Declare("z", step.Input);
        kernel.Declare("y", step.Output, writable: true);
        code.Line();
        WriteRuns(kernel, ("z", "zs", step.Input), ("y", "ys", step.Output), (z, y, floats) =>
        {
            if (_activation.InRegister)
            {
                WriteVectors(kernel, floats, at => $"{_activation.Apply(kernel, $"Create({z}.Slice({at}, {kernel.Width}))")}.CopyTo({y}.Slice({at}, {kernel.Width}));");
            }
            else
            {
                code.Line($"{z}.CopyTo({y});");
                code.Line(_activation.ApplyToSpan(y));
            }
        });
    }

    private void WriteBackward(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        kernel.Declare("x", step.Input);
        code.Line("// the input gradient takes the place of the output gradient");
        kernel.Declare("delta", step.OutputGradient, writable: true);
        code.Line();
        WriteRuns(kernel, ("x", "xs", step.Input), ("delta", "ds", step.OutputGradient), (x, delta, floats) =>
        {
            if (step.Function.Activation.KeepsInput)
            {
                code.Line(_activation.ApplyDerivativeToSpan(x, delta));
            }

            if (step.InputActivation is not NoActivation)
            {
                WriteVectors(kernel, floats, at =>
                {
                    var gradient = InputActivation.ApplyDerivative(kernel, $"Create({x}.Slice({at}, {kernel.Width}))", $"{kernel.VectorClass}.Create<float>({delta}.Slice({at}, {kernel.Width}))");
                    return $"{gradient}.CopyTo({delta}.Slice({at}, {kernel.Width}));";
                });
            }
        });
    }

    private static void WriteVectors(KernelWriter kernel, int floats, Func<string, string> statement)
    {
        using (kernel.Code.Loop("at", floats, kernel.Width))
        {
            kernel.Code.Line(statement("at"));
        }
    }

    /// <summary>Values that lie side by side in both buffers: all of them, or row by row where one has a border.</summary>
    private static void WriteRuns(
        KernelWriter kernel,
        (string Name, string Row, ActivationBuffer Buffer) read,
        (string Name, string Row, ActivationBuffer Buffer) written,
        Action<string, string, int> body)
    {
        CodeWriter code = kernel.Code;
        Shape shape = read.Buffer.Shape;
        if (read.Buffer.Border == default && written.Buffer.Border == default)
        {
            body(read.Name, written.Name, shape.Count * Lanes);
            return;
        }

        using (code.Loop("i", shape.Channels))
        using (code.Loop("r", shape.Height))
        {
            code.Line($"ReadOnlySpan<float> {read.Row} = {Row(read)};");
            code.Line($"Span<float> {written.Row} = {Row(written)};");
            body(read.Row, written.Row, shape.Width * Lanes);
        }

        string Row((string Name, string Row, ActivationBuffer Buffer) span)
        {
            ActivationBuffer buffer = span.Buffer;
            return CodeWriter.Invariant($"{span.Name}.Slice({RowAt(buffer)}, {shape.Width * Lanes})");
        }
    }
}
