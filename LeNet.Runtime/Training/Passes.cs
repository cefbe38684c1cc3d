namespace LeNet.Runtime;

/// <summary>Lets an optimizer look at the samples before an epoch, and as often within it as it wants to.</summary>
internal sealed class Passes(UpdateRule rule, ulong seed)
{
    private (Dataset Dataset, int Epoch)? _current;
    private int _updates;

    /// <summary>Before the first update of a training.</summary>
    public void Reset() => _current = null;

    /// <summary>After some updates of an epoch that is gone on with: what the optimizer saw is in its state.</summary>
    public void Resume(Dataset dataset, int epoch, int updates) => (_current, _updates) = ((dataset, epoch), updates);

    /// <summary>Before each update.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="samples">Those of it that are trained on, or null for all.</param>
    /// <param name="epoch">The epoch.</param>
    public void BeginUpdate(Dataset dataset, int[]? samples, int epoch)
    {
        if (_current != (dataset, epoch))
        {
            (_current, _updates) = ((dataset, epoch), 0);
        }

        int interval = rule.LookInterval ?? int.MaxValue;
        if (_updates % interval == 0)
        {
            rule.Look(new TrainingPass(dataset, samples, seed, epoch, _updates / interval));
        }

        _updates++;
    }
}
