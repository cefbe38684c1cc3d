using LeNet.Export.Loops;
using LeNet.Export.Loops.Printing;
using LeNet.Export.Text;
using LeNet.Generator.Naming;

namespace LeNet.Export.CSharp;

/// <summary>The names that the parts of a program have in a class.</summary>
internal sealed class CSharpNames : LoopNames
{
    private readonly Dictionary<LoopTable, string> _constants = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gives each part a name that no other has.</summary>
    public CSharpNames(LoopProgram program)
        : base(program, Field, (layer, direction) => PascalCase.Of(direction) + PascalCase.Of(layer))
    {
        var names = new UniqueNames();
        foreach (LoopTable table in program.Tables)
        {
            _constants[table] = names.Of("Weights" + Pascal(table));
        }
    }

    /// <summary>The constant that a table is decoded from.</summary>
    public string ConstantOf(LoopTable table) => _constants[table];

    private static string Pascal(OwnedArray array) => PascalCase.Of(array.Owner) + PascalCase.Of(array.Name);

    private static string Field(OwnedArray array)
    {
        string pascal = Pascal(array);
        return $"_{char.ToLowerInvariant(pascal[0])}{pascal[1..]}";
    }
}
