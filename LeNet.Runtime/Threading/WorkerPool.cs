using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace LeNet.Runtime;

/// <summary>
/// Threads that wait for work together. A step of training takes a fraction of a millisecond, so they spin for a moment
/// before they block, unless the threads of all pools are more than the processors. With one worker there are no threads: the caller does all,
/// as it does where the platform has no threads, a browser for example.
/// Where the others are kept waiting too long, fewer take part (<see cref="CrewSize"/>). Running work allocates nothing.
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
    private readonly CrewSize _crew;
    private readonly Thread[] _threads;

    /// <summary>Where each worker sleeps.</summary>
    private readonly Bed[] _beds;

    private IWork? _work;
    private ExceptionDispatchInfo? _failure;

    /// <summary>
    /// Changes with each piece of work; its lower half is how many take part. In one value, as those who do not take part may
    /// miss some: who read them apart could see the number of the one and the workers of the next.
    /// </summary>
    private long _ticket;

    private int _remaining;
    private bool _stopping;

    /// <param name="workers">Workers wanted, the caller's thread included.</param>
    public WorkerPool(int workers)
        : this(workers, crew: null, Start)
    {
    }

    /// <param name="workers">Workers wanted, the caller's thread included.</param>
    /// <param name="crew">How many of them take part.</param>
    internal WorkerPool(int workers, CrewSize crew)
        : this(workers, crew, Start)
    {
    }

    /// <param name="workers">Workers wanted, the caller's thread included.</param>
    /// <param name="crew">How many of them take part; null for one of their number.</param>
    /// <param name="start">Starts a thread for what a worker does, or throws <see cref="PlatformNotSupportedException"/>.</param>
    internal WorkerPool(int workers, CrewSize? crew, Func<ThreadStart, string, Thread> start)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        _beds = [.. Enumerable.Range(0, workers).Select(_ => new Bed())];
        List<Thread> threads = [];
        try
        {
            for (int i = 1; i < workers; i++)
            {
                int worker = i;
                threads.Add(start(() => Serve(worker), $"LeNet worker {worker}"));
            }
        }
        catch (PlatformNotSupportedException)
        {
            // The result does not depend on how many there are.
        }

        _threads = [.. threads];
        Workers = _threads.Length + 1;
        _crew = crew is not null && Workers == workers ? crew : new CrewSize(Workers);
    }

    /// <summary>Workers, the caller's thread included: those wanted, or as many as the platform lets start.</summary>
    public int Workers { get; }

    /// <summary>Has the workers do their shares, and waits for all. What one of them throws, this throws.</summary>
    public void Run(IWork work)
    {
        lock (_running)
        {
            ObjectDisposedException.ThrowIf(_stopping, this);
            Interlocked.Increment(ref _awake);
            try
            {
                RunTogether(work);
            }
            finally
            {
                Interlocked.Decrement(ref _awake);
            }
        }
    }

    private static Thread Start(ThreadStart what, string name)
    {
        Thread thread = new(what) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }

    private void RunTogether(IWork work)
    {
        long begin = Stopwatch.GetTimestamp();
        long done;
        int workers = _crew.Now;
        _work = work;
        _failure = null;
        _remaining = workers - 1;
        if (workers > 1)
        {
            Publish(workers);
        }

        try
        {
            work.Execute(0, workers);
        }
        finally
        {
            done = Stopwatch.GetTimestamp();
            AwaitWorkers(done);
            _work = null;
        }

        _failure?.Throw();
        long end = Stopwatch.GetTimestamp();
        _crew.Learn(end - begin, end - done);
    }

    /// <summary>Tells the first so many workers that there is something to do.</summary>
    private void Publish(int workers)
    {
        Interlocked.Exchange(ref _ticket, (((_ticket >> 32) + 1) << 32) | (uint)workers);
        for (int worker = 1; worker < workers; worker++)
        {
            _beds[worker].Wake();
        }
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
            Publish(Workers);
        }

        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    private void Serve(int worker)
    {
        Interlocked.Increment(ref _awake);
        long ticket = 0;
        for (long idleSince = Stopwatch.GetTimestamp(); ;)
        {
            ticket = AwaitTicketAfter(ticket, _beds[worker], idleSince);
            if (_stopping)
            {
                break;
            }

            int workers = (int)ticket;
            if (worker >= workers)
            {
                continue; // idle as before, so that it goes to sleep
            }

            try
            {
                _work!.Execute(worker, workers);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
            }

            if (Interlocked.Decrement(ref _remaining) == 0)
            {
                _beds[0].Wake();
            }

            idleSince = Stopwatch.GetTimestamp();
        }

        Interlocked.Decrement(ref _awake);
    }

    private long AwaitTicketAfter(long seen, Bed bed, long idleSince)
    {
        long ticket;
        while (MaySpinSince(idleSince))
        {
            if ((ticket = Volatile.Read(ref _ticket)) != seen)
            {
                return ticket;
            }

            Thread.SpinWait(1);
        }

        lock (bed)
        {
            bed.LieDown();
            while ((ticket = Volatile.Read(ref _ticket)) == seen)
            {
                Monitor.Wait(bed);
            }

            bed.GetUp();
        }

        return ticket;
    }

    private void AwaitWorkers(long idleSince)
    {
        do
        {
            if (Volatile.Read(ref _remaining) == 0)
            {
                return;
            }

            Thread.SpinWait(1);
        }
        while (MaySpinSince(idleSince));

        Bed bed = _beds[0];
        lock (bed)
        {
            bed.LieDown();
            while (Volatile.Read(ref _remaining) != 0)
            {
                Monitor.Wait(bed);
            }

            bed.GetUp();
        }
    }

    /// <summary>With more threads than processors, of this pool or of several, who spins takes the time of the one that is waited for.</summary>
    private static bool MaySpinSince(long begin) =>
        Volatile.Read(ref _awake) <= Environment.ProcessorCount && Stopwatch.GetTimestamp() - begin < Stopwatch.Frequency / SpinsPerSecond;

    /// <summary>
    /// Where one thread sleeps until it is woken, under the lock of this object. It lies down before it looks for the last time
    /// whether there is something to do, and who has changed that looks here after the change: no wake-up is missed.
    /// </summary>
    private sealed class Bed
    {
        private bool _isTaken;

        public void LieDown()
        {
            _isTaken = true;
            Interlocked.Decrement(ref _awake); // a full fence, too
        }

        public void GetUp()
        {
            _isTaken = false;
            Interlocked.Increment(ref _awake);
        }

        /// <summary>Wakes who sleeps here. After a full fence.</summary>
        public void Wake()
        {
            if (Volatile.Read(ref _isTaken))
            {
                lock (this)
                {
                    Monitor.Pulse(this);
                }
            }
        }
    }
}
