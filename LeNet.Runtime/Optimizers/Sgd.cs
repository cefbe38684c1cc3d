namespace LeNet.Runtime;

/// <summary>
/// Stochastic gradient descent as <c>torch.optim.SGD</c> does it: g ← g + λ p, v ← μ v + (1 − τ) g (v = g at first), then p ← p − η v, or p ← p − η (g + μ v)
/// with Nesterov's momentum.
/// </summary>
/// <param name="LearningRate">η, at least 0.</param>
public sealed record Sgd(double LearningRate) : DecayingOptimizer(LearningRate)
{
    /// <summary>μ, from 0 to less than 1.</summary>
    public double Momentum { get; init; }

    /// <summary>τ, from 0 to 1.</summary>
    public double Dampening { get; init; }

    /// <summary>Whether a step looks ahead along v. Needs a momentum, and no dampening.</summary>
    public bool Nesterov { get; init; }

    internal override double? FirstMomentum => Momentum;

    internal override UpdateRule CreateRule(Network network) => new SgdRule(this, network.Description.ParameterFloats);
}
