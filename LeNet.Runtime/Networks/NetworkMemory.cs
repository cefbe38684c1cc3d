namespace LeNet.Runtime;

/// <summary>The memory plan of a generated network, in floats. Generated code makes it; nobody else needs it.</summary>
/// <param name="scratchFloats">Working memory of a thread.</param>
/// <param name="recordFloats">Memory kept per tile of sixteen samples.</param>
/// <param name="workspaceFloats">Memory of a worker that belongs to no tile.</param>
/// <param name="logits">Offset of the logits, [class][16], in a tile's record.</param>
/// <param name="probabilities">Offset of the probabilities, [class][16], in a tile's record.</param>
/// <param name="losses">Offset of the losses, [16], in a tile's record.</param>
public readonly struct NetworkMemory(int scratchFloats, int recordFloats, int workspaceFloats, int logits, int probabilities, int losses)
{
    internal int ScratchFloats { get; } = scratchFloats;

    internal int RecordFloats { get; } = recordFloats;

    internal int WorkspaceFloats { get; } = workspaceFloats;

    internal int Logits { get; } = logits;

    internal int Probabilities { get; } = probabilities;

    internal int Losses { get; } = losses;
}

/// <summary>Where an activation of a tile lies, in floats. Generated code makes it; nobody else needs it.</summary>
/// <param name="isKept">Whether it lies in the tile's record rather than in working memory.</param>
/// <param name="offset">Offset of the first value.</param>
/// <param name="channelFloats">From one channel to the next.</param>
/// <param name="rowFloats">From one row to the next; columns are sixteen floats apart.</param>
public readonly struct ActivationMemory(bool isKept, int offset, int channelFloats, int rowFloats)
{
    internal bool IsKept { get; } = isKept;

    internal int Offset { get; } = offset;

    internal int ChannelFloats { get; } = channelFloats;

    internal int RowFloats { get; } = rowFloats;
}

/// <summary>The memory plan of a single image, in floats. Generated code makes it; nobody else needs it.</summary>
/// <param name="memoryFloats">Working memory.</param>
/// <param name="preparedFloats">Parameters once more, in the order in which they are read.</param>
/// <param name="logits">Offset of the logits in the working memory; whole vectors of sixteen follow.</param>
public readonly struct OneImageMemory(int memoryFloats, int preparedFloats, int logits)
{
    internal int MemoryFloats { get; } = memoryFloats;

    internal int PreparedFloats { get; } = preparedFloats;

    internal int Logits { get; } = logits;
}
