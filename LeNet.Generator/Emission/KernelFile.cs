using LeNet.Generator.Emission.Blocks;
using LeNet.Generator.Planning;

namespace LeNet.Generator.Emission;

/// <summary>A file with a class of kernels for one vector width, nested in the network's.</summary>
/// <param name="ClassName">The class.</param>
/// <param name="Summary">What it is, one line.</param>
/// <param name="Remarks">What is to know about it, a line each.</param>
internal sealed record KernelFile(string ClassName, string Summary, IReadOnlyList<string> Remarks)
{
    /// <summary>Usings beside those of every such file.</summary>
    public IReadOnlyList<string> Usings { get; init; } = [];

    /// <summary>The file.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="target">The width.</param>
    /// <param name="namespaceName">Empty for the global one.</param>
    /// <param name="writeMembers">Writes the members of the class, and then the helpers that they use.</param>
    public string Emit(NetworkPlan plan, VectorTarget target, string namespaceName, Action<KernelWriter> writeMembers)
    {
        CodeWriter code = new();
        KernelWriter kernel = new(code, plan, target);
        SourceHeader.Write(
            code,
            mayBeNull: false,
            namespaceName,
            ["using global::LeNet.Runtime.Registers;", $"using static global::System.Runtime.Intrinsics.Vector{target.Bits};", .. Usings],
            outerUsings: [$"using {AccumulatorBlock.Registers} = global::LeNet.Runtime.Registers;", $"using {AccumulatorBlock.Intrinsics} = global::System.Runtime.Intrinsics;"]);
        var position = code.Position;
        using (code.Block($"partial class {plan.Network.Name}"))
        {
            code.Line($"/// <summary>{Summary}</summary>");
            code.Line("/// <remarks>");
            foreach (var remark in Remarks)
            {
                code.Line($"/// {remark}");
            }

            code.Line("/// </remarks>");
            using (code.Block($"private static class {ClassName}"))
            {
                writeMembers(kernel);
                foreach (Action<KernelWriter> helper in kernel.Helpers)
                {
                    code.Line();
                    helper(kernel);
                }
            }
        }

        InsertBlocks(code, position, namespaceName, kernel);
        return code.ToString();
    }

    /// <summary>Short names for the types of blocks that a file declares. An alias sees none of the usings beside it, only those outside of the namespace.</summary>
    private static void InsertBlocks(CodeWriter code, int position, string namespaceName, KernelWriter kernel)
    {
        List<string> aliases = [.. kernel.Blocks.Select(block => $"using {block.Name} = {block.Type(kernel.Target.Bits, isInNamespace: namespaceName.Length > 0)};")];
        code.Insert(position, aliases.Count == 0 ? aliases : [.. aliases, ""]);
    }
}
