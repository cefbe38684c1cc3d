namespace LeNet.Generator.Planning;

/// <summary>Hands out memory while a plan is made.</summary>
/// <param name="hasManyLayers">Whether each layer gets shorter code.</param>
internal sealed class PlanBuilder(bool hasManyLayers)
{
    /// <summary>Floats of a cache line: every buffer begins on one.</summary>
    private const int Alignment = 16;

    private readonly List<ParameterPlan> _parameters = [];
    private int _dropouts;

    public int ScratchFloats { get; private set; }

    public int RecordFloats { get; private set; }

    public int ParameterFloats { get; private set; }

    public int WorkspaceFloats { get; private set; }

    public bool HasManyLayers { get; } = hasManyLayers;

    public IReadOnlyList<ParameterPlan> Parameters => _parameters;

    /// <summary>The number of the next dropout layer, from 0.</summary>
    public int NextDropout() => _dropouts++;

    public int Scratch(int floats)
    {
        var offset = ScratchFloats;
        ScratchFloats += Align(floats);
        return offset;
    }

    /// <summary>Memory of a worker that stays from tile to tile.</summary>
    public int Workspace(int floats)
    {
        var offset = WorkspaceFloats;
        WorkspaceFloats += Align(floats);
        return offset;
    }

    public int Record(int floats)
    {
        var offset = RecordFloats;
        RecordFloats += Align(floats);
        return offset;
    }

    public ActivationBuffer Activation(string name, Home home, Shape shape, Margins border)
    {
        ActivationBuffer unplaced = new(name, home, 0, shape, border);
        return unplaced with { Offset = home == Home.Scratch ? Scratch(unplaced.Floats) : Record(unplaced.Floats) };
    }

    public ParameterPlan Parameter(string name, int fanIn, params int[] shape)
    {
        return Parameter(new ParameterPlan(name, new(shape), 0, fanIn));
    }

    /// <summary>Gives a parameter its place.</summary>
    public ParameterPlan Parameter(ParameterPlan unplaced)
    {
        ParameterPlan parameter = unplaced with { Offset = ParameterFloats };
        ParameterFloats += Align(parameter.Count);
        _parameters.Add(parameter);
        return parameter;
    }

    public static int Align(int floats) => (floats + Alignment - 1) / Alignment * Alignment;
}
