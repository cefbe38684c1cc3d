using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Layers;

/// <summary>Dropout: a mask of zeros and one other number, drawn from (seed, epoch, sample) alone.</summary>
internal sealed class DropoutEmitter(DropoutStep step) : StepEmitter(step)
{
    private string Probability => CodeWriter.Invariant($"{step.Dropout.Probability:R}");

    public override IEnumerable<KernelMethod> Methods(VectorTarget target)
    {
        yield return new KernelMethod(
            $"Forward{Title}",
            Phase.Forward,
            $"{step.Name} forward in evaluation: nothing is dropped, {step.Layer.Input} → {step.Layer.Output}.",
            ["y = x"],
            WriteCopy)
        { Mode = Mode.Evaluation };
        yield return new KernelMethod(
            $"Drop{Title}",
            Phase.Forward,
            $"{step.Name} forward in training: {Description}.",
            [
                $"y = m · x, where m is 0 with probability p = {Probability} and else 1 / (1 − p), as torch.nn.Dropout",
                "N. Srivastava et al.: \"Dropout: a simple way to prevent neural networks from overfitting\", JMLR 15 (2014), scaled in training instead of evaluation",
            ],
            WriteForward)
        { Mode = Mode.Training };
        if (step.WantsInputGradient)
        {
            yield return new KernelMethod(
                $"InputGradient{Title}",
                Phase.Backward,
                $"{step.Name} backward, gradient of its input. Its forward: <see cref=\"Drop{Title}\"/>.",
                [$"∂L/∂x = m · ∂L/∂y{InputDerivative}"],
                WriteBackward);
        }
    }

    private void WriteCopy(KernelWriter kernel)
    {
        kernel.Declare("x", step.Input);
        kernel.Declare("y", step.Output, writable: true);
        var floats = step.Input.Shape.Width * Lanes;
        using (kernel.Code.Loop("i", step.Input.Shape.Channels))
        using (kernel.Code.Loop("r", step.Input.Shape.Height))
        {
            kernel.Code.Line($"x.Slice({RowAt(step.Input)}, {floats}).CopyTo(y.Slice({RowAt(step.Output)}, {floats}));");
        }
    }

    private void WriteForward(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        kernel.Declare("x", step.Input);
        kernel.Declare("y", step.Output, writable: true);
        DeclareMask(kernel, writable: true);
        code.Line($"LaneMath.DropoutMask(record.Slice({kernel.Plan.TileFactsOffset!.Value}, TileFacts.Floats), layer: {step.Number}, probability: {Probability}, mask);");
        code.Line();
        WriteValues(kernel, () => code.Line(
            $"(Create(x.Slice({ValueAt(step.Input)}{kernel.Lane}, {kernel.Width})) * {Mask(kernel)}).CopyTo(y.Slice({ValueAt(step.Output)}{kernel.Lane}, {kernel.Width}));"));
    }

    private void WriteBackward(KernelWriter kernel)
    {
        DeclareMask(kernel, writable: false);
        kernel.Declare("delta", step.OutputGradient);
        DeclareInputAndGradient(kernel, step);
        kernel.Code.Line();
        WriteValues(kernel, () => WriteGradientStores(
            kernel, step, ValueAt, columns: 1, _ => $"(Create(delta.Slice({ValueAt(step.OutputGradient)}{kernel.Lane}, {kernel.Width})) * {Mask(kernel)})"));
    }

    private void DeclareMask(KernelWriter kernel, bool writable) => kernel.Code.Line(
        $"{(writable ? "Span<float>" : "ReadOnlySpan<float>")} mask = scratch.Slice({step.MaskOffset}, {step.Input.Shape.Count * Lanes}); // m, [{step.Input.Shape.Count}][{Lanes}]");

    private void WriteValues(KernelWriter kernel, Action body)
    {
        using (kernel.Code.Loop("i", step.Input.Shape.Channels))
        using (kernel.Code.Loop("r", step.Input.Shape.Height))
        using (kernel.Code.Loop("c", step.Input.Shape.Width))
        using (kernel.LaneLoop())
        {
            body();
        }
    }

    private string Mask(KernelWriter kernel)
    {
        Shape shape = step.Input.Shape;
        var at = Sum(Times("i", shape.Height * shape.Width * Lanes), Times("r", shape.Width * Lanes), Times("c", Lanes));
        return $"{kernel.VectorClass}.Create<float>(mask.Slice({at}{kernel.Lane}, {kernel.Width}))";
    }
}
