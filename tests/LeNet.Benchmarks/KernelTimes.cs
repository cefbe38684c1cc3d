using System.Diagnostics;
using System.Reflection;
using LeNet.Runtime;

namespace LeNet.Benchmarks;

/// <summary>Times every emitted kernel on one tile, or one batch of four tiles for the sums, and sets it against the core's peak.</summary>
internal static class KernelTimes
{
    private const int BatchTiles = 4;

    private delegate void TileKernel(ReadOnlySpan<float> parameters, Span<float> scratch, Span<float> record);

    private delegate void BatchKernel(ReadOnlySpan<float> records, int tiles, bool first, Span<float> gradient, int worker, int workers);

    private delegate void OneImageKernel(ReadOnlySpan<float> parameters, ReadOnlySpan<float> prepared, Span<float> memory);

    public static void Print(TextWriter output, Network network, int bits)
    {
        network.VectorBits = bits;
        double peak = FmaPeak.Measure(bits);
        NetworkMemory memory = network.Plan;
        AlignedBuffer scratch = new(memory.ScratchFloats);
        AlignedBuffer records = new(memory.RecordFloats * BatchTiles);
        AlignedBuffer gradient = new(network.Description.ParameterFloats);
        byte[] pixels = RandomPixels(network.Description.ImageBytes * LaneMath.Lanes);
        int[] samples = [.. Enumerable.Range(0, LaneMath.Lanes)];
        byte[] labels = new byte[LaneMath.Lanes];

        output.WriteLine($"peak {peak / 1e9:F1} GFLOP/s with {bits}-bit vectors on one core");
        output.WriteLine($"{"kernel",-28} {"µs",9} {"GFLOP/s",9} {"of peak",8}");
        Report("LoadTile", () => network.RunLoadTile(pixels, samples, scratch.Span), 0);
        Report("Loss", () => network.RunLoss(records.Span, labels), 0);
        Report("LossGradient", () => network.RunLossGradient(records.Span, labels, 0f), 0);
        Type kernels = network.GetType().GetNestedType($"Vector{bits}Kernels", BindingFlags.NonPublic)!;
        foreach (MethodInfo method in kernels.GetMethods(BindingFlags.Static | BindingFlags.NonPublic).Where(method => method.GetParameters().Length is 3 or 6))
        {
            if (method.GetParameters().Length == 6)
            {
                var kernel = method.CreateDelegate<BatchKernel>();
                Report(method.Name, () => kernel(records.Span, BatchTiles, true, gradient.Span, 0, 1), Work(network, method.Name) * BatchTiles);
            }
            else if (method.GetParameters()[0].Name == "parameters")
            {
                var kernel = method.CreateDelegate<TileKernel>();
                Report(method.Name, () => kernel(network.Parameters, scratch.Span, records.Span), Work(network, method.Name));
            }
        }

        OneImageMemory one = network.OneImagePlan;
        AlignedBuffer memoryOfOne = new(one.MemoryFloats);
        AlignedBuffer prepared = new(one.PreparedFloats);
        output.WriteLine("one image");
        Report("LoadOneImage", () => network.RunLoadOneImage(pixels.AsSpan(0, network.Description.ImageBytes), memoryOfOne.Span), 0);
        Type oneImage = network.GetType().GetNestedType($"Vector{bits}OneImage", BindingFlags.NonPublic)!;
        foreach (MethodInfo method in oneImage.GetMethods(BindingFlags.Static | BindingFlags.NonPublic).Where(method => method.GetParameters().Length == 3))
        {
            var kernel = method.CreateDelegate<OneImageKernel>();
            Report(method.Name, () => kernel(network.Parameters, prepared.Span, memoryOfOne.Span), Work(network, method.Name) / LaneMath.Lanes);
        }

        void Report(string name, Action run, double multiplyAdds)
        {
            double seconds = Best(run);
            double rate = 2 * multiplyAdds / seconds;
            output.WriteLine(multiplyAdds == 0
                ? $"{name,-28} {seconds * 1e6,9:F2}"
                : $"{name,-28} {seconds * 1e6,9:F2} {rate / 1e9,9:F1} {rate / peak,8:P0}");
        }
    }

    /// <summary>Multiply-adds of a kernel over a tile, from the layer's description.</summary>
    private static double Work(Network network, string kernel)
    {
        if (kernel is "Forward")
        {
            return (double)network.Description.ForwardMultiplyAdds * LaneMath.Lanes;
        }

        LayerDescription? layer = network.Description.Layers.FirstOrDefault(layer => kernel.EndsWith(layer.Name, StringComparison.OrdinalIgnoreCase));
        bool counts = layer is not null && (kernel.StartsWith("Forward", StringComparison.Ordinal)
            || kernel.StartsWith("InputGradient", StringComparison.Ordinal)
            || (layer.Type == "conv2d" && kernel.StartsWith("WeightGradient", StringComparison.Ordinal))
            || (layer.Type == "linear" && kernel.StartsWith("SumGradient", StringComparison.Ordinal)));
        return counts ? (double)layer!.ForwardMultiplyAdds * LaneMath.Lanes : 0;
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

    private static byte[] RandomPixels(int count)
    {
        byte[] pixels = new byte[count];
        new Random(1).NextBytes(pixels);
        return pixels;
    }
}
