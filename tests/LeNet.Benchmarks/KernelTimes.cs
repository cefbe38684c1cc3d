using System.Diagnostics;
using LeNet.Runtime;

namespace LeNet.Benchmarks;

/// <summary>Times every emitted kernel, and sets it against the core's peak.</summary>
internal static class KernelTimes
{
    public static void Print(TextWriter output, Network network, int bits)
    {
        double peak = FmaPeak.Measure(bits);
        output.WriteLine($"peak {peak / 1e9:F1} GFLOP/s with {bits}-bit vectors on one core");
        output.WriteLine($"{"kernel",-28} {"µs",9} {"GFLOP/s",9} {"of peak",8}");
        foreach (EmittedKernel kernel in EmittedKernels.Of(network, bits))
        {
            double seconds = Best(kernel.Run);
            double rate = 2 * kernel.MultiplyAdds / seconds;
            output.WriteLine(kernel.MultiplyAdds == 0
                ? $"{kernel.Name,-28} {seconds * 1e6,9:F2}"
                : $"{kernel.Name,-28} {seconds * 1e6,9:F2} {rate / 1e9,9:F1} {rate / peak,8:P0}");
        }
    }

    private static double Best(Action run)
    {
        run();
        Stopwatch watch = Stopwatch.StartNew();
        run();
        int repetitions = (int)Math.Clamp(200e-6 / Math.Max(watch.Elapsed.TotalSeconds, 1e-8), 1, 5000);
        double best = double.MaxValue;
        for (int round = 0; round < 60; round++)
        {
            watch.Restart();
            for (int i = 0; i < repetitions; i++)
            {
                run();
            }

            best = Math.Min(best, watch.Elapsed.TotalSeconds / repetitions);
        }

        return best;
    }
}
