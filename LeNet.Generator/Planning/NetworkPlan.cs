namespace LeNet.Generator.Planning;

/// <summary>Everything that emission needs: where each value lies and which steps compute it.</summary>
/// <param name="Input">The first layer's input.</param>
/// <param name="Logits">The last layer's output; training puts its gradient in its place.</param>
/// <param name="ParameterFloats">Floats of all parameters, each tensor aligned to 64 bytes.</param>
/// <param name="ScratchFloats">Working memory of a thread.</param>
/// <param name="RecordFloats">Memory kept per tile of a batch.</param>
/// <param name="WorkspaceFloats">Memory of a worker that does not belong to a tile.</param>
/// <param name="TransientOffset">Where that part of it begins that one kernel after the other uses.</param>
/// <param name="TileFactsOffset">What the samples of a tile are, in its record, for layers that differ in training; null if there is none.</param>
/// <param name="LaneSumsOffset">Scratch for accumulators on their way to a sum over lanes.</param>
/// <param name="PixelsOffset">Scratch for interleaved pixels while they are scaled, counted in floats.</param>
internal sealed record NetworkPlan(
    ShapedNetwork Network,
    ActivationBuffer Input,
    ActivationBuffer Logits,
    EquatableArray<Step> Steps,
    EquatableArray<ParameterPlan> Parameters,
    LossPlan Loss,
    int ParameterFloats,
    int ScratchFloats,
    int RecordFloats,
    int WorkspaceFloats,
    int TransientOffset,
    int? TileFactsOffset,
    int LaneSumsOffset,
    int PixelsOffset)
{
    /// <summary>Whether there are so many layers that each gets shorter code.</summary>
    public bool HasManyLayers => CodeSize.HasManyLayers(Network.Layers);

    /// <summary>What code is emitted for, the widest vectors first.</summary>
    public IReadOnlyList<VectorTarget> Targets => CodeSize.Targets(Network.Layers);

    /// <summary>What a layer is computed in: several steps, or none where it hands on its input or a step before it computes it.</summary>
    public IReadOnlyList<Step> StepsOf(ShapedLayer layer) => [.. Steps.Where(step => step.Name == layer.Layer.Name)];
}

/// <summary>A parameter tensor.</summary>
/// <param name="Name">Its name in PyTorch's state dict.</param>
/// <param name="Offset">Where it begins in the parameters, and its gradient in the gradients, in floats.</param>
/// <param name="FanIn">Inputs of one output, which bounds the initial values; with <see cref="Connections"/>, of one connection of it.</param>
internal sealed record ParameterPlan(string Name, EquatableArray<int> Shape, int Offset, int FanIn)
{
    /// <summary>Which inputs each output is connected to, or null for all; what lies elsewhere is 0 and stays so.</summary>
    public Architecture.Layers.Connections? Connections { get; init; }

    /// <summary>Values that training changes.</summary>
    public int TrainableCount => !IsTrainable ? 0
        : Connections is null || Shape.Count == 1 ? Count
        : Connections.Count * (Count / (Shape[0] * Shape[1]));

    /// <summary>The one initial value, for a tensor that does not begin at random.</summary>
    public float? InitialValue { get; init; }

    /// <summary>Whether training changes it by its gradient; PyTorch calls the others buffers.</summary>
    public bool IsTrainable { get; init; } = true;

    /// <summary>Whether it is a whole number, as PyTorch's counters: 32 bits in memory, 64 in a file.</summary>
    public bool IsInteger { get; init; }

    public int Count => Shape.Aggregate(1, (product, size) => product * size);

    /// <summary>For comments: conv1.weight [6, 1, 5, 5].</summary>
    public string Title => FormattableString.Invariant($"{Name} [{string.Join(", ", Shape)}]");
}

/// <summary>Where the loss keeps its values, in a tile's record.</summary>
/// <param name="ProbabilitiesOffset">[class][16].</param>
/// <param name="LossesOffset">[16].</param>
/// <param name="WeightsOffset">[16]: 1 / batch size for a lane that holds a sample, 0 for one that holds none.</param>
/// <param name="SharesOffset">[2][16], for the one loss that needs it.</param>
internal sealed record LossPlan(int ProbabilitiesOffset, int LossesOffset, int WeightsOffset, int SharesOffset);
