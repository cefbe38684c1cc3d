using LeNet.Generator.Emission.Activations;
using LeNet.Generator.Planning;
using static LeNet.Generator.Emission.KernelWriter;

namespace LeNet.Generator.Emission.Losses;

/// <summary>Softmax and negative log likelihood, as torch.nn.CrossEntropyLoss.</summary>
internal sealed class CrossEntropyEmitter : LossEmitter
{
    public override string Name => "cross_entropy";

    public override void WriteLoss(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        NetworkPlan plan = kernel.Plan;
        var classes = plan.Logits.Shape.Count;
        code.Line("/// <summary>Cross-entropy forward: probabilities and the loss of each sample.</summary>");
        code.Line("/// <remarks>p[k] = exp(z[k] − max z) / Σ_j exp(z[j] − max z); L = log Σ_j exp(z[j] − max z) + max z − z[label]</remarks>");
        code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (code.Block("internal static void Loss(Span<float> record, ReadOnlySpan<byte> labels)"))
        {
            kernel.Declare("z", plan.Logits);
            DeclareProbabilities(kernel);
            code.Line($"Span<float> losses = record.Slice({plan.Loss.LossesOffset}, {Lanes});");
            code.Line("losses.Clear();");
            using (code.Block("for (int sample = 0; sample < labels.Length; sample++)"))
            {
                code.Line($"losses[sample] = z[labels[sample] * {Lanes} + sample];");
            }

            code.Line();
            code.Line("// Less the maximum, no exponential overflows and one of them is 1.");
            using (kernel.LaneLoop())
            {
                code.Line($"{kernel.Vector} max = Create(z.Slice({(kernel.Lane.Length == 0 ? "0" : "lane")}, {kernel.Width}));");
                Classes("k", 1, () => code.Line($"max = ConditionalSelect(GreaterThan(Create(z.Slice(k * {Lanes}{kernel.Lane}, {kernel.Width})), max), Create(z.Slice(k * {Lanes}{kernel.Lane}, {kernel.Width})), max);"));
                Classes("k", 0, () => code.Line($"(Create(z.Slice(k * {Lanes}{kernel.Lane}, {kernel.Width})) - max).CopyTo(p.Slice(k * {Lanes}{kernel.Lane}, {kernel.Width}));"));
                var at = kernel.Lane.Length == 0 ? "0" : "lane";
                code.Line($"Span<float> ls = losses.Slice({at}, {kernel.Width});");
                code.Line($"(max - {kernel.VectorClass}.Create<float>(ls)).CopyTo(ls);");
            }

            code.Line();
            code.Line("LaneMath.Exp(p);");
            code.Line($"Span<float> sums = record.Slice({plan.Loss.WeightsOffset}, {Lanes});");
            using (kernel.LaneLoop())
            {
                var at = kernel.Lane.Length == 0 ? "0" : "lane";
                code.Line($"{kernel.Vector} sum = {kernel.Vector}.Zero;");
                Classes("k", 0, () => code.Line($"sum += Create(p.Slice(k * {Lanes}{kernel.Lane}, {kernel.Width}));"));
                Classes("k", 0, () => code.Line($"(Create(p.Slice(k * {Lanes}{kernel.Lane}, {kernel.Width})) / sum).CopyTo(p.Slice(k * {Lanes}{kernel.Lane}, {kernel.Width}));"));
                code.Line($"sum.CopyTo(sums.Slice({at}, {kernel.Width}));");
            }

            code.Line();
            code.Line("LaneMath.Log(sums);");
            using (code.Block($"for (int sample = 0; sample < {Lanes}; sample++)"))
            {
                code.Line("losses[sample] += sums[sample];");
            }
        }

        void Classes(string variable, int from, Action body)
        {
            if (from >= classes)
            {
                return;
            }

            using (code.Block($"for (int {variable} = {from}; {variable} < {classes}; {variable}++)"))
            {
                body();
            }

            code.Line();
        }
    }

    public override void WriteGradient(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        NetworkPlan plan = kernel.Plan;
        var classes = plan.Logits.Shape.Count;
        Step last = plan.Steps[plan.Steps.Count - 1];
        ActivationEmitter activation = ActivationEmitter.For(LayerPlanner.For(last.Layer.Layer).OutputActivation(last.Layer.Layer));
        code.Line("/// <summary>Cross-entropy backward: the gradient takes the place of the logits. Lanes without a sample get 0.</summary>");
        code.Line($"/// <remarks>∂L/∂z[k] = (p[k] − [k = label]) · weight{(activation is NoActivationEmitter ? "" : ", times the derivative of the last layer's activation")}</remarks>");
        code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (code.Block("internal static void LossGradient(Span<float> record, ReadOnlySpan<byte> labels, float weight)"))
        {
            kernel.Declare("z", plan.Logits, writable: true);
            DeclareProbabilities(kernel);
            code.Line($"Span<float> weights = record.Slice({plan.Loss.WeightsOffset}, {Lanes});");
            code.Line("weights.Clear();");
            code.Line("weights.Slice(0, labels.Length).Fill(weight);");
            using (code.Block("for (int sample = 0; sample < labels.Length; sample++)"))
            {
                code.Line($"p[labels[sample] * {Lanes} + sample] -= 1f;");
            }

            code.Line();
            using (code.Block($"for (int k = 0; k < {classes}; k++)"))
            using (kernel.LaneLoop())
            {
                var at = kernel.Lane.Length == 0 ? "0" : "lane";
                code.Line($"{kernel.Vector} g = Create(p.Slice(k * {Lanes}{kernel.Lane}, {kernel.Width})) * {kernel.VectorClass}.Create<float>(weights.Slice({at}, {kernel.Width}));");
                code.Line($"Span<float> zs = z.Slice(k * {Lanes}{kernel.Lane}, {kernel.Width});");
                code.Line($"{activation.ApplyDerivative(kernel, $"{kernel.VectorClass}.Create<float>(zs)", "g")}.CopyTo(zs);");
            }
        }
    }

    private static void DeclareProbabilities(KernelWriter kernel) => kernel.Code.Line(
        $"Span<float> p = record.Slice({kernel.Plan.Loss.ProbabilitiesOffset}, {kernel.Plan.Logits.Shape.Count * Lanes}); // probabilities [{kernel.Plan.Logits.Shape.Count}][{Lanes}]");
}
