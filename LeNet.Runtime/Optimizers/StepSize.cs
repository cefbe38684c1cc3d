namespace LeNet.Runtime;

/// <summary>What a schedule makes of an update.</summary>
/// <param name="LearningRate">η.</param>
/// <param name="Momentum">μ or β₁, or null for the optimizer's own.</param>
internal readonly record struct StepSize(double LearningRate, double? Momentum = null);
