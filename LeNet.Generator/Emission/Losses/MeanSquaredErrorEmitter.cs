using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Losses;

/// <summary>The mean over samples and classes of the squared difference from one-hot targets, as torch.nn.MSELoss.</summary>
internal sealed class MeanSquaredErrorEmitter : LossEmitter
{
    protected override string Name => "Mean squared error";

    protected override string ForwardEquation => "p[k] = exp(z[k] − max z) / Σ_j exp(z[j] − max z); L = Σ_k (z[k] − [k = label])² / classes";

    protected override string BackwardEquation => "∂L/∂z[k] = 2 (z[k] − [k = label]) / classes · weight";

    protected override void WriteBeforeMaximum(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        code.Line();
        code.Line("// the differences, for now in the place of the probabilities");
        code.Line("z.CopyTo(p);");
        WriteLabels(kernel, $"p[labels[sample] * {Lanes} + sample] -= {TargetOfLabel};");
        code.Line();
        using (kernel.LaneLoop())
        {
            code.Line($"{kernel.Vector} error = {kernel.Vector}.Zero;");
            WriteClasses(kernel, 0, () =>
            {
                code.Line($"{kernel.Vector} difference = {OfClass(kernel, "p")};");
                code.Line(kernel.Fma("difference", "difference", "error"));
            });
            code.Line($"(error * Create({Literal(1.0 / kernel.Plan.Logits.Shape.Count)})).CopyTo(losses.Slice({kernel.FirstLane}, {kernel.Width}));");
        }
    }

    protected override void WriteBeforeTargets(KernelWriter kernel) => kernel.Code.Line("z.CopyTo(p);");

    protected override string GradientOf(KernelWriter kernel, string p) => $"{p} * Create({Literal(2.0 / kernel.Plan.Logits.Shape.Count)})";
}
