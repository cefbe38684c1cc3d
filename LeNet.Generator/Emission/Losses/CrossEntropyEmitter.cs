using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Losses;

/// <summary>Softmax and negative log likelihood, as torch.nn.CrossEntropyLoss.</summary>
internal sealed class CrossEntropyEmitter(CrossEntropy loss, int classes) : LossEmitter
{
    // A single class has all the weight anyway.
    private readonly bool _isSmooth = loss.LabelSmoothing != 0 && classes > 1;

    protected override string Name => "Cross-entropy";

    protected override string ForwardEquation => "p[k] = exp(z[k] − max z) / Σ_j exp(z[j] − max z); L = log Σ_j exp(z[j] − max z) + max z − "
        + (_isSmooth ? CodeWriter.Invariant($"Σ_k t[k] z[k] with t[k] = {1 - loss.LabelSmoothing} [k = label] + {loss.LabelSmoothing} / classes") : "z[label]");

    protected override string BackwardEquation => $"∂L/∂z[k] = (p[k] − {(_isSmooth ? "t[k]" : "[k = label]")}) · weight";

    protected override string TargetOfLabel => _isSmooth ? Literal(1 - loss.LabelSmoothing) : base.TargetOfLabel;

    protected override void WriteBeforeMaximum(KernelWriter kernel)
    {
        kernel.Code.Line("losses.Clear();");
        WriteLabels(kernel, $"losses[sample] = z[labels[sample] * {Lanes} + sample];");
    }

    protected override void WriteAfterMaximum(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        if (_isSmooth)
        {
            code.Line($"{kernel.Vector} all = {kernel.Vector}.Zero;");
            WriteClasses(kernel, 0, () => code.Line($"all += {OfClass(kernel, "z")};"));
        }

        code.Line($"Span<float> ls = losses.Slice({kernel.FirstLane}, {kernel.Width});");
        var label = $"{kernel.VectorClass}.Create<float>(ls)";
        code.Line(_isSmooth
            ? $"(max - FusedMultiplyAdd({label}, Create({Literal(1 - loss.LabelSmoothing)}), all * Create({SharePerClass}))).CopyTo(ls);"
            : $"(max - {label}).CopyTo(ls);");
    }

    protected override void WriteBeforeSum(KernelWriter kernel) =>
        kernel.Code.Line($"Span<float> sums = record.Slice({kernel.Plan.Loss.WeightsOffset}, {Lanes});");

    protected override void WriteAfterSum(KernelWriter kernel) =>
        kernel.Code.Line($"sum.CopyTo(sums.Slice({kernel.FirstLane}, {kernel.Width}));");

    protected override void WriteEnd(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        code.Line();
        code.Line("LaneMath.Log(sums);");
        using (code.Block($"for (int sample = 0; sample < {Lanes}; sample++)"))
        {
            code.Line("losses[sample] += sums[sample];");
        }
    }

    protected override string GradientOf(KernelWriter kernel, string p) =>
        _isSmooth ? $"({p} - Create({SharePerClass}))" : p;

    private string SharePerClass => Literal(loss.LabelSmoothing / classes);
}
