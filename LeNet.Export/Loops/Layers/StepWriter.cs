using LeNet.Export.Networks;

namespace LeNet.Export.Loops.Layers;

/// <summary>A step in the making.</summary>
/// <param name="layer">The layer.</param>
/// <param name="inPlace">Whether the output takes the place of the input.</param>
/// <param name="format">What it is written as, for messages.</param>
/// <param name="trained">The layer's tensors by their names, where training changes them; null where they are constants.</param>
internal sealed class StepWriter(ExportedLayer layer, bool inPlace, string format, IReadOnlyDictionary<string, FloatTable>? trained = null)
{
    private readonly List<LoopTable> _tables = [];
    private readonly List<LoopBuffer> _buffers = [];

    /// <summary>What the network is written as, for messages.</summary>
    public string Format => format;

    /// <summary>The statements.</summary>
    public LoopBuilder Code { get; } = new();

    /// <summary>What comes in.</summary>
    public LoopArray X { get; } = inPlace
        ? new ArrayParameter("y", ElementType.Float, layer.Output.Count, IsResult: true)
        : new ArrayParameter("x", ElementType.Float, layer.Input.Count, IsResult: false);

    /// <summary>What goes out.</summary>
    public LoopArray Y { get; } = new ArrayParameter("y", ElementType.Float, layer.Output.Count, IsResult: true);

    /// <summary>Adds what is made of the layer's tensors: constants, or what must be made again after they have changed.</summary>
    /// <inheritdoc cref="Constants"/>
    public FloatTable Made(string name, IReadOnlyList<int> shape, string note, float[] values)
    {
        var table = new FloatTable(layer.Name, name, shape, note, values) { IsTrained = trained is not null };
        _tables.Add(table);
        return table;
    }

    /// <summary>Adds constants.</summary>
    /// <param name="name">Their name within the layer.</param>
    /// <param name="shape">Their shape, for people.</param>
    /// <param name="note">What they are.</param>
    /// <param name="values">The constants.</param>
    public FloatTable Constants(string name, IReadOnlyList<int> shape, string note, float[] values)
    {
        var table = new FloatTable(layer.Name, name, shape, note, values);
        _tables.Add(table);
        return table;
    }

    /// <summary>Adds a tensor of the layer.</summary>
    public FloatTable Tensor(string name) => TensorOrNull(name) ?? throw new KeyNotFoundException($"Layer {layer.Name} has no tensor '{name}'.");

    /// <summary>Adds a tensor of the layer; null if it has none of that name.</summary>
    public FloatTable? TensorOrNull(string name) => trained is not null ? trained.GetValueOrDefault(name)
        : layer.TensorOrNull(name) is { } tensor ? Constants(tensor.ShortName, tensor.Shape, tensor.Name, tensor.Values) : null;

    /// <summary>Adds memory.</summary>
    public LoopBuffer Buffer(string name, int length)
    {
        var buffer = new LoopBuffer(layer.Name, name, new Shape([length]), ElementType.Float);
        _buffers.Add(buffer);
        return buffer;
    }

    /// <summary>The step.</summary>
    public LoopStep ToStep(string? equation, LoopBuffer input, LoopBuffer output) => new(
        layer.Name, layer.Summary, equation, inPlace ? null : input, output, layer.Input, layer.Output, _tables, _buffers, Code.Statements);
}
