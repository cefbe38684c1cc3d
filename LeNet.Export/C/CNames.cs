using LeNet.Export.Loops;
using LeNet.Export.Loops.Printing;

namespace LeNet.Export.C;

/// <summary>The names that the parts of a program have in C.</summary>
/// <param name="program">The program.</param>
/// <param name="memory">Where outputs lie.</param>
internal sealed class CNames(LoopProgram program, CMemory memory) : LoopNames(
    program,
    array => array is LoopBuffer buffer && memory.ArrayOf(buffer) is not null ? null : CIdentifiers.Of($"{array.Owner}_{array.Name}"),
    (layer, direction) => $"{direction}_{CIdentifiers.Of(layer)}")
{
    /// <inheritdoc/>
    public override string NameOf(OwnedArray array) => (array is LoopBuffer buffer ? memory.ArrayOf(buffer) : null) ?? base.NameOf(array);

    /// <summary>A function, which must not be called like one of the library.</summary>
    public static string Of(LoopFunction function) => function.Arrays.Count > 0 ? CIdentifiers.Of(function.Name) : "own_" + CIdentifiers.Of(function.Name);
}
