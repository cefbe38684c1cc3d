namespace LeNet.Runtime;

/// <summary>The arithmetic of an optimizer: the same bits whichever worker updates which parameters, and with vectors of every width.</summary>
internal abstract class UpdateRule
{
    private readonly List<RuleState> _state = [];

    /// <summary>What it remembers of earlier updates, as the parameters lie.</summary>
    public IReadOnlyList<RuleState> State => _state;

    /// <summary>Updates after which it looks at the samples of an epoch again, or null for once an epoch.</summary>
    public virtual int? LookInterval => null;

    /// <summary>Looks at the samples of an epoch, before its first update and after each interval.</summary>
    /// <param name="pass">The epoch's samples.</param>
    public virtual void Look(TrainingPass pass)
    {
    }

    /// <summary>Begins an update, on one thread.</summary>
    /// <param name="step">The update, from 1.</param>
    /// <param name="size">Learning rate and momentum.</param>
    public abstract void Begin(long step, StepSize size);

    /// <summary>Updates some of the parameters.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="offset">The first to update.</param>
    /// <param name="count">How many.</param>
    /// <param name="decays">Whether weight decay is for them.</param>
    public abstract void Update(Span<float> parameters, ReadOnlySpan<float> gradient, int offset, int count, bool decays);

    /// <summary>A value for each parameter, 0 at first.</summary>
    /// <param name="name">Its name in a checkpoint.</param>
    /// <param name="floats">Parameters.</param>
    protected AlignedBuffer Remember(string name, int floats)
    {
        AlignedBuffer values = LargeMemory.Allocate("What the optimizer remembers", (long)floats * sizeof(float), () => new AlignedBuffer(floats));
        _state.Add(new RuleState(name, values));
        return values;
    }
}

/// <summary>What an optimizer remembers.</summary>
/// <param name="Name">Its name in a checkpoint.</param>
/// <param name="Values">As the parameters lie.</param>
internal readonly record struct RuleState(string Name, AlignedBuffer Values);

/// <summary>The samples of an epoch, for a rule that looks at some of them first.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="Samples">Those to train on, or null for all.</param>
/// <param name="Seed">The seed of the training.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Interval">Intervals of the epoch before.</param>
internal readonly record struct TrainingPass(Dataset Dataset, int[]? Samples, ulong Seed, int Epoch, int Interval = 0);
