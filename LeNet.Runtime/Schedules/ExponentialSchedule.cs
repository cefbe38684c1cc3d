namespace LeNet.Runtime;

/// <summary><c>ExponentialLR</c>: η γᵗ.</summary>
/// <param name="Gamma">γ, greater than 0.</param>
public sealed record ExponentialSchedule(double Gamma) : Schedule
{
    private protected override StepSize After(long count, long length, double rate) => new(rate * PortablePower.Of(Gamma, count));
}
