using LeNet.Runtime;

namespace LeNet.Benchmarks;

/// <summary>Trains whole epochs and sets their floating-point rate against what the cores do at most, all in one process.</summary>
internal static class EpochRate
{
    private const int Samples = 60_000;

    /// <param name="output">Where the table goes.</param>
    /// <param name="bits">Bits of the vectors.</param>
    /// <param name="threads">Thread counts to measure in turn; the first is the base of the ratios.</param>
    /// <param name="epochs">Epochs for each thread count, of which the median counts.</param>
    public static void Print(TextWriter output, int bits, IReadOnlyList<int> threads, int epochs)
    {
        double peak = FmaPeak.Measure(bits);
        output.WriteLine($"one core's peak: {peak / 1e9:F1} GFLOP/s of float32 multiply-adds on {bits}-bit vectors, best of 25");
        output.WriteLine($"{"threads",7} {"s / epoch",10} {"GFLOP/s",8} {"of peak",8} {"ratio",6}");
        double firstSeconds = 0;
        foreach (int count in threads)
        {
            double seconds = MedianEpoch(bits, count, epochs);
            firstSeconds = firstSeconds == 0 ? seconds : firstSeconds;
            double rate = Work() / seconds;
            output.WriteLine($"{count,7} {seconds,10:F3} {rate / 1e9,8:F1} {rate / (peak * count),8:P1} {firstSeconds / seconds,6:F2}");
        }
    }

    /// <summary>Floating-point operations of an epoch: two for each multiply-add of the layers, nothing else counted.</summary>
    private static double Work()
    {
        NetworkDescription network = new LeNet5().Description;
        return 2.0 * Samples * (network.ForwardMultiplyAdds + network.BackwardMultiplyAdds);
    }

    private static double MedianEpoch(int bits, int threads, int epochs)
    {
        LeNet5 network = new() { VectorBits = bits };
        Dataset data = RandomDigits.Create(network.Description, Samples);
        // The first epoch compiles the kernels and is not counted.
        using Trainer trainer = new(network, new TrainingOptions { Epochs = epochs + 1, Threads = threads });
        List<double> seconds = [];
        trainer.EpochCompleted += report => seconds.Add(report.TrainingTime.TotalSeconds);
        trainer.Train(data);
        double[] counted = [.. seconds.Skip(1).Order()];
        return counted[counted.Length / 2];
    }
}
