using System.Diagnostics;
using System.Globalization;
using LeNet.Runtime;

namespace LeNet.Benchmarks;

/// <summary>
/// Trains in short slices and measures the core's peak between them, all in one process: a neighbour on the same core that takes a part of it away for seconds
/// takes it from both.
/// </summary>
internal static class EpochRate
{
    private const int Samples = 60_000;
    private const int BatchSize = 64;

    /// <summary>Steps of a slice: some fifty milliseconds.</summary>
    private const int Steps = 30;

    /// <param name="output">Where the table goes.</param>
    /// <param name="bits">Bits of the vectors.</param>
    /// <param name="threads">Thread counts to measure in turn; the first is the base of the ratios.</param>
    /// <param name="slices">Slices for each thread count.</param>
    public static void Print(TextWriter output, int bits, IReadOnlyList<int> threads, int slices)
    {
        NetworkDescription network = new LeNet5().Description;
        Dataset data = RandomDigits.Create(network, Samples);
        var slicers = threads.Select(count => new Slices(new LeNet5 { VectorBits = bits }, data, count)).ToList();
        var rows = threads.Select(_ => new List<(double Seconds, double Peak)>()).ToList();
        for (int slice = 0; slice < slices; slice++)
        {
            for (int i = 0; i < slicers.Count; i++)
            {
                double before = FmaPeak.Slice(bits);
                double seconds = slicers[i].Run();
                rows[i].Add((seconds, (before + FmaPeak.Slice(bits)) / 2));
            }
        }

        double work = 2.0 * Steps * BatchSize * (network.ForwardMultiplyAdds + network.BackwardMultiplyAdds);
        output.WriteLine($"peak of one core: {Text(Median(rows[0].Select(row => row.Peak)) / 1e9, "F1")} GFLOP/s of float32 multiply-adds on {bits}-bit vectors; {slices} slices of {Steps} steps, a peak before and after each; medians, and the middle half");
        output.WriteLine($"{"threads",7} {"s / epoch",10} {"GFLOP/s",8} {"of peak",8} {"",15} {"ratio",6}");
        for (int i = 0; i < threads.Count; i++)
        {
            double seconds = Median(rows[i].Select(row => row.Seconds));
            double[] shares = [.. rows[i].Select(row => work / row.Seconds / (row.Peak * threads[i])).Order()];
            double[] ratios = [.. rows[i].Zip(rows[0], (row, first) => first.Seconds / row.Seconds).Order()];
            output.WriteLine(
                $"{threads[i],7} {Text(seconds * Samples / (Steps * BatchSize), "F3"),10} {Text(work / seconds / 1e9, "F1"),8} {Text(shares[slices / 2], "P1"),8} {$"({Text(shares[slices / 4], "P0")}–{Text(shares[3 * slices / 4], "P0")})",15} {Text(ratios[slices / 2], "F2"),6}");
        }

        slicers.ForEach(slicer => slicer.Dispose());
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>Training, some steps at a time.</summary>
    private sealed class Slices : IDisposable
    {
        private readonly Dataset _data;
        private readonly Trainer _trainer;
        private readonly int[] _batch = new int[BatchSize];
        private int _next;

        public Slices(Network network, Dataset data, int threads)
        {
            _data = data;
            _trainer = new Trainer(network, new TrainingOptions { BatchSize = BatchSize, Threads = threads });
            Run(); // compiles the kernels
        }

        /// <summary>Seconds of a slice.</summary>
        public double Run()
        {
            long begin = Stopwatch.GetTimestamp();
            for (int step = 0; step < Steps; step++)
            {
                for (int i = 0; i < BatchSize; i++)
                {
                    _batch[i] = _next++ % Samples;
                }

                _trainer.TrainBatch(_data, _batch);
            }

            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        public void Dispose() => _trainer.Dispose();
    }
}
