using LeNet.Export.Loops.Layers;
using LeNet.Export.Networks;

namespace LeNet.Export.Loops.Training;

/// <summary>Writes layers of one kind backward.</summary>
internal interface ILayerTraining
{
    /// <summary>The kind's type in the architecture file.</summary>
    string Type { get; }

    /// <summary>How the layer is computed forward where its tensors change; null if as where they are constants.</summary>
    ILayerLoops? Forward => null;

    /// <summary>Whether the gradient of a tensor is one chain over the batch's samples, and not a sum over lanes.</summary>
    bool IsChain(string tensor) => false;

    /// <summary>
    /// Writes the statements that add a sample's gradients of the layer's parameters to its lane, and then, if it is wanted, replace the input by its gradient.
    /// The operations are the engine's, in its order.
    /// </summary>
    /// <param name="step">The step; memory is added to it.</param>
    /// <param name="layer">The layer.</param>
    /// <returns>What it computes, a formula a line.</returns>
    IReadOnlyList<string> Write(BackwardWriter step, ExportedLayer layer);

    /// <summary>What is made of the layer's tensors; null for nothing.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="weight">The tensor.</param>
    /// <param name="made">What is made of it.</param>
    PrepareStep? Prepare(ExportedLayer layer, LoopArray weight, LoopTable made) => null;
}
