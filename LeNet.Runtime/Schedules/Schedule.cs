namespace LeNet.Runtime;

/// <summary>How the learning rate moves in the course of a training; the formulas are those of <c>torch.optim.lr_scheduler</c>.</summary>
public abstract record Schedule
{
    private protected Schedule()
    {
    }

    /// <summary>What the schedule counts, its warm-up included.</summary>
    public ScheduleUnit Per { get; init; }

    /// <summary>A linear rise before it, or null. What follows counts from its end.</summary>
    public Warmup? Warmup { get; init; }

    /// <summary>Whether it cannot be without knowing how long the whole training is.</summary>
    internal virtual bool NeedsLength => false;

    /// <summary>Rate and momentum of an update.</summary>
    /// <param name="count">Steps or epochs before it, the warm-up's included.</param>
    /// <param name="length">Steps or epochs of the whole training.</param>
    /// <param name="rate">The optimizer's learning rate.</param>
    internal StepSize At(long count, long length, double rate)
    {
        if (Warmup is not { } warmup)
        {
            return After(count, length, rate);
        }

        if (count >= warmup.Steps)
        {
            return After(count - warmup.Steps, Math.Max(0, length - warmup.Steps), rate);
        }

        StepSize begin = After(0, Math.Max(0, length - warmup.Steps), rate);
        return begin with { LearningRate = begin.LearningRate * Linear(warmup.StartFactor, 1, (double)count / warmup.Steps) };
    }

    /// <summary>As <see cref="At"/>, without the warm-up.</summary>
    private protected abstract StepSize After(long count, long length, double rate);

    private protected static double Linear(double from, double to, double share) => from + ((to - from) * share);

    /// <summary>How many milestones are behind.</summary>
    private protected static int Behind(IReadOnlyList<int> milestones, long count)
    {
        int behind = 0;
        while (behind < milestones.Count && milestones[behind] <= count)
        {
            behind++;
        }

        return behind;
    }

    /// <summary>Half a wave of a cosine.</summary>
    private protected static double Cosine(double from, double to, double share) => to + ((from - to) / 2 * (1 + Trigonometry.Cos(Math.PI * share)));
}
