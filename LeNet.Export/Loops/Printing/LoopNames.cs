using LeNet.Export.Loops.Training;
using LeNet.Export.Text;

namespace LeNet.Export.Loops.Printing;

/// <summary>The names that the parts of a program have in a language: each has one that no other has.</summary>
internal abstract class LoopNames
{
    private readonly Dictionary<object, string> _names = new(ReferenceEqualityComparer.Instance);

    /// <summary>Names the parts of a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="array">A table's or memory's name; null for memory that has one from elsewhere.</param>
    /// <param name="step">That of a function of a layer, given the layer's name and what the function does: forward, backward, prepare.</param>
    protected LoopNames(LoopProgram program, Func<OwnedArray, string?> array, Func<string, string, string> step)
    {
        var names = new UniqueNames();
        foreach (OwnedArray owned in program.Tables.Concat<OwnedArray>(program.Buffers))
        {
            if (array(owned) is { } name)
            {
                _names[owned] = names.Of(name);
            }
        }

        foreach (LoopStep layer in program.Steps.Skip(1))
        {
            _names[layer] = names.Of(step(layer.Name, "forward"));
        }

        foreach (BackwardStep backward in program.Training?.Backward ?? [])
        {
            _names[backward] = names.Of(step(backward.Name, "backward"));
        }

        foreach (PrepareStep prepare in program.Training?.Prepare ?? [])
        {
            _names[prepare] = names.Of(step(prepare.Name, "prepare"));
        }
    }

    /// <summary>The name of an array.</summary>
    public string Of(LoopArray array) => array switch
    {
        ArrayParameter parameter => parameter.Name,
        ArrayView view => view.Name,
        _ => NameOf((OwnedArray)array),
    };

    /// <summary>The name of a table or of memory.</summary>
    public virtual string NameOf(OwnedArray array) => _names[array];

    /// <summary>The function that computes a layer.</summary>
    public string Of(LoopStep step) => _names[step];

    /// <summary>The function that goes through a layer backward.</summary>
    public string Of(BackwardStep step) => _names[step];

    /// <summary>The function that makes something of a layer's tensors.</summary>
    public string Of(PrepareStep step) => _names[step];
}
