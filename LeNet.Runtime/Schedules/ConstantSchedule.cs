namespace LeNet.Runtime;

/// <summary>The optimizer's learning rate throughout.</summary>
public sealed record ConstantSchedule : Schedule
{
    private protected override StepSize After(long count, long length, double rate) => new(rate);
}
