namespace LeNet.Comparison.Contestants;

/// <summary>Work in equal parts, one after the other.</summary>
/// <param name="parts">Number of parts, such as batches.</param>
/// <param name="run">Does one part, from 0.</param>
/// <param name="resources">What to give back in the end, in that order.</param>
internal sealed class Performance(int parts, Action<int> run, params IDisposable[] resources) : IPerformance
{
    private const int WarmUpParts = 100;

    /// <inheritdoc/>
    public void WarmUp() => Run(Math.Min(parts, WarmUpParts));

    /// <inheritdoc/>
    public void Run() => Run(parts);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable resource in resources)
        {
            resource.Dispose();
        }
    }

    private void Run(int count)
    {
        for (int part = 0; part < count; part++)
        {
            run(part);
        }
    }
}
