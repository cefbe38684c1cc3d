namespace LeNet.Runtime;

/// <summary><c>ReduceLROnPlateau</c>: a smaller rate whenever validation has not become better for some epochs. Looks once per epoch.</summary>
public sealed record PlateauSchedule : Schedule
{
    /// <summary>What the rate is multiplied with, greater than 0 and less than 1.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>Epochs without a better value that are borne, at least 0.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>By what share a value must be better to count, at least 0 and less than 1.</summary>
    public double Threshold { get; init; } = 1e-4;

    /// <summary>Epochs after a fall in which nothing is counted, at least 0.</summary>
    public int Cooldown { get; init; }

    /// <summary>The smallest rate, at least 0.</summary>
    public double Minimum { get; init; }

    /// <summary>Which value.</summary>
    public ValidationMetric Metric { get; init; }

    private protected override StepSize After(long count, long length, double rate) => new(rate);
}
