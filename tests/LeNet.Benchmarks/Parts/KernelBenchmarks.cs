using BenchmarkDotNet.Attributes;
using LeNet.Runtime;

namespace LeNet.Benchmarks.Parts;

/// <summary>Every emitted kernel of LeNet-5, forward and backward: one tile of sixteen samples, or four tiles for the sums over a batch.</summary>
public class KernelBenchmarks
{
    private Action _run = null!;

    /// <summary>The kernel's name.</summary>
    [ParamsSource(nameof(Kernels))]
    public string Kernel { get; set; } = "";

    /// <summary>The names of all kernels.</summary>
    public static IEnumerable<string> Kernels => EmittedKernels.Of(new LeNet5(), VectorBits.Widest).Select(kernel => kernel.Name);

    [GlobalSetup]
    public void Setup()
    {
        LeNet5 network = new();
        network.Initialize(seed: 1);
        IReadOnlyList<EmittedKernel> kernels = EmittedKernels.Of(network, VectorBits.Widest);

        // One pass in order, so that each kernel finds activations and not zeros.
        foreach (EmittedKernel kernel in kernels)
        {
            kernel.Run();
        }

        _run = kernels.Single(kernel => kernel.Name == Kernel).Run;
    }

    [Benchmark]
    public void Run() => _run();
}
