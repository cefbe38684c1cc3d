namespace LeNet.Runtime;

/// <summary>How the parameters follow their gradients: <see cref="Sgd"/>, <see cref="Adam"/>, <see cref="AdamW"/>, <see cref="RmsProp"/> or <see cref="Sdlm"/>.</summary>
/// <param name="LearningRate">Step size, at least 0. A <see cref="Schedule"/> moves it.</param>
public abstract record Optimizer(double LearningRate)
{
    /// <summary>Momentum, or the first of <see cref="Adam.Betas"/>; null where there is none.</summary>
    internal virtual double? FirstMomentum => null;

    /// <summary>What carries it out on a network's parameters; allocates its state.</summary>
    internal abstract UpdateRule CreateRule(Network network);
}
