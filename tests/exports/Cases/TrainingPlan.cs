namespace LeNet.Exports.Cases;

/// <summary>How a network is trained.</summary>
/// <param name="Batches">The sizes of its batches.</param>
internal sealed record TrainingPlan(IReadOnlyList<int> Batches)
{
    /// <summary>Batches of less than a tile, of several, of one sample, and of tiles the last of which is not full.</summary>
    public static TrainingPlan Default { get; } = new([5, 32, 1, 25]);

    public double LearningRate { get; init; } = 0.03;

    public double Momentum { get; init; } = 0.9;

    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Samples of all batches.</summary>
    public int Samples => Batches.Sum();
}
