using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace LeNet.Runtime;

/// <summary>
/// Threads that wait for work together. A step of training takes a fraction of a millisecond, so they spin for a moment
/// before they block, unless the threads of all pools are more than the processors. With one worker there are no threads: the caller does all. Running work allocates nothing.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    /// <summary>
    /// Spinning lasts a millisecond, which is longer than a phase of a step and than it takes to wake a thread.
    /// If it were shorter, one late thread would send the others to sleep, and from then on all would wake each other late.
    /// </summary>
    private const int SpinsPerSecond = 1000;

    /// <summary>Threads of all pools that are working or spinning, callers included.</summary>
    private static int _awake;

    private readonly Lock _running = new();
    private readonly object _gate = new();
    private readonly Thread[] _threads;
    private IWork? _work;
    private ExceptionDispatchInfo? _failure;
    private int _ticket;
    private int _remaining;
    private int _sleepers;
    private bool _stopping;

    /// <param name="workers">Workers, the caller's thread included.</param>
    public WorkerPool(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        Workers = workers;

        _threads = new Thread[workers - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            int worker = i + 1;
            _threads[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"LeNet worker {worker}" };
            _threads[i].Start();
        }
    }

    /// <summary>Workers, the caller's thread included.</summary>
    public int Workers { get; }

    /// <summary>Has every worker do its share, and waits for all. What one of them throws, this throws.</summary>
    public void Run(IWork work)
    {
        lock (_running)
        {
            ObjectDisposedException.ThrowIf(_stopping, this);
            Interlocked.Increment(ref _awake);
            try
            {
                if (_threads.Length == 0)
                {
                    work.Execute(0, 1);
                }
                else
                {
                    RunTogether(work);
                }
            }
            finally
            {
                Interlocked.Decrement(ref _awake);
            }
        }
    }

    private void RunTogether(IWork work)
    {
        _work = work;
        _failure = null;
        _remaining = _threads.Length;
        Interlocked.Increment(ref _ticket);
        WakeSleepers();

        try
        {
            work.Execute(0, Workers);
        }
        finally
        {
            AwaitWorkers();
            _work = null;
        }

        _failure?.Throw();
    }

    /// <summary>Ends the threads, once the work in hand is done.</summary>
    public void Dispose()
    {
        lock (_running)
        {
            if (_stopping)
            {
                return;
            }

            _stopping = true;
            Interlocked.Increment(ref _ticket);
        }

        WakeSleepers();
        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    private void Serve(int worker)
    {
        Interlocked.Increment(ref _awake);
        for (int seen = 0; ; seen++)
        {
            AwaitTicket(seen);
            if (_stopping)
            {
                break;
            }

            try
            {
                _work!.Execute(worker, Workers);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
            }

            if (Interlocked.Decrement(ref _remaining) == 0)
            {
                WakeSleepers();
            }
        }

        Interlocked.Decrement(ref _awake);
    }

    private void AwaitTicket(int seen)
    {
        for (long begin = Stopwatch.GetTimestamp(); MaySpinSince(begin);)
        {
            if (Volatile.Read(ref _ticket) != seen)
            {
                return;
            }

            Thread.SpinWait(1);
        }

        lock (_gate)
        {
            // Counted before the last look, and the other side looks at the count after its change: no wake-up is missed.
            BeginSleep();
            while (Volatile.Read(ref _ticket) == seen)
            {
                Monitor.Wait(_gate);
            }

            EndSleep();
        }
    }

    private void AwaitWorkers()
    {
        for (long begin = Stopwatch.GetTimestamp(); MaySpinSince(begin);)
        {
            if (Volatile.Read(ref _remaining) == 0)
            {
                return;
            }

            Thread.SpinWait(1);
        }

        lock (_gate)
        {
            BeginSleep();
            while (Volatile.Read(ref _remaining) != 0)
            {
                Monitor.Wait(_gate);
            }

            EndSleep();
        }
    }

    /// <summary>With more threads than processors, of this pool or of several, who spins takes the time of the one that is waited for.</summary>
    private static bool MaySpinSince(long begin) =>
        Volatile.Read(ref _awake) <= Environment.ProcessorCount && Stopwatch.GetTimestamp() - begin < Stopwatch.Frequency / SpinsPerSecond;

    private void BeginSleep()
    {
        Interlocked.Increment(ref _sleepers);
        Interlocked.Decrement(ref _awake);
    }

    private void EndSleep()
    {
        Interlocked.Decrement(ref _sleepers);
        Interlocked.Increment(ref _awake);
    }

    private void WakeSleepers()
    {
        if (Volatile.Read(ref _sleepers) > 0)
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }
}
