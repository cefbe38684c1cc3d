using System.Globalization;
using LeNet.Runtime;

namespace LeNet.Benchmarks;

/// <summary>Whether training costs the same for each sample, however many there are and however large the batches.</summary>
internal static class LinearCost
{
    private const int MostSamples = 60_000;

    private static readonly (int Samples, int BatchSize)[] Cases =
    [
        (1_000, 64), (4_000, 64), (16_000, 64), (MostSamples, 64), (MostSamples, 128), (MostSamples, 256), (MostSamples, 512), (MostSamples, 1_024),
    ];

    /// <param name="output">Where the table goes.</param>
    /// <param name="threads">Threads that train.</param>
    /// <param name="rounds">Rounds, in each of which every case trains about as many samples; the median of a case counts.</param>
    public static void Print(TextWriter output, int threads, int rounds)
    {
        TrainingTime[] times = [.. Cases.Select(given => Of(given.Samples, given.BatchSize, threads))];
        double[] medians = TrainingTime.Medians([.. Cases.Select((given, index) => PerSample(times[index], given.Samples))], rounds);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"LeNet-5, {threads} {(threads == 1 ? "thread" : "threads")}, median of {rounds} rounds"));
        output.WriteLine($"{"samples",8} {"batch",6} {"µs / sample",12} {"ratio",6}");
        foreach ((int index, (int samples, int batchSize)) in Cases.Index())
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{samples,8:N0} {batchSize,6:N0} {medians[index],12:F2} {medians[index] / medians[0],6:F2}"));
        }

        foreach (TrainingTime time in times)
        {
            time.Dispose();
        }
    }

    private static TrainingTime Of(int samples, int batchSize, int threads)
    {
        LeNet5 network = new();
        return new TrainingTime(network, RandomDigits.Create(network.Description, samples), batchSize, threads);
    }

    /// <summary>Microseconds of a sample, from as many epochs as it takes to see as many samples as the largest case has.</summary>
    private static Func<double> PerSample(TrainingTime time, int samples) => () =>
    {
        int epochs = MostSamples / samples;
        return 1e6 * Enumerable.Range(0, epochs).Sum(_ => time.Epoch()) / epochs / samples;
    };
}
