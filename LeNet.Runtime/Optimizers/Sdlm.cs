namespace LeNet.Runtime;

/// <summary>
/// Stochastic diagonal Levenberg–Marquardt, which trained LeNet-5 in 1998: p ← p − η / (μ + h) · g, where h is the second derivative of the loss with respect to p,
/// estimated anew before each epoch, and within it as often as wanted. Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: "Gradient-based learning applied to document recognition", Proc. IEEE 86 (1998), appendix C.
/// </summary>
/// <param name="LearningRate">η, at least 0.</param>
public sealed record Sdlm(double LearningRate) : Optimizer(LearningRate)
{
    /// <summary>μ, greater than 0: keeps steps small where the loss is flat.</summary>
    public double Mu { get; init; } = 0.02;

    /// <summary>Samples that the second derivatives are the mean over, at least 1; all, if the training set has fewer.</summary>
    public int Samples { get; init; } = 500;

    /// <summary>Updates after which the second derivatives are estimated again within an epoch, at least 1; null, as in the paper, for once an epoch.</summary>
    public int? Interval { get; init; }

    internal override UpdateRule CreateRule(Network network) => new SdlmRule(this, network);
}
