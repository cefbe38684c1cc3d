namespace LeNet.Runtime;

/// <summary><c>StepLR</c>: η γ^⌊t / size⌋.</summary>
/// <param name="StepSize">From one fall to the next, at least 1.</param>
public sealed record StepSchedule(int StepSize) : Schedule
{
    /// <summary>γ, greater than 0.</summary>
    public double Gamma { get; init; } = 0.1;

    private protected override StepSize After(long count, long length, double rate) => new(rate * PortablePower.Of(Gamma, count / StepSize));
}
