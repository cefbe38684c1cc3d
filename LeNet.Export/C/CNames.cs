using LeNet.Export.Loops;
using LeNet.Export.Text;

namespace LeNet.Export.C;

/// <summary>The names that the parts of a program have in C.</summary>
internal sealed class CNames
{
    private readonly Dictionary<object, string> _names = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gives each part a name that no other has.</summary>
    /// <param name="program">The program.</param>
    /// <param name="memory">Where outputs lie.</param>
    public CNames(LoopProgram program, CMemory memory)
    {
        var names = new UniqueNames();
        foreach (LoopTable table in program.Tables)
        {
            _names[table] = names.Of(CIdentifiers.Of($"{table.Owner}_{table.Name}"));
        }

        foreach (LoopBuffer buffer in program.Buffers)
        {
            _names[buffer] = memory.ArrayOf(buffer) ?? names.Of(CIdentifiers.Of($"{buffer.Owner}_{buffer.Name}"));
        }

        foreach (LoopStep step in program.Steps.Skip(1))
        {
            _names[step] = names.Of("forward_" + CIdentifiers.Of(step.Name));
        }
    }

    /// <summary>The name of an array.</summary>
    public string Of(LoopArray array) => array switch
    {
        ArrayParameter parameter => parameter.Name,
        ArrayView view => view.Name,
        _ => _names[array],
    };

    /// <summary>The function that computes a layer.</summary>
    public string Of(LoopStep step) => _names[step];

    /// <summary>A function, which must not be called like one of the library.</summary>
    public static string Of(LoopFunction function) => function.Arrays.Count > 0 ? CIdentifiers.Of(function.Name) : "own_" + CIdentifiers.Of(function.Name);
}
