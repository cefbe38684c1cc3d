namespace LeNet.Runtime;

/// <summary>
/// RMSprop as <c>torch.optim.RMSprop</c> does it: g ← g + λ p, s ← α s + (1 − α) g²; centred, a ← α a + (1 − α) g, and s − a² stands for s;
/// then p ← p − η g / (√s + ε), or with momentum b ← μ b + g / (√s + ε) and p ← p − η b.
/// G. Hinton, lecture 6e of "Neural networks for machine learning", 2012.
/// </summary>
/// <param name="LearningRate">η, at least 0.</param>
public sealed record RmsProp(double LearningRate) : DecayingOptimizer(LearningRate)
{
    /// <summary>α, from 0 to less than 1.</summary>
    public double Alpha { get; init; } = 0.99;

    /// <summary>ε, at least 0.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>μ, from 0 to less than 1.</summary>
    public double Momentum { get; init; }

    /// <summary>Whether the gradient's variance stands for its mean square.</summary>
    public bool Centered { get; init; }

    internal override double? FirstMomentum => Momentum;

    internal override UpdateRule CreateRule(Network network) => new RmsPropRule(this, network.Description.ParameterFloats);
}
