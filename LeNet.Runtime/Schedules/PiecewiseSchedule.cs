namespace LeNet.Runtime;

/// <summary>Rates that are given one by one: the first until the first milestone, then the next. PyTorch has it as <c>LambdaLR</c> with a table.</summary>
public sealed record PiecewiseSchedule : Schedule
{
    /// <summary>A schedule with a rate between each two milestones.</summary>
    /// <param name="milestones">When the next rate begins, in ascending order, each at least 1.</param>
    /// <param name="rates">The rates, at least 0; one more than milestones.</param>
    public PiecewiseSchedule(IReadOnlyList<int> milestones, IReadOnlyList<double> rates)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        ArgumentNullException.ThrowIfNull(rates);
        (Milestones, Rates) = ([.. milestones], [.. rates]);
    }

    /// <summary>When the next rate begins, in ascending order.</summary>
    public IReadOnlyList<int> Milestones { get; }

    /// <summary>The rates, one more than <see cref="Milestones"/>.</summary>
    public IReadOnlyList<double> Rates { get; }

    /// <inheritdoc/>
    public bool Equals(PiecewiseSchedule? other) =>
        base.Equals(other) && Milestones.SequenceEqual(other.Milestones) && Rates.SequenceEqual(other.Rates);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Milestones.Count, Rates[0]);

    private protected override StepSize After(long count, long length, double rate) => new(Rates[Behind(Milestones, count)]);
}
