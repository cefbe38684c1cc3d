using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Planning;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Losses;

/// <summary>
/// How a loss and its gradient are computed, per vector width. Whatever the loss, the probabilities are the softmax of the logits; a
/// kind says what it computes before, between and after.
/// </summary>
internal abstract class LossEmitter
{
    /// <summary>What its methods' summaries call it.</summary>
    protected abstract string Name { get; }

    protected abstract string ForwardEquation { get; }

    /// <summary>The gradient of one logit, without the derivative of the last layer's activation.</summary>
    protected abstract string BackwardEquation { get; }

    /// <summary>What is subtracted from p[label], a float.</summary>
    protected virtual string TargetOfLabel => "1f";

    /// <summary>The emitter of a kind: the one place in this stage that lists them.</summary>
    public static LossEmitter For(NetworkPlan plan) => plan.Network.Loss switch
    {
        CrossEntropy crossEntropy => new CrossEntropyEmitter(crossEntropy, plan.Logits.Shape.Count),
        MeanSquaredError => new MeanSquaredErrorEmitter(),
        DiscriminativeRbf rbf => new DiscriminativeRbfEmitter(rbf),
        Loss loss => throw new NotSupportedException(loss.GetType().Name),
    };

    public void WriteLoss(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        NetworkPlan plan = kernel.Plan;
        code.Line($"/// <summary>{Name} forward: probabilities and the loss of each sample.</summary>");
        code.Line($"/// <remarks>{ForwardEquation}</remarks>");
        code.Line("[MethodImpl(LaneMath.Kernel)]");
        using (code.Block("internal static void Loss(Span<float> record, ReadOnlySpan<byte> labels)"))
        {
            kernel.Declare("z", plan.Logits);
            DeclareProbabilities(kernel);
            code.Line($"Span<float> losses = record.Slice({plan.Loss.LossesOffset}, {Lanes});");
            WriteBeforeMaximum(kernel);
            code.Line();
            code.Line("// Less the maximum, no exponential overflows and one of them is 1.");
            using (kernel.LaneLoop())
            {
                code.Line($"{kernel.Vector} max = Create(z.Slice({kernel.FirstLane}, {kernel.Width}));");
                WriteClasses(kernel, 1, () => code.Line($"max = ConditionalSelect(GreaterThan({OfClass(kernel, "z")}, max), {OfClass(kernel, "z")}, max);"));
                WriteClasses(kernel, 0, () => code.Line($"({OfClass(kernel, "z")} - max).CopyTo(p.Slice(k * {Lanes}{kernel.Lane}, {kernel.Width}));"));
                WriteAfterMaximum(kernel);
            }

            code.Line();
            code.Line("LaneMath.Exp(p);");
            WriteBeforeSum(kernel);
            using (kernel.LaneLoop())
            {
                code.Line($"{kernel.Vector} sum = {kernel.Vector}.Zero;");
                WriteClasses(kernel, 0, () => code.Line($"sum += {OfClass(kernel, "p")};"));
                WriteClasses(kernel, 0, () => code.Line($"({OfClass(kernel, "p")} / sum).CopyTo(p.Slice(k * {Lanes}{kernel.Lane}, {kernel.Width}));"));
                WriteAfterSum(kernel);
            }

            WriteEnd(kernel);
        }
    }

    public void WriteGradient(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        NetworkPlan plan = kernel.Plan;
        Step last = plan.Steps[plan.Steps.Count - 1];
        ActivationEmitter activation = ActivationEmitter.For(LayerPlanner.For(last.Layer.Layer).OutputActivation(last.Layer.Layer));
        code.Line($"/// <summary>{Name} backward: the gradient takes the place of the logits. Lanes without a sample get 0.</summary>");
        code.Line($"/// <remarks>{BackwardEquation}{(activation is NoActivationEmitter ? "" : ", times the derivative of the last layer's activation")}</remarks>");
        code.Line("[MethodImpl(LaneMath.Kernel)]");
        using (code.Block("internal static void LossGradient(Span<float> record, ReadOnlySpan<byte> labels, float weight)"))
        {
            kernel.Declare("z", plan.Logits, writable: true);
            DeclareProbabilities(kernel);
            WriteBeforeTargets(kernel);
            code.Line($"Span<float> weights = record.Slice({plan.Loss.WeightsOffset}, {Lanes});");
            code.Line("weights.Clear();");
            code.Line("weights.Slice(0, labels.Length).Fill(weight);");
            WriteLabels(kernel, $"p[labels[sample] * {Lanes} + sample] -= {TargetOfLabel};");
            code.Line();
            using (code.Block($"for (int k = 0; k < {plan.Logits.Shape.Count}; k++)"))
            using (kernel.LaneLoop())
            {
                code.Line($"{kernel.Vector} g = {GradientOf(kernel, OfClass(kernel, "p"))} * {OfLanes(kernel, "weights")};");
                code.Line($"Span<float> zs = z.Slice(k * {Lanes}{kernel.Lane}, {kernel.Width});");
                code.Line($"{activation.ApplyDerivative(kernel, $"{kernel.VectorClass}.Create<float>(zs)", "g")}.CopyTo(zs);");
            }
        }
    }

    /// <summary>Statements at the begin, where losses and p are free.</summary>
    protected abstract void WriteBeforeMaximum(KernelWriter kernel);

    /// <summary>Statements on lanes, where max is the greatest logit, and p the logits less that.</summary>
    protected virtual void WriteAfterMaximum(KernelWriter kernel)
    {
    }

    /// <summary>Statements where p is the exponentials.</summary>
    protected virtual void WriteBeforeSum(KernelWriter kernel)
    {
    }

    /// <summary>Statements on lanes, where p is the probabilities, and sum what their exponentials were divided by.</summary>
    protected virtual void WriteAfterSum(KernelWriter kernel)
    {
    }

    /// <summary>Statements at the end.</summary>
    protected virtual void WriteEnd(KernelWriter kernel)
    {
    }

    /// <summary>Statements that change p before the target of the label is subtracted.</summary>
    protected virtual void WriteBeforeTargets(KernelWriter kernel)
    {
    }

    /// <summary>The gradient of a logit of a sample of weight 1, from its p.</summary>
    protected virtual string GradientOf(KernelWriter kernel, string p) => p;

    /// <summary>The vector of a class, k.</summary>
    protected static string OfClass(KernelWriter kernel, string span) => CodeWriter.Invariant($"Create({span}.Slice(k * {Lanes}{kernel.Lane}, {kernel.Width}))");

    /// <summary>The vector of sixteen values that are there once for each sample.</summary>
    protected static string OfLanes(KernelWriter kernel, string span) =>
        CodeWriter.Invariant($"{kernel.VectorClass}.Create<float>({span}.Slice({kernel.FirstLane}, {kernel.Width}))");

    /// <summary>A loop over the samples that have a label.</summary>
    protected static void WriteLabels(KernelWriter kernel, string statement)
    {
        using (kernel.Code.Block("for (int sample = 0; sample < labels.Length; sample++)"))
        {
            kernel.Code.Line(statement);
        }
    }

    /// <summary>A loop over classes, k.</summary>
    protected static void WriteClasses(KernelWriter kernel, int from, Action body)
    {
        var classes = kernel.Plan.Logits.Shape.Count;
        if (from >= classes)
        {
            return;
        }

        using (kernel.Code.Block($"for (int k = {from}; k < {classes}; k++)"))
        {
            body();
        }

        kernel.Code.Line();
    }

    private static void DeclareProbabilities(KernelWriter kernel) => kernel.Code.Line(
        $"Span<float> p = record.Slice({kernel.Plan.Loss.ProbabilitiesOffset}, {kernel.Plan.Logits.Shape.Count * Lanes}); // probabilities [{kernel.Plan.Logits.Shape.Count}][{Lanes}]");
}
