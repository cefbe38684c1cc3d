using System.Diagnostics;
using System.Globalization;
using LeNet.Runtime;

namespace LeNet.Benchmarks;

/// <summary>Training on a machine with other things to do: by several networks of one process at once, and beside threads that keep cores busy.</summary>
internal static class Crowd
{
    private const int Samples = 20_000;
    private const int BatchSize = 64;

    private static readonly (int Networks, int Threads, int Busy)[] Cases =
    [
        (1, 1, 0), (1, 2, 0), (2, 1, 0), (2, 2, 0), (4, 2, 0), (1, 1, 1), (1, 2, 1), (1, 1, 2), (1, 2, 2),
    ];

    /// <param name="output">Where the table goes.</param>
    /// <param name="rounds">Rounds, of which the median counts.</param>
    public static void Print(TextWriter output, int rounds)
    {
        Dataset data = RandomDigits.Create(new LeNet5().Description, Samples);
        double[] medians = TrainingTime.Medians(
            [.. Cases.Select<(int Networks, int Threads, int Busy), Func<double>>(given => () =>
                BesideBusyThreads(given.Busy, () => EpochOfEach(given.Networks, given.Threads, data)) / given.Networks)],
            rounds);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"epochs of {Samples:N0} samples, batches of {BatchSize}, {Environment.ProcessorCount} processors, median of {rounds} rounds"));
        output.WriteLine($"{"networks",8} {"threads each",12} {"busy threads beside",19} {"s of a network",14} {"ratio",6}");
        foreach ((int index, (int networks, int threads, int busy)) in Cases.Index())
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{networks,8} {threads,12} {busy,19} {medians[index],14:F3} {medians[index] / medians[0],6:F2}"));
        }
    }

    /// <summary>Seconds until each of the networks has trained for an epoch, after one for warming up.</summary>
    private static double EpochOfEach(int networks, int threads, Dataset data)
    {
        TrainingTime[] times = [.. Enumerable.Range(0, networks).Select(_ => new TrainingTime(new LeNet5(), data, BatchSize, threads))];
        long begin = Stopwatch.GetTimestamp();
        Thread[] trainers = [.. times.Select(time => Started(() => time.Epoch()))];
        Array.ForEach(trainers, trainer => trainer.Join());
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        Array.ForEach(times, time => time.Dispose());
        return seconds;
    }

    private static double BesideBusyThreads(int count, Func<double> measure)
    {
        bool isOver = false;
        Thread[] busy = [.. Enumerable.Range(0, count).Select(_ => Started(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
            }
        }))];
        try
        {
            return measure();
        }
        finally
        {
            Volatile.Write(ref isOver, true);
            Array.ForEach(busy, thread => thread.Join());
        }
    }

    private static Thread Started(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        return thread;
    }
}
