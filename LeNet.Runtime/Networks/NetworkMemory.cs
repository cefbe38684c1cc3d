namespace LeNet.Runtime;

/// <summary>The memory plan of a generated network, in floats. Generated code makes it; nobody else needs it.</summary>
/// <param name="scratchFloats">Working memory of a thread.</param>
/// <param name="recordFloats">Memory kept per tile of sixteen samples.</param>
/// <param name="logits">Offset of the logits, [class][16], in a tile's record.</param>
/// <param name="probabilities">Offset of the probabilities, [class][16], in a tile's record.</param>
/// <param name="losses">Offset of the losses, [16], in a tile's record.</param>
public readonly struct NetworkMemory(int scratchFloats, int recordFloats, int logits, int probabilities, int losses)
{
    internal int ScratchFloats { get; } = scratchFloats;

    internal int RecordFloats { get; } = recordFloats;

    internal int Logits { get; } = logits;

    internal int Probabilities { get; } = probabilities;

    internal int Losses { get; } = losses;
}
