namespace LeNet.Runtime;

/// <summary>
/// <c>CosineAnnealingLR</c>: η_min + ½ (η − η_min) (1 + cos(π t / T)). Beyond T it rises again.
/// I. Loshchilov, F. Hutter: "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, equation 5.
/// </summary>
public sealed record CosineSchedule : Schedule
{
    /// <summary>T, at least 1; null for the whole training.</summary>
    public int? Period { get; init; }

    /// <summary>η_min, at least 0.</summary>
    public double Minimum { get; init; }

    internal override bool NeedsLength => Period is null;

    private protected override StepSize After(long count, long length, double rate)
    {
        long period = Period ?? Math.Max(1, length);
        return new(Cosine(rate, Minimum, count % (2 * period) / (double)period));
    }
}
