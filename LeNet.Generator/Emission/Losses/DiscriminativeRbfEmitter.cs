using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Losses;

/// <summary>
/// LeCun et al. 1998, equation 9, with the penalties y = −z: the posterior is a softmax over the classes and one for rubbish, whose
/// logit is always −j.
/// </summary>
internal sealed class DiscriminativeRbfEmitter(DiscriminativeRbf loss) : LossEmitter
{
    protected override string Name => "Discriminative criterion";

    protected override string ForwardEquation =>
        CodeWriter.Invariant($"p[k] = exp(z[k] − max z) / Σ_i exp(z[i] − max z); L = log(exp(−j) + Σ_i exp(z[i])) − z[label] with j = {loss.RubbishPenalty} (LeCun et al. 1998, equation 9, y = −z)");

    protected override string BackwardEquation => "∂L/∂z[k] = (exp(z[k]) / (exp(−j) + Σ_i exp(z[i])) − [k = label]) · weight";

    protected override void WriteBeforeMaximum(KernelWriter kernel)
    {
        DeclareShares(kernel);
        kernel.Code.Line("losses.Clear();");
        WriteLabels(kernel, $"losses[sample] = z[labels[sample] * {Lanes} + sample];");
    }

    protected override void WriteAfterMaximum(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        code.Line("// The class for rubbish may have the greatest logit of all.");
        code.Line($"{kernel.Vector} rubbish = Create({Literal(-loss.RubbishPenalty)});");
        code.Line($"{kernel.Vector} greatest = ConditionalSelect(GreaterThan(rubbish, max), rubbish, max);");
        code.Line($"(max - greatest).CopyTo(shares.Slice({kernel.FirstLane}, {kernel.Width}));");
        code.Line($"(rubbish - greatest).CopyTo(shares.Slice({Lanes}{kernel.Lane}, {kernel.Width}));");
        code.Line($"(greatest - {OfLanes(kernel, "losses")}).CopyTo(losses.Slice({kernel.FirstLane}, {kernel.Width}));");
    }

    protected override void WriteBeforeSum(KernelWriter kernel)
    {
        kernel.Code.Line("LaneMath.Exp(shares);");
        kernel.Code.Line($"Span<float> sums = record.Slice({kernel.Plan.Loss.WeightsOffset}, {Lanes});");
    }

    protected override void WriteAfterSum(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        code.Line("// what the classes have of the posterior, and rubbish has not");
        code.Line($"{kernel.Vector} share = sum * {OfLanes(kernel, "shares")};");
        code.Line($"{kernel.Vector} total = share + {kernel.VectorClass}.Create<float>(shares.Slice({Lanes}{kernel.Lane}, {kernel.Width}));");
        code.Line($"(share / total).CopyTo(shares.Slice({kernel.FirstLane}, {kernel.Width}));");
        code.Line($"total.CopyTo(sums.Slice({kernel.FirstLane}, {kernel.Width}));");
    }

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

    protected override void WriteBeforeTargets(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        DeclareShares(kernel);
        using (code.Block($"for (int k = 0; k < {kernel.Plan.Logits.Shape.Count}; k++)"))
        using (kernel.LaneLoop())
        {
            code.Line($"Span<float> ps = p.Slice(k * {Lanes}{kernel.Lane}, {kernel.Width});");
            code.Line($"({kernel.VectorClass}.Create<float>(ps) * {OfLanes(kernel, "shares")}).CopyTo(ps);");
        }

        code.Line();
    }

    private static void DeclareShares(KernelWriter kernel) => kernel.Code.Line(
        $"Span<float> shares = record.Slice({kernel.Plan.Loss.SharesOffset}, {2 * Lanes}); // of the posterior: of all classes, and of rubbish");
}
