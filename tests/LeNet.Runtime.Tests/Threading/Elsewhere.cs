using System.Runtime.ExceptionServices;

namespace LeNet.Runtime.Tests.Threading;

/// <summary>Has other threads do things.</summary>
internal static class Elsewhere
{
    /// <summary>Does something on another thread and waits for it. What that throws, this throws.</summary>
    public static void Run(Action action)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    /// <summary>Starts a thread.</summary>
    public static Thread Start(Action action)
    {
        var thread = new Thread(() => action()) { IsBackground = true };
        thread.Start();
        return thread;
    }

    /// <summary>Returns once a thread waits for another.</summary>
    public static void AwaitWaiting(Thread thread) => SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
}
