using LeNet.Export.Loops;
using LeNet.Export.Loops.Printing;
using LeNet.Export.Text;
using LeNet.Generator.Naming;

namespace LeNet.Export.JavaScript;

/// <summary>The names that the parts of a program have in a module.</summary>
internal sealed class JavaScriptNames(LoopProgram program)
    : LoopNames(program, array => Casing.Camel($"{array.Owner}_{array.Name}"), (layer, direction) => direction + PascalCase.Of(layer))
{
    /// <summary>The array that elements are in, and where they begin: a part of an array is a number.</summary>
    public (string Array, string Begin) PlaceOf(LoopArray array) => array is ArrayView view ? (PlaceOf(view.Array).Array, view.Name) : (Of(array), "");

    /// <summary>A function.</summary>
    public static string Of(LoopFunction function) => Casing.Camel(function.Name);
}
