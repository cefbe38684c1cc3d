namespace LeNet.Runtime;

/// <summary>
/// <see cref="Adam"/> with decoupled weight decay, as <c>torch.optim.AdamW</c> does it: p ← (1 − η λ) p instead of a change of the gradient.
/// I. Loshchilov, F. Hutter: "Decoupled weight decay regularization", ICLR 2019.
/// </summary>
public sealed record AdamW : DecayingOptimizer
{
    /// <summary>With PyTorch's weight decay of 0.01.</summary>
    /// <param name="learningRate">η, at least 0.</param>
    public AdamW(double learningRate)
        : base(learningRate) => WeightDecay = 0.01;

    /// <inheritdoc cref="Adam.Betas"/>
    public (double First, double Second) Betas { get; init; } = (0.9, 0.999);

    /// <inheritdoc cref="Adam.Epsilon"/>
    public double Epsilon { get; init; } = 1e-8;

    /// <inheritdoc cref="Adam.AmsGrad"/>
    public bool AmsGrad { get; init; }

    internal override double? FirstMomentum => Betas.First;

    internal override UpdateRule CreateRule(Network network) => new AdamRule(this, Betas, Epsilon, AmsGrad, isDecoupled: true, network.Description.ParameterFloats);
}
