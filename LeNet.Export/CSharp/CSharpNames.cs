using LeNet.Export.Loops;
using LeNet.Export.Text;

namespace LeNet.Export.CSharp;

/// <summary>The names that the parts of a program have in a class.</summary>
internal sealed class CSharpNames
{
    private readonly Dictionary<LoopArray, string> _fields = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LoopTable, string> _constants = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LoopStep, string> _methods = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gives each part a name that no other has.</summary>
    public CSharpNames(LoopProgram program)
    {
        var names = new UniqueNames();
        foreach (LoopTable table in program.Tables)
        {
            string pascal = Casing.Pascal(table.Owner) + Casing.Pascal(table.Name);
            _fields[table] = names.Of(Field(pascal));
            _constants[table] = names.Of("Weights" + pascal);
        }

        foreach (LoopBuffer buffer in program.Buffers)
        {
            _fields[buffer] = names.Of(Field(Casing.Pascal(buffer.Owner) + Casing.Pascal(buffer.Name)));
        }

        foreach (LoopStep step in program.Steps.Skip(1))
        {
            _methods[step] = names.Of("Forward" + Casing.Pascal(step.Name));
        }
    }

    /// <summary>The field of a table or of memory; what has no field is called as it is.</summary>
    public string Of(LoopArray array) => array switch
    {
        ArrayParameter parameter => parameter.Name,
        ArrayView view => view.Name,
        _ => _fields[array],
    };

    /// <summary>The constant that a table is decoded from.</summary>
    public string ConstantOf(LoopTable table) => _constants[table];

    /// <summary>The method that computes a layer.</summary>
    public string Of(LoopStep step) => _methods[step];

    private static string Field(string pascal) => $"_{char.ToLowerInvariant(pascal[0])}{pascal[1..]}";
}
