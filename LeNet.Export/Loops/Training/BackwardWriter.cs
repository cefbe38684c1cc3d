using LeNet.Export.Networks;

namespace LeNet.Export.Loops.Training;

/// <summary>A step backward in the making.</summary>
/// <param name="layer">The layer.</param>
/// <param name="before">The activation that made its input, whose derivative goes into the input's gradient; null for none.</param>
/// <param name="wantsInputGradient">Whether a layer before has something to train.</param>
/// <param name="tensors">The layer's tensors, by their names within it.</param>
/// <param name="made">What is made of them.</param>
internal sealed class BackwardWriter(
    ExportedLayer layer, ActivationGradient? before, bool wantsInputGradient, IReadOnlyDictionary<string, TrainedTensor> tensors, IReadOnlyList<LoopTable> made)
{
    private static readonly Variable Lane = new("lane", Scalar.Integer);

    private readonly List<LoopTable> _tables = [];
    private readonly List<LoopBuffer> _buffers = [];
    private readonly ArrayParameter _x = new("x", ElementType.Float, layer.Input.Count, IsResult: wantsInputGradient);
    private bool _usesLane;

    /// <summary>The statements.</summary>
    public LoopBuilder Code { get; } = new();

    /// <summary>What the layer took; the input's gradient takes its place.</summary>
    public LoopArray X => _x;

    /// <summary>The gradient of what the layer gave, before its activation.</summary>
    public LoopArray Delta { get; } = new ArrayParameter("delta", ElementType.Float, layer.Output.Count, IsResult: false);

    /// <summary>Whether the input's gradient is wanted.</summary>
    public bool WantsInputGradient => wantsInputGradient;

    /// <summary>Whether there is a tensor.</summary>
    public bool Has(string tensor) => tensors.ContainsKey(tensor);

    /// <summary>A tensor's values.</summary>
    public LoopArray Weights(string tensor) => tensors[tensor].Weights;

    /// <summary>The gradient over the batch of a tensor that is one chain over the samples.</summary>
    public LoopArray Gradient(string tensor) => tensors[tensor].Gradient;

    /// <summary>What is made of tensors, or constants of the layer.</summary>
    public LoopTable Made(string name) => made.Single(table => table.Name == name);

    /// <summary>Adds constants.</summary>
    /// <param name="name">Their name within the layer.</param>
    /// <param name="shape">Their shape, for people.</param>
    /// <param name="note">What they are.</param>
    /// <param name="values">The constants.</param>
    public IntegerTable Constants(string name, IReadOnlyList<int> shape, string note, IReadOnlyList<int> values)
    {
        var table = new IntegerTable(layer.Name, name, shape, note, values);
        _tables.Add(table);
        return table;
    }

    /// <summary>The sums over samples of a tensor's gradient in this sample's lane.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="name">What the statements call it.</param>
    public ArrayView SumsOf(string tensor, string name)
    {
        _usesLane = true;
        LoopBuffer lanes = tensors[tensor].Lanes ?? throw new InvalidOperationException($"{layer.Name}.{tensor} has no lanes.");
        int length = lanes.Length / LoopTraining.Lanes;
        return Code.View(name, lanes, Lane * length, length);
    }

    /// <summary>
    /// a · b where it is added to something. As a fused multiply-add of 0 it is rounded by itself even with clang's -ffp-contract=fast, which fuses
    /// plain products with sums whatever the source says. (Of −0 it makes 0, which changes no sum.)
    /// </summary>
    public static Expression Product(Expression a, Expression b) => Expression.Fma(a, b, 0f);

    /// <summary>Adds to an element.</summary>
    public void Add(LoopArray array, Expression index, Expression value) => Code.Store(array, index, array[index] + value);

    /// <summary>Stores 0 everywhere.</summary>
    public void Clear(LoopArray array)
    {
        using (Code.For("k", array, out Variable k))
        {
            Code.Store(array, k, 0f);
        }
    }

    /// <summary>Adds memory.</summary>
    public LoopBuffer Buffer(string name, int length)
    {
        var buffer = new LoopBuffer(layer.Name, name, new Shape([length]), ElementType.Float);
        _buffers.Add(buffer);
        return buffer;
    }

    /// <summary>Stores the gradient of an input, times the derivative of the activation that made it.</summary>
    public void StoreInput(Expression index, Expression gradient) => Code.Store(X, index, before is null ? gradient : before.Of(X[index], gradient));

    /// <summary>The step.</summary>
    public BackwardStep ToStep(IReadOnlyList<string> equations, LoopBuffer input, LoopBuffer output) => new(
        layer.Name,
        [.. equations, .. wantsInputGradient && before is not null ? [$"∂L/∂x times the derivative of the layer before, {before.Equation}"] : Array.Empty<string>()],
        input,
        wantsInputGradient,
        output,
        _usesLane,
        layer.Input,
        layer.Output,
        _tables,
        _buffers,
        Code.Statements);
}
