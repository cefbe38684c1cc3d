namespace LeNet.Runtime;

/// <summary><c>LinearLR</c>: a factor that moves evenly from one value to another, and stays there.</summary>
public sealed record LinearSchedule : Schedule
{
    /// <summary>The factor at first, greater than 0, at most 1.</summary>
    public double StartFactor { get; init; } = 1.0 / 3;

    /// <summary>The factor in the end, from 0 to 1.</summary>
    public double EndFactor { get; init; } = 1;

    /// <summary>How long it moves, at least 1.</summary>
    public int Duration { get; init; } = 5;

    private protected override StepSize After(long count, long length, double rate) =>
        new(rate * Linear(StartFactor, EndFactor, Math.Min(count, Duration) / (double)Duration));
}
