using LeNet.Export.Networks;

namespace LeNet.Export.Loops.Layers;

/// <summary>Writes layers of one kind as loops.</summary>
internal interface ILayerLoops
{
    /// <summary>The kind's type in the architecture file.</summary>
    string Type { get; }

    /// <summary>Whether a layer leaves its values as they are, so that it needs no code.</summary>
    bool IsIdentity => false;

    /// <summary>
    /// Writes the statements that compute a layer, without its activation: from the array x to the array y, both one sample
    /// in the order channel, row, column. The operations are the engine's, in its order.
    /// </summary>
    /// <param name="step">The step; constants and memory are added to it.</param>
    /// <param name="layer">The layer; every key of its settings is read.</param>
    /// <returns>What it computes as a formula; null if the layer's summary says it all.</returns>
    /// <exception cref="ExportException">It cannot be exported.</exception>
    string? Write(StepWriter step, ExportedLayer layer);
}
