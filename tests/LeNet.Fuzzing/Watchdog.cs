namespace LeNet.Fuzzing;

/// <summary>Notices an input that takes too long. A thread cannot be stopped from outside, so who is told should end the process.</summary>
internal sealed class Watchdog : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly Action _tell;
    private readonly Timer _timer;
    private long _inputs;
    private long _seen = -1;

    /// <summary>Begins to watch.</summary>
    /// <param name="limit">How long an input may take; it is noticed after twice that at the latest.</param>
    /// <param name="tell">Called once on another thread.</param>
    public Watchdog(TimeSpan limit, Action tell)
    {
        (_limit, _tell) = (limit, tell);
        _timer = new Timer(_ => Look(), null, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The next input begins.</summary>
    public void Next() => Volatile.Write(ref _inputs, _inputs + 1);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        long inputs = Volatile.Read(ref _inputs);
        if (inputs == _seen)
        {
            _tell();
            return;
        }

        _seen = inputs;
        _timer.Change(_limit, Timeout.InfiniteTimeSpan);
    }
}
