namespace LeNet.Runtime;

/// <summary>
/// <c>OneCycleLR</c>: from the largest rate divided by one factor up to it, and down to a far smaller one, while the momentum goes the other way.
/// L. N. Smith, N. Topin: "Super-convergence: very fast training of neural networks using large learning rates", 2018.
/// </summary>
public sealed record OneCycleSchedule : Schedule
{
    /// <summary>The largest rate, greater than 0; null for the optimizer's.</summary>
    public double? MaxLearningRate { get; init; }

    /// <summary>The cycle's length, at least 2; null for the whole training. Beyond it nothing moves.</summary>
    public int? TotalSteps { get; init; }

    /// <summary>The share of the cycle in which the rate rises, between 0 and 1.</summary>
    public double RisingShare { get; init; } = 0.3;

    /// <summary>How rate and momentum move.</summary>
    public AnnealStrategy Anneal { get; init; }

    /// <summary>Whether the momentum moves, or β₁.</summary>
    public bool CycleMomentum { get; init; } = true;

    /// <summary>The momentum where the rate is largest, from 0 to less than 1.</summary>
    public double BaseMomentum { get; init; } = 0.85;

    /// <summary>The momentum where the rate is smallest, from 0 to less than 1.</summary>
    public double MaxMomentum { get; init; } = 0.95;

    /// <summary>The largest rate by the first, greater than 0.</summary>
    public double StartDivisor { get; init; } = 25;

    /// <summary>The first rate by the last, greater than 0.</summary>
    public double FinalDivisor { get; init; } = 1e4;

    /// <summary>Whether the rate falls to where it began as it rose, and only then further.</summary>
    public bool ThreePhase { get; init; }

    internal override bool NeedsLength => TotalSteps is null;

    private protected override StepSize After(long count, long length, double rate)
    {
        double largest = MaxLearningRate ?? rate;
        double first = largest / StartDivisor;
        double last = first / FinalDivisor;
        double total = TotalSteps ?? Math.Max(2, length);
        double top = Math.Max(double.Epsilon, (RisingShare * total) - 1);
        double end = Math.Max(top, total - 1);
        double t = Math.Min(count, end);
        if (t <= top)
        {
            return Between(first, largest, MaxMomentum, BaseMomentum, t / top);
        }

        double back = Math.Min(end, (2 * RisingShare * total) - 2);
        if (!ThreePhase)
        {
            return Between(largest, last, BaseMomentum, MaxMomentum, (t - top) / (end - top));
        }

        return t <= back
            ? Between(largest, first, BaseMomentum, MaxMomentum, (t - top) / (back - top))
            : Between(first, last, MaxMomentum, MaxMomentum, (t - back) / (end - back));
    }

    private StepSize Between(double rate, double nextRate, double momentum, double nextMomentum, double share) => Anneal == AnnealStrategy.Cosine
        ? new(Cosine(rate, nextRate, share), CycleMomentum ? Cosine(momentum, nextMomentum, share) : null)
        : new(Linear(rate, nextRate, share), CycleMomentum ? Linear(momentum, nextMomentum, share) : null);
}
