using System.Globalization;
using LeNet.Runtime;

namespace LeNet.Benchmarks;

/// <summary>How many threads networks of several sizes train fastest with, and how many they get when nobody says.</summary>
internal static class ThreadChoice
{
    private static readonly int[] BatchSizes = [32, 64, 256, 1_024];

    /// <param name="output">Where the table goes.</param>
    /// <param name="rounds">Rounds, of which the median counts.</param>
    public static void Print(TextWriter output, int rounds)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"µs of a training step, median of {rounds} rounds"));
        output.WriteLine($"{"network",10} {"batch",6} {"1 thread",9} {"2 threads",10} {"default",9} {"threads by default",19}");
        foreach (Func<Network> create in (Func<Network>[])[() => new Small(), () => new LeNet5()])
        {
            foreach (int batchSize in BatchSizes)
            {
                Print(output, create, batchSize, rounds);
            }
        }
    }

    private static void Print(TextWriter output, Func<Network> create, int batchSize, int rounds)
    {
        NetworkDescription network = create().Description;
        int samples = batchSize * Math.Max(4, (int)(20_000_000 / (network.ForwardMultiplyAdds * batchSize)));
        Dataset data = RandomDigits.Create(network, samples);
        TrainingTime[] times = [.. ((int[])[1, 2, 0]).Select(threads => new TrainingTime(create(), data, batchSize, threads))];
        double[] medians = TrainingTime.Medians([.. times.Select<TrainingTime, Func<double>>(time => () => 1e6 * time.Epoch() * batchSize / samples)], rounds);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{network.Name,10} {batchSize,6:N0} {medians[0],9:F1} {medians[1],10:F1} {medians[2],9:F1} {times[2].Threads,19}"));
        foreach (TrainingTime time in times)
        {
            time.Dispose();
        }
    }
}
