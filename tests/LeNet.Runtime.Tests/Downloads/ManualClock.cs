namespace LeNet.Runtime.Tests.Downloads;

/// <summary>A clock whose timers go off when a test says so.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];

    /// <summary>Sets off the timers that are wound up, for the time they should be.</summary>
    public void Expire(TimeSpan expected)
    {
        ManualTimer[] due = [.. _timers.Where(timer => timer.DueTime != Timeout.InfiniteTimeSpan)];
        Assert.NotEmpty(due);
        foreach (ManualTimer timer in due)
        {
            Assert.Equal(expected, timer.DueTime);
            timer.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(() => callback(state)) { DueTime = dueTime };
        _timers.Add(timer);
        return timer;
    }

    private sealed class ManualTimer(Action callback) : ITimer
    {
        public TimeSpan DueTime { get; set; }

        public void Fire()
        {
            DueTime = Timeout.InfiniteTimeSpan;
            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            DueTime = dueTime;
            return true;
        }

        public void Dispose() => DueTime = Timeout.InfiniteTimeSpan;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
