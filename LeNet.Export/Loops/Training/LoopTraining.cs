using LeNet.Export.Networks;

namespace LeNet.Export.Loops.Training;

/// <summary>What a program has beside prediction if it trains.</summary>
/// <remarks>
/// Samples pass one after the other, in the batch's order. For each: forward, the loss, and backward, where the gradient takes the place of the activation.
/// The sums go as the engine's: a weight gradient of a <c>linear</c> layer is one chain over the samples; all other parameters are summed lane by lane, sample s of a
/// tile of sixteen being lane s, and the lanes by a fixed tree. Its first level adds lane s + 8 to lane s, so that eight are enough in memory.
/// </remarks>
/// <param name="Tensors">What is trained, in the order of the state dict.</param>
/// <param name="Loss">(z, p, label, weight) → the loss of a sample; z, the logits, become the loss's gradient times the weight, and p is memory for as many.</param>
/// <param name="Backward">The layers' steps backward, last layer first.</param>
/// <param name="Prepare">What is made of tensors, to be done after they have changed.</param>
internal sealed record LoopTraining(IReadOnlyList<TrainedTensor> Tensors, LoopFunction Loss, IReadOnlyList<BackwardStep> Backward, IReadOnlyList<PrepareStep> Prepare)
{
    /// <summary>Samples of a tile.</summary>
    public const int TileSamples = 16;

    /// <summary>Lanes in memory.</summary>
    public const int Lanes = TileSamples / 2;
}

/// <summary>A tensor that training changes.</summary>
/// <param name="Name">Its name in the state dict.</param>
/// <param name="Weights">Its values.</param>
/// <param name="Gradient">The gradient over the samples of a batch so far, as many.</param>
/// <param name="Lanes">[8][values]: the sums of a tile's samples; null if the gradient is one chain over the samples.</param>
internal sealed record TrainedTensor(string Name, FloatTable Weights, LoopBuffer Gradient, LoopBuffer? Lanes);

/// <summary>A layer backward: from the gradient of its output, which the body calls delta, to its parameters' and to that of its input.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Equations">What it computes, a formula a line.</param>
/// <param name="Input">What it took, which the body calls x.</param>
/// <param name="ReplacesInput">Whether the input's gradient takes its place.</param>
/// <param name="Delta">Where its output's gradient lies.</param>
/// <param name="UsesLane">Whether the body wants the sample's lane.</param>
/// <param name="InputShape">The shape of x, for people.</param>
/// <param name="OutputShape">The shape of delta.</param>
/// <param name="Tables">Constants that it has beside those of its layer forward.</param>
/// <param name="Buffers">Memory that it needs for itself.</param>
/// <param name="Body">What is done.</param>
internal sealed record BackwardStep(
    string Name,
    IReadOnlyList<string> Equations,
    LoopBuffer Input,
    bool ReplacesInput,
    LoopBuffer Delta,
    bool UsesLane,
    Shape InputShape,
    Shape OutputShape,
    IReadOnlyList<LoopTable> Tables,
    IReadOnlyList<LoopBuffer> Buffers,
    IReadOnlyList<Statement> Body);

/// <summary>What is made of a layer's tensors.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Summary">What it does, in a line.</param>
/// <param name="Body">What is done.</param>
internal sealed record PrepareStep(string Name, string Summary, IReadOnlyList<Statement> Body);
