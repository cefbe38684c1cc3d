namespace LeNet.Runtime;

/// <summary>An optimizer that knows weight decay.</summary>
/// <param name="LearningRate">Step size, at least 0.</param>
public abstract record DecayingOptimizer(double LearningRate) : Optimizer(LearningRate)
{
    /// <summary>λ: what pulls parameters towards 0, at least 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Which parameters decay.</summary>
    public DecayedParameters DecayOn { get; init; }
}
