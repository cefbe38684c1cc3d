using LeNet.Generator.Emission.Layers;
using LeNet.Generator.Emission.Losses;
using LeNet.Generator.Planning;

namespace LeNet.Generator.Emission;

/// <summary>Writes the file with all kernels of one vector width.</summary>
internal static class KernelsEmitter
{
    public static string Emit(NetworkPlan plan, string namespaceName, VectorTarget target)
    {
        CodeWriter code = new();
        SourceHeader.Write(code, $"using static System.Runtime.Intrinsics.Vector{target.Bits};");
        using (SourceHeader.Namespace(code, namespaceName))
        using (code.Block($"partial class {plan.Network.Name}"))
        {
            code.Line($"/// <summary>The network's arithmetic on {target.Bits}-bit vectors, {Describe(target)}.</summary>");
            code.Line("/// <remarks>");
            code.Line("/// Buffers hold sixteen samples side by side: [channel][row][column][16]. Every result is one chain of fused");
            code.Line("/// multiply-adds in an order that does not depend on the vector width, so that all widths give the same bits.");
            code.Line("/// </remarks>");
            using (code.Block($"private static class {ClassName(target)}"))
            {
                WriteMembers(new KernelWriter(code, plan, target));
            }
        }

        return code.ToString();
    }

    public static string ClassName(VectorTarget target) => CodeWriter.Invariant($"Vector{target.Bits}Kernels");

    private static string Describe(VectorTarget target) => target.Floats == KernelWriter.Lanes
        ? "one vector for the sixteen samples of a tile"
        : CodeWriter.Invariant($"{KernelWriter.Lanes / target.Floats} vectors for the sixteen samples of a tile");

    private static void WriteMembers(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        List<List<KernelMethod>> steps = [.. kernel.Plan.Steps.Select(step => StepEmitter.For(step).Methods(kernel.Target).ToList())];

        WriteCalls(code, Phase.Forward, "Forward: input → logits, layer by layer.", steps.SelectMany(methods => methods));
        WriteCalls(code, Phase.Backward, "Backward: gradient of the logits → gradients of every layer, last layer first.", Enumerable.Reverse(steps).SelectMany(methods => methods));
        WriteCalls(code, Phase.Gradient, "Gradients of all parameters over the tiles of a batch; each worker does its share.", steps.SelectMany(methods => methods));

        WriteGradientUnits(kernel);

        LossEmitter loss = LossEmitter.For(kernel.Plan);
        loss.WriteLoss(kernel);
        code.Line();
        loss.WriteGradient(kernel);

        foreach (KernelMethod method in steps.SelectMany(methods => methods))
        {
            code.Line();
            Write(kernel, method);
        }

        foreach (Action<KernelWriter> helper in kernel.Helpers)
        {
            code.Line();
            helper(kernel);
        }
    }

    private static void WriteGradientUnits(KernelWriter kernel)
    {
        CodeWriter code = kernel.Code;
        code.Line("/// <summary>Values of a parameter's gradient that one worker sums together.</summary>");
        using (code.Block("internal static int GradientUnit(int parameter) => parameter switch", end: "};"))
        {
            List<(ParameterPlan Parameter, int Unit)> units = [.. kernel.Plan.Steps.SelectMany(step =>
                step.Parameters.Select(parameter => (parameter, StepEmitter.For(step).GradientUnit(parameter, kernel.Target))))];
            for (var i = 0; i < units.Count; i++)
            {
                if (units[i].Unit != 1)
                {
                    code.Line($"{i} => {units[i].Unit}, // {units[i].Parameter.Title}");
                }
            }

            code.Line("_ => 1,");
        }

        code.Line();
    }

    private static void WriteCalls(CodeWriter code, Phase phase, string summary, IEnumerable<KernelMethod> methods)
    {
        List<KernelMethod> called = [.. methods.Where(method => method.Phase == phase)];
        var signature = called[0].Signature;
        IEnumerable<string> arguments = signature.Split([", "], StringSplitOptions.None).Select(parameter => parameter.Substring(parameter.LastIndexOf(' ') + 1));
        code.Line($"/// <summary>{summary}</summary>");
        using (code.Block($"internal static void {phase.ToString()}({signature})"))
        {
            foreach (KernelMethod method in called)
            {
                code.Line($"{method.Name}({string.Join(", ", arguments)});");
            }
        }

        code.Line();
    }

    private static void Write(KernelWriter kernel, KernelMethod method)
    {
        CodeWriter code = kernel.Code;
        code.Line($"/// <summary>{method.Summary}</summary>");
        if (method.Equations.Count > 0)
        {
            code.Line("/// <remarks>");
            foreach (var equation in method.Equations)
            {
                code.Line($"/// {equation}{(ReferenceEquals(equation, method.Equations[method.Equations.Count - 1]) ? "" : ";")}");
            }

            code.Line("/// </remarks>");
        }

        code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (code.Block($"private static void {method.Name}({method.Signature})"))
        {
            method.Body(kernel);
        }
    }
}
