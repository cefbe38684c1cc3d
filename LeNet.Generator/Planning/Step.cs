namespace LeNet.Generator.Planning;

/// <summary>
/// A layer with its buffers. Backward, a step gets the gradient with respect to its output before its own
/// activation, and hands on the gradient with respect to its input before the activation of the layer that made it.
/// </summary>
internal abstract record Step(ShapedLayer Layer, ActivationBuffer Input, ActivationBuffer Output)
{
    /// <summary>Its name in the architecture file.</summary>
    public string Name => Layer.Layer.Name;

    /// <summary>The function that made this step's input, whose derivative goes into the input gradient.</summary>
    public Activation InputActivation { get; init; } = new NoActivation();

    /// <summary>Whether a layer before this one has parameters.</summary>
    public bool WantsInputGradient { get; init; }

    /// <summary>Where the input gradient goes; usually it takes the place of the input.</summary>
    public ActivationBuffer InputGradient { get; init; } = Input;

    /// <summary>Where the output gradient comes from.</summary>
    public ActivationBuffer OutputGradient { get; init; } = Output;

    /// <summary>Memory of a tile that is this step's own: its output and what it keeps.</summary>
    public int TileFloats { get; init; }

    /// <summary>Whether it does something else in training than in evaluation.</summary>
    public virtual bool DiffersInTraining => false;

    public virtual EquatableArray<ParameterPlan> Parameters => default;

    /// <summary>Parameters that training changes.</summary>
    public int TrainableCount => Parameters.Sum(parameter => parameter.TrainableCount);

    public virtual long ForwardMultiplyAdds => 0;

    public virtual long BackwardMultiplyAdds => ForwardMultiplyAdds * (WantsInputGradient ? 2 : 1);

    /// <summary>Its type in the architecture file.</summary>
    public abstract string Type { get; }

    /// <summary>What it does, without shapes: "5×5 convolution, tanh".</summary>
    public abstract string Kind { get; }
}
