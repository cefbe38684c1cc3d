namespace LeNet.Runtime;

/// <summary>A linear rise to the rate that a schedule begins with, as <c>LinearLR</c> before another in <c>SequentialLR</c>.</summary>
/// <param name="Steps">How long it takes, at least 1, in what the schedule counts.</param>
public sealed record Warmup(int Steps)
{
    /// <summary>Where it begins, as a share of the rate; greater than 0, at most 1.</summary>
    public double StartFactor { get; init; } = 1.0 / 3;
}
