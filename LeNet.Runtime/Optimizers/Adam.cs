namespace LeNet.Runtime;

/// <summary>
/// Adam as <c>torch.optim.Adam</c> does it: g ← g + λ p, m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²,
/// then p ← p − η / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε) in update t.
/// D. P. Kingma, J. Ba: "Adam: a method for stochastic optimization", ICLR 2015.
/// </summary>
/// <param name="LearningRate">η, at least 0.</param>
public sealed record Adam(double LearningRate) : DecayingOptimizer(LearningRate)
{
    /// <summary>β₁ and β₂, each from 0 to less than 1.</summary>
    public (double First, double Second) Betas { get; init; } = (0.9, 0.999);

    /// <summary>ε, at least 0.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Whether the largest v so far is taken (S. J. Reddi, S. Kale, S. Kumar: "On the convergence of Adam and beyond", ICLR 2018).</summary>
    public bool AmsGrad { get; init; }

    internal override double? FirstMomentum => Betas.First;

    internal override UpdateRule CreateRule(Network network) => new AdamRule(this, Betas, Epsilon, AmsGrad, isDecoupled: false, network.Description.ParameterFloats);
}
