namespace LeNet.Runtime;

/// <summary>Samples as the first layer sees them.</summary>
/// <param name="Inputs">[sample]: channel, row, column.</param>
/// <param name="Labels">The true class of each sample.</param>
/// <param name="Draw">What random choices depend on.</param>
internal sealed record ReferenceBatch(double[][] Inputs, byte[] Labels, TrainingDraw Draw);
