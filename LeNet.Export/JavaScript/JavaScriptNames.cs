using LeNet.Export.Loops;
using LeNet.Export.Text;

namespace LeNet.Export.JavaScript;

/// <summary>The names that the parts of a program have in a module.</summary>
internal sealed class JavaScriptNames
{
    private readonly Dictionary<object, string> _names = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gives each part a name that no other has.</summary>
    public JavaScriptNames(LoopProgram program)
    {
        var names = new UniqueNames();
        foreach (LoopTable table in program.Tables)
        {
            _names[table] = names.Of(Casing.Camel($"{table.Owner}_{table.Name}"));
        }

        foreach (LoopBuffer buffer in program.Buffers)
        {
            _names[buffer] = names.Of(Casing.Camel($"{buffer.Owner}_{buffer.Name}"));
        }

        foreach (LoopStep step in program.Steps.Skip(1))
        {
            _names[step] = names.Of("forward" + Casing.Pascal(step.Name));
        }
    }

    /// <summary>The array that elements are in, and where they begin: a part of an array is a number.</summary>
    public (string Array, string Begin) Of(LoopArray array) => array switch
    {
        ArrayParameter parameter => (parameter.Name, ""),
        ArrayView view => (Of(view.Array).Array, view.Name),
        _ => (_names[array], ""),
    };

    /// <summary>The name of a table or of memory.</summary>
    public string NameOf(LoopArray array) => _names[array];

    /// <summary>The function that computes a layer.</summary>
    public string Of(LoopStep step) => _names[step];

    /// <summary>A function.</summary>
    public static string Of(LoopFunction function) => Casing.Camel(function.Name);
}
