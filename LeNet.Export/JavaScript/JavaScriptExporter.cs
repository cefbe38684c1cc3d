using LeNet.Export.Loops;
using LeNet.Export.Networks;
using LeNet.Runtime;

namespace LeNet.Export.JavaScript;

/// <summary>A network in JavaScript.</summary>
/// <param name="Module">The text of the module.</param>
/// <param name="Declarations">The text of its declarations for TypeScript.</param>
public sealed record JavaScriptSource(string Module, string Declarations);

/// <summary>Writes a network as one ES module with its weights, which needs nothing.</summary>
/// <remarks>
/// The module computes the same bits as the engine: every result is the same chain of operations in the same order, each rounded to a float. It allocates
/// when it is loaded, and never again.
/// </remarks>
public static class JavaScriptExporter
{
    private const string Format = "JavaScript";

    /// <summary>The texts, with '\n' line ends. The same network gives the same texts.</summary>
    /// <param name="network">The network with its weights.</param>
    /// <exception cref="ExportException">A layer cannot be exported.</exception>
    public static JavaScriptSource Export(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var program = LoopProgram.Of(new ExportedNetwork(network), Format, keepsOutputs: true);
        return new JavaScriptSource(new ModuleText(program).Write(), Declarations.Write(program.Network));
    }
}
