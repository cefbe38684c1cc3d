using System.Diagnostics;
using LeNet.Comparison.Contestants;

namespace LeNet.Comparison.Contest;

/// <summary>Has the contestants do the same work in turn, round by round, so that whatever else the machine does meets all alike.</summary>
internal static class Rounds
{
    /// <summary>Threads that spin for more work after theirs is done must not take the next contestant's time.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    /// <summary>Long enough for the runtime's second, optimised compilation of what is called often.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(500);

    /// <summary>The seconds of every round by contestant; none for one that does not take part in the event.</summary>
    public static IReadOnlyDictionary<IContestant, double[]> Run(Event contest, IReadOnlyList<IContestant> contestants, int rounds)
    {
        Dictionary<IContestant, IPerformance> performances = [];
        Dictionary<IContestant, double[]> seconds = [];
        try
        {
            foreach (IContestant contestant in contestants)
            {
                if (contest.Prepare(contestant) is { } performance)
                {
                    performances.Add(contestant, performance);
                    seconds.Add(contestant, new double[rounds]);
                }
            }

            foreach (IPerformance performance in performances.Values)
            {
                performance.WarmUp(WarmUp);
            }

            for (int round = 0; round < rounds; round++)
            {
                foreach ((IContestant contestant, IPerformance performance) in performances)
                {
                    seconds[contestant][round] = Time(performance);
                }
            }
        }
        finally
        {
            foreach (IPerformance performance in performances.Values)
            {
                performance.Dispose();
            }
        }

        return seconds;
    }

    private static double Time(IPerformance performance)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Thread.Sleep(Rest);
        long begin = Stopwatch.GetTimestamp();
        performance.Run();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
