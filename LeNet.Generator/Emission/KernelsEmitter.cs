using LeNet.Generator.Emission.Layers;
using LeNet.Generator.Emission.Losses;
using LeNet.Generator.Emission.Sharing;
using LeNet.Generator.Planning;

namespace LeNet.Generator.Emission;

/// <summary>Writes the file with all kernels of one vector width.</summary>
internal static class KernelsEmitter
{
    public static string Emit(NetworkPlan plan, string namespaceName, VectorTarget target) => new KernelFile(
        ClassName(target),
        CodeWriter.Invariant($"The network's arithmetic on {target.Bits}-bit vectors, {Describe(target)}."),
        [
            "Buffers hold sixteen samples side by side: [channel][row][column][16]. Every result is one chain of fused",
            "multiply-adds in an order that does not depend on the vector width, so that all widths give the same bits.",
        ])
    {
        Usings = plan.TileFactsOffset is null ? [] : ["using TileFacts = global::LeNet.Runtime.TileFacts;"],
    }.Emit(plan, target, namespaceName, WriteMembers);

    public static string ClassName(VectorTarget target) => CodeWriter.Invariant($"Vector{target.Bits}Kernels");

    private static string Describe(VectorTarget target) => target.Floats == KernelWriter.Lanes
        ? "one vector for the sixteen samples of a tile"
        : CodeWriter.Invariant($"{KernelWriter.Lanes / target.Floats} vectors for the sixteen samples of a tile");

    private static void WriteMembers(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        IReadOnlyList<IReadOnlyList<KernelMethod>> steps = Methods(kernel.Plan, kernel.Target);

        IEnumerable<KernelMethod> inEvaluation = steps.SelectMany(methods => methods).Where(method => method.Mode != Mode.Training);
        if (kernel.Plan.WorkspaceFloats > 0)
        {
            WriteCalls(code, Phase.Prepare, "What a worker keeps of the parameters, after each change of them.", steps.SelectMany(methods => methods));
        }

        WriteCalls(code, Phase.Forward, "Forward: input → logits, layer by layer.", inEvaluation);
        WriteTraining(code, kernel.Plan, TrainingSchedule.Of(steps));
        WriteCalls(code, Phase.Gradient, "Gradients of all parameters over the tiles of a batch; each worker does its share.", steps.SelectMany(methods => methods));

        WriteGradientUnits(kernel);

        LossEmitter loss = LossEmitter.For(kernel.Plan);
        loss.WriteLoss(kernel);
        code.Line();
        loss.WriteGradient(kernel);

        KernelTexts.Write(code, [.. steps.SelectMany(methods => methods).Select(method => TextOf(kernel, method))]);
    }

    /// <summary>The kernels of every step.</summary>
    public static IReadOnlyList<IReadOnlyList<KernelMethod>> Methods(NetworkPlan plan, VectorTarget target) =>
        [.. plan.Steps.Select(step => StepEmitter.For(step).Methods(target).ToList())];

    private static void WriteTraining(CodeWriter code, NetworkPlan plan, TrainingSchedule schedule)
    {
        if (plan.TileFactsOffset is not null)
        {
            WriteStages(code, "TrainStage", Phase.Forward, "Forward as in training, in stages: between them, the batch's statistics are taken.", schedule.Forward);
            WriteBatch(code, "BatchForward", "What the batch's tiles found out in a stage → what all of them need in the next.", schedule.BatchForward);
        }

        if (schedule.BatchBackward.Count == 0)
        {
            WriteCalls(code, Phase.Backward, "Backward: gradient of the logits → gradients of every layer, last layer first.", schedule.Backward[0]);
        }
        else
        {
            WriteStages(code, "BackwardStage", Phase.Backward, "Backward: gradient of the logits → gradients of every layer, last layer first, in stages.", schedule.Backward);
            WriteBatch(code, "BatchBackward", "The tiles' sums of gradients → the batch's.", schedule.BatchBackward);
        }
    }

    private static void WriteStages(CodeWriter code, string name, Phase phase, string summary, IReadOnlyList<IReadOnlyList<KernelMethod>> stages)
    {
        code.Line($"/// <summary>{summary}</summary>");
        using (code.Block($"internal static void {name}(int stage, {KernelMethod.SignatureOf(phase)})"))
        {
            if (stages.Count == 1)
            {
                WriteCalls(code, stages[0]);
            }
            else
            {
                WriteSwitch(code, stages);
            }
        }

        code.Line();
    }

    private static void WriteBatch(CodeWriter code, string name, string summary, IReadOnlyList<KernelMethod> methods)
    {
        if (methods.Count == 0)
        {
            return;
        }

        code.Line($"/// <summary>{summary}</summary>");
        using (code.Block($"internal static void {name}(int stage, {methods[0].Signature})"))
        {
            WriteSwitch(code, [.. methods.Select(method => new[] { method })]);
        }

        code.Line();
    }

    private static void WriteSwitch(CodeWriter code, IReadOnlyList<IReadOnlyList<KernelMethod>> stages)
    {
        using (code.Block("switch (stage)"))
        {
            for (var i = 0; i < stages.Count; i++)
            {
                code.Line($"case {i}:");
                foreach (KernelMethod method in stages[i])
                {
                    code.Line($"    {Call(method)}");
                }

                code.Line("    break;");
            }
        }
    }

    private static void WriteCalls(CodeWriter code, IEnumerable<KernelMethod> methods)
    {
        foreach (KernelMethod method in methods)
        {
            code.Line(Call(method));
        }
    }

    private static string Call(KernelMethod method)
    {
        IEnumerable<string> arguments = method.Signature.Split([", "], StringSplitOptions.None).Select(parameter => parameter.Substring(parameter.LastIndexOf(' ') + 1));
        return $"{method.Name}({string.Join(", ", arguments)});";
    }

    private static void WriteGradientUnits(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        List<string> arms = [.. kernel.Plan.Steps
            .SelectMany(step => step.Parameters.Select(parameter => (parameter.Title, Unit: StepEmitter.For(step).GradientUnit(parameter, kernel.Target))))
            .Select((parameter, index) => (parameter.Title, parameter.Unit, Index: index))
            .Where(parameter => parameter.Unit != 1)
            .Select(parameter => CodeWriter.Invariant($"{parameter.Index} => {parameter.Unit}, // {parameter.Title}"))];
        code.Line("/// <summary>Values of a parameter's gradient that one worker sums together.</summary>");
        if (arms.Count == 0)
        {
            code.Line("internal static int GradientUnit(int parameter) => 1;");
        }
        else
        {
            using (code.Block("internal static int GradientUnit(int parameter) => parameter switch", end: "};"))
            {
                arms.ForEach(code.Line);
                code.Line("_ => 1,");
            }
        }

        code.Line();
    }

    private static void WriteCalls(CodeWriter code, Phase phase, string summary, IEnumerable<KernelMethod> methods)
    {
        code.Line($"/// <summary>{summary}</summary>");
        using (code.Block($"internal static void {phase.ToString()}({KernelMethod.SignatureOf(phase)})"))
        {
            WriteCalls(code, methods.Where(method => method.Phase == phase));
        }

        code.Line();
    }

    private static KernelText TextOf(KernelWriter kernel, KernelMethod method)
    {
        List<string> comments = [$"<summary>{method.Summary}</summary>"];
        if (method.Equations.Count > 0)
        {
            comments.Add("<remarks>");
            comments.AddRange(method.Equations.Select((equation, index) => equation + (index < method.Equations.Count - 1 ? ";" : "")));
            comments.Add("</remarks>");
        }

        return KernelText.Of(method.Name, method.Signature, comments, kernel.Code.TakeBody(() => method.Body(kernel)));
    }
}
