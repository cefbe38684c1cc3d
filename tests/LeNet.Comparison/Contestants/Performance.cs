using System.Diagnostics;

namespace LeNet.Comparison.Contestants;

/// <summary>Work in equal parts, one after the other.</summary>
/// <param name="parts">Number of parts, such as batches.</param>
/// <param name="run">Does one part, from 0.</param>
/// <param name="resources">What to give back in the end, in that order.</param>
internal sealed class Performance(int parts, Action<int> run, params IDisposable[] resources) : IPerformance
{
    /// <inheritdoc/>
    public void WarmUp(TimeSpan least)
    {
        long begin = Stopwatch.GetTimestamp();
        for (int part = 0; Stopwatch.GetElapsedTime(begin) < least; part = (part + 1) % parts)
        {
            run(part);
        }
    }

    /// <inheritdoc/>
    public void Run()
    {
        for (int part = 0; part < parts; part++)
        {
            run(part);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable resource in resources)
        {
            resource.Dispose();
        }
    }
}
