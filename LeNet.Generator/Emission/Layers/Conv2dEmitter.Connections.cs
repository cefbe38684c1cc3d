using LeNet.Generator.Architecture.Layers;

namespace LeNet.Generator.Emission.Layers;

/// <summary>Which channels a sum goes over.</summary>
internal partial class Conv2dEmitter
{
    private readonly Connections? _connections = step.Convolution.Connections;

    /// <summary>For loops over the inputs of an output.</summary>
    private void DeclareInputTable(KernelWriter kernel)
    {
        if (_connections is not null)
        {
            DeclareTable(kernel.Code, "inputs", "output channel", [.. _connections.Inputs]);
        }
    }

    /// <summary>For loops over the outputs of an input.</summary>
    private void DeclareOutputTable(KernelWriter kernel)
    {
        if (_connections is not null)
        {
            DeclareTable(kernel.Code, "outputs", "input channel", _connections.Outputs(_inputs));
        }
    }

    /// <summary>The input channels i of output channel o.</summary>
    private CodeWriter.BlockScope InputLoop(KernelWriter kernel)
    {
        if (_connections is not null)
        {
            return TableLoop(kernel.Code, "inputs", "o", "i");
        }

        kernel.Code.Line("int i = o;");
        return default;
    }

    /// <summary>The output channels o of input channel i.</summary>
    private CodeWriter.BlockScope OutputLoop(KernelWriter kernel) => _connections is null
        ? kernel.Code.Loop("o", _outputs)
        : TableLoop(kernel.Code, "outputs", "i", "o");

    /// <summary>Lists one after the other, and where each begins.</summary>
    private static void DeclareTable(CodeWriter code, string name, string of, IReadOnlyList<IReadOnlyList<int>> lists)
    {
        code.Line($"ReadOnlySpan<int> {name} = // of each {of}");
        code.Line("[");
        List<int> begins = [0];
        foreach (IReadOnlyList<int> list in lists)
        {
            code.Line($"    {(list.Count == 0 ? "// none" : string.Join(", ", list) + ",")}");
            begins.Add(begins[begins.Count - 1] + list.Count);
        }

        code.Line("];");
        code.Line($"ReadOnlySpan<int> {name}Begin = [{string.Join(", ", begins)}];");
    }

    private static CodeWriter.BlockScope TableLoop(CodeWriter code, string table, string of, string variable)
    {
        CodeWriter.BlockScope scope = code.Block($"for (int k = {table}Begin[{of}]; k < {table}Begin[{of} + 1]; k++)");
        code.Line($"int {variable} = {table}[k];");
        return scope;
    }
}
