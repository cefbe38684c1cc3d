using LeNet.Export.Loops;
using LeNet.Export.Loops.Training;
using LeNet.Export.Networks;
using LeNet.Runtime;

namespace LeNet.Export.C;

/// <summary>Writes a network as C99: a source and a header that need nothing but a compiler.</summary>
/// <remarks>
/// The functions compute the same bits as the engine: every result is the same chain of operations in the same order. Memory is static; weights
/// are constants, so that they stay in flash; where it trains, they are variables.
/// </remarks>
public static class CExporter
{
    private const string Format = "C";

    /// <summary>The texts of both files, with '\n' line ends. The same network gives the same texts.</summary>
    /// <param name="network">The network with its weights.</param>
    /// <param name="options">What the C is to do.</param>
    /// <exception cref="ExportException">A layer cannot be exported, or not trained.</exception>
    public static CSource Export(Network network, COptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        var exported = new ExportedNetwork(network);
        LoopProgram program = options.Trains ? TrainingProgram.Of(exported, Format) : LoopProgram.Of(exported, Format);
        var memory = new CMemory(program);
        string prefix = COptions.Prefix(program.Network.Description.Name);
        string file = options.FileName ?? prefix;
        return new CSource(CHeader.Write(program, memory, prefix), new CBody(program, memory, prefix).Write(file));
    }
}
