namespace LeNet.Runtime;

/// <summary>How to check gradients.</summary>
public sealed record GradientCheckOptions
{
    /// <summary>
    /// How many values of each parameter tensor to check at most, at least 1; null for all. Those of a larger tensor are one from each of as many
    /// equal parts, at random by <see cref="Seed"/>. Every value costs two or more forward passes from its layer on.
    /// </summary>
    public int? ValuesPerTensor { get; init; } = 40;

    /// <summary>What the choice of values depends on, and what dropout drops.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads to compute on, the caller's included; 0 for one per processor. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        if (ValuesPerTensor is { } values)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(values, 1, nameof(ValuesPerTensor));
        }
    }
}
