namespace LeNet.Runtime.Tests.Threading;

public sealed class WorkerPoolTests
{
    /// <summary>Ticks that are far more than what a pool itself tells.</summary>
    private const long Moment = 1_000_000_000_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_worker_does_its_share_each_time(int workers)
    {
        using WorkerPool pool = AllOf(workers);
        var work = new Work(workers);
        for (int round = 1; round <= 2000; round++)
        {
            pool.Run(work);
            Assert.All(work.Calls, calls => Assert.Equal(round, calls));
        }

        Assert.Equal(workers, pool.Workers);
        Assert.Equal(Environment.CurrentManagedThreadId, work.Threads[0]);
        Assert.Equal(workers, work.Threads.Distinct().Count());
    }

    [Fact]
    public void Where_the_platform_has_no_threads_the_caller_does_all()
    {
        using var pool = new WorkerPool(3, crew: null, (_, _) => throw new PlatformNotSupportedException());
        var work = new Work(1);
        pool.Run(work);
        pool.Run(work);
        Assert.Equal(1, pool.Workers);
        Assert.Equal([2], work.Calls);
    }

    [Fact]
    public void Those_who_do_not_take_part_are_left_alone_and_come_back()
    {
        CrewSize crew = TaughtByHand(4);
        using var pool = new WorkerPool(4, crew);
        var work = new Work(4);
        for (int round = 1; round <= 300; round++)
        {
            pool.Run(work);
            crew.Learn(Moment, Moment);
            work.Expected = crew.Now;
            Assert.Equal(2, crew.Now);
            pool.Run(work);
            pool.Run(work);
            Assert.Equal([3 * round, 3 * round, round, round], work.Calls);

            for (; crew.Now < 4; crew.Learn(Moment, 0))
            {
            }

            crew.Learn(Moment, 0);
            work.Expected = crew.Now;
        }
    }

    [Fact]
    public void Those_who_do_not_take_part_sleep_while_the_others_work()
    {
        CrewSize crew = TaughtByHand(4);
        using var pool = new WorkerPool(4, crew);
        var work = new Work(4);
        pool.Run(work);
        crew.Learn(Moment, Moment);
        work.Expected = 2;

        SpinWait.SpinUntil(() =>
        {
            pool.Run(work);
            return work.Workers.Skip(1).All(thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
        });
        for (int i = 0; i < 1000; i++)
        {
            pool.Run(work);
            Assert.All(work.Workers.Skip(1), thread => Assert.True(thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)));
        }
    }

    [Fact]
    public void Workers_wake_up_after_they_have_gone_to_sleep()
    {
        using WorkerPool pool = AllOf(3);
        var work = new Work(3);
        pool.Run(work);

        // They spin for a moment before they block.
        SpinWait.SpinUntil(() => work.Workers.All(thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)));
        pool.Run(work);

        Assert.All(work.Calls, calls => Assert.Equal(2, calls));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(3, 2)]
    public void Failure_of_a_worker_reaches_the_caller_and_the_pool_goes_on(int workers, int failing)
    {
        using WorkerPool pool = AllOf(workers);
        var work = new Work(workers) { Failing = failing };

        var exception = Assert.Throws<InvalidOperationException>(() => pool.Run(work));
        Assert.Equal($"worker {failing}", exception.Message);
        Assert.All(work.Calls, calls => Assert.Equal(1, calls));

        work.Failing = -1;
        pool.Run(work);
        Assert.All(work.Calls, calls => Assert.Equal(2, calls));
    }

    [Fact]
    public void Failure_of_all_workers_is_one_failure()
    {
        using WorkerPool pool = AllOf(3);
        Assert.Throws<InvalidOperationException>(() => pool.Run(new Work(3) { Failing = Work.All }));
    }

    [Fact]
    public void Disposed_pool_has_no_threads_and_takes_no_work()
    {
        WorkerPool pool = AllOf(3);
        var work = new Work(3);
        pool.Run(work);

        pool.Dispose();
        pool.Dispose();

        Assert.Throws<ObjectDisposedException>(() => pool.Run(work));
        Assert.All(work.Workers, thread => Assert.False(thread.IsAlive));
        Assert.All(work.Calls, calls => Assert.Equal(1, calls));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Disposal_waits_for_the_work_in_hand(int workers)
    {
        WorkerPool pool = AllOf(workers);
        Thread? disposer = null;
        var work = new Work(workers)
        {
            Begun = () =>
            {
                disposer = Elsewhere.Start(pool.Dispose);
                Elsewhere.AwaitWaiting(disposer);
            },
        };

        pool.Run(work);
        disposer!.Join();

        Assert.All(work.Calls, calls => Assert.Equal(1, calls));
        Assert.Throws<ObjectDisposedException>(() => pool.Run(work));
    }

    [Fact]
    public void Pool_has_at_least_one_worker() => Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(0));

    /// <summary>Learns from moments alone.</summary>
    private static CrewSize TaughtByHand(int workers) => new(workers, ticksPerSecond: 100 * Moment);

    /// <summary>A pool whose workers all take part, as no time is long enough to judge.</summary>
    private static WorkerPool AllOf(int workers) => new(workers, new CrewSize(workers, ticksPerSecond: long.MaxValue));

    private sealed class Work(int workers) : IWork
    {
        public const int All = -2;

        private readonly Thread[] _threads = new Thread[workers];

        public int[] Calls { get; } = new int[workers];

        public int[] Threads => [.. _threads.Select(thread => thread.ManagedThreadId)];

        /// <summary>The threads other than the caller's.</summary>
        public IEnumerable<Thread> Workers => _threads.Skip(1);

        /// <summary>How many are to take part.</summary>
        public int Expected { get; set; } = workers;

        /// <summary>The worker that fails.</summary>
        public int Failing { get; set; } = -1;

        /// <summary>What the caller's thread does first.</summary>
        public Action? Begun { get; init; }

        public void Execute(int worker, int all)
        {
            if (worker == 0)
            {
                Begun?.Invoke();
            }

            Assert.Equal(Expected, all);
            Calls[worker]++;
            _threads[worker] = Thread.CurrentThread;
            if (Failing == worker || Failing == All)
            {
                throw new InvalidOperationException($"worker {worker}");
            }
        }
    }
}
