using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Naming;
using LeNet.Generator.Planning;
using LeNet.Generator.Planning.Layers;

namespace LeNet.Generator.Emission;

/// <summary>Writes the file with the fixed vectors of all rbf layers.</summary>
internal static class PrototypesEmitter
{
    private const int ValuesPerLine = 14;

    /// <summary>What kernels call the vectors of a layer, [output][input].</summary>
    public static string Span(RbfStep step) => "Prototypes.Of" + PascalCase.Of(step.Name);

    public static bool IsNeeded(NetworkPlan plan) => plan.Steps.OfType<RbfStep>().Any();

    public static string Emit(NetworkPlan plan, string namespaceName)
    {
        CodeWriter code = new();
        SourceHeader.Write(code, mayBeNull: false, namespaceName, []);
        using (code.Block($"partial class {plan.Network.Name}"))
        {
            code.Line("/// <summary>Fixed vectors, which training does not change.</summary>");
            using (code.Block("private static class Prototypes"))
            {
                RbfStep[] steps = [.. plan.Steps.OfType<RbfStep>()];
                for (var i = 0; i < steps.Length; i++)
                {
                    if (i > 0)
                    {
                        code.Line();
                    }

                    Write(code, steps[i]);
                }
            }
        }

        return code.ToString();
    }

    private static void Write(CodeWriter code, RbfStep step)
    {
        var name = Span(step);
        code.Line($"/// <summary>{step.Name}: {step.Kind}, [{step.OutFeatures}][{step.InFeatures}].</summary>");
        code.Line($"internal static ReadOnlySpan<float> {name.Substring(name.IndexOf('.') + 1)} =>");
        code.Line("[");
        for (var o = 0; o < step.OutFeatures; o++)
        {
            EquatableArray<double> row = step.Rbf.Prototypes.Rows[o];
            code.Line($"    // {o}");
            for (var first = 0; first < row.Count; first += ValuesPerLine)
            {
                code.Line($"    {string.Join(", ", row.Skip(first).Take(ValuesPerLine).Select(KernelWriter.Literal))},");
            }
        }

        code.Line("];");
    }
}
