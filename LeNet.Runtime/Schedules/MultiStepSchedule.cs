namespace LeNet.Runtime;

/// <summary><c>MultiStepLR</c>: η γⁿ, where n milestones are behind.</summary>
public sealed record MultiStepSchedule : Schedule
{
    /// <summary>A schedule that falls at each milestone.</summary>
    /// <param name="milestones">When the rate falls, in ascending order, each at least 1.</param>
    public MultiStepSchedule(params IReadOnlyList<int> milestones)
    {
        ArgumentNullException.ThrowIfNull(milestones);
        Milestones = [.. milestones];
    }

    /// <summary>When the rate falls, in ascending order.</summary>
    public IReadOnlyList<int> Milestones { get; }

    /// <summary>γ, greater than 0.</summary>
    public double Gamma { get; init; } = 0.1;

    /// <inheritdoc/>
    public bool Equals(MultiStepSchedule? other) =>
        base.Equals(other) && Gamma.Equals(other.Gamma) && Milestones.SequenceEqual(other.Milestones);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Gamma, Milestones.Count);

    private protected override StepSize After(long count, long length, double rate) => new(rate * PortablePower.Of(Gamma, Behind(Milestones, count)));
}
