namespace LeNet.Generator.Planning.OneImage;

/// <summary>How one image alone passes through the network, for one vector width.</summary>
/// <param name="Input">Planar, without a border.</param>
/// <param name="Logits">[class], filled up to whole vectors.</param>
/// <param name="MemoryFloats">Working memory.</param>
/// <param name="PreparedFloats">Parameters once more, in the order in which they are read.</param>
internal sealed record OneImagePlan(
    VectorTarget Target,
    ImageBuffer Input,
    ImageBuffer Logits,
    EquatableArray<OneImageStep> Steps,
    int MemoryFloats,
    int PreparedFloats)
{
    /// <summary>Memory that each step takes, prepared parameters included.</summary>
    public EquatableArray<StepMemory> StepFloats { get; init; }
}

/// <summary>Memory of a step.</summary>
internal readonly record struct StepMemory(string Name, int Floats);
