using System.Reflection;
using LeNet.Runtime;

namespace LeNet.Benchmarks;

/// <summary>One kernel, ready to run again and again.</summary>
/// <param name="Name">Its method's name.</param>
/// <param name="Run">Runs it on one tile of sixteen samples, on four tiles where it sums over a batch, or on one image alone.</param>
/// <param name="MultiplyAdds">Multiply-adds of a run, from the layer's description; 0 where that is not what it does.</param>
internal sealed record EmittedKernel(string Name, Action Run, double MultiplyAdds);

/// <summary>Finds the kernels that the generator emitted for a network, and gives each the memory it works on.</summary>
internal sealed class EmittedKernels
{
    private const int BatchTiles = 4;

    private readonly Network _network;
    private readonly AlignedBuffer _scratch;
    private readonly AlignedBuffer _records;
    private readonly AlignedBuffer _workspace;
    private readonly AlignedBuffer _gradient;
    private readonly AlignedBuffer _imageMemory;
    private readonly AlignedBuffer _prepared;
    private readonly byte[] _pixels;
    private readonly int[] _samples = [.. Enumerable.Range(0, LaneMath.Lanes)];
    private readonly byte[] _labels = new byte[LaneMath.Lanes];

    private EmittedKernels(Network network, int bits)
    {
        network.VectorBits = bits;
        _network = network;
        OneImageMemory image = network.OneImagePlan;
        _imageMemory = new AlignedBuffer(image.MemoryFloats);
        _prepared = new AlignedBuffer(image.PreparedFloats);
        NetworkMemory memory = network.Plan;
        _scratch = new AlignedBuffer(memory.ScratchFloats);
        _records = new AlignedBuffer(memory.RecordFloats * BatchTiles);
        _workspace = new AlignedBuffer(memory.WorkspaceFloats);
        network.RunPrepare(network.Parameters, _workspace.Span);
        _gradient = new AlignedBuffer(network.Description.ParameterFloats);
        _pixels = RandomDigits.Pixels(network.Description.ImageBytes * LaneMath.Lanes);
    }

    private delegate void PrepareKernel(ReadOnlySpan<float> parameters, Span<float> workspace);

    private delegate void TileKernel(ReadOnlySpan<float> parameters, Span<float> scratch, Span<float> record, Span<float> workspace);

    private delegate void BatchKernel(ReadOnlySpan<float> records, int tiles, bool first, Span<float> gradient, int worker, int workers);

    private delegate void OneImageKernel(ReadOnlySpan<float> parameters, ReadOnlySpan<float> prepared, Span<float> memory);

    /// <summary>All kernels of a network: the way in, the loss, and then those of the layers.</summary>
    /// <param name="network">The network.</param>
    /// <param name="bits">Bits of the vectors of the layers' kernels: 512, 256 or 128.</param>
    public static IReadOnlyList<EmittedKernel> Of(Network network, int bits) => [.. new EmittedKernels(network, bits).List(bits)];

    private IEnumerable<EmittedKernel> List(int bits)
    {
        yield return new("LoadTile", () => _network.RunLoadTile(_pixels, _samples, _scratch.Span), 0);
        yield return new("Loss", () => _network.RunLoss(_records.Span, _labels), 0);
        yield return new("LossGradient", () => _network.RunLossGradient(_records.Span, _labels, 0f), 0);

        foreach (MethodInfo method in Methods($"Vector{bits}Kernels"))
        {
            ParameterInfo[] parameters = method.GetParameters();
            if (parameters.Length == 6)
            {
                BatchKernel kernel = method.CreateDelegate<BatchKernel>();
                yield return new(method.Name, () => kernel(_records.Span, BatchTiles, true, _gradient.Span, 0, 1), Work(method.Name) * BatchTiles);
            }
            else if (parameters is [{ Name: "parameters" }, _, _, _])
            {
                TileKernel kernel = method.CreateDelegate<TileKernel>();
                yield return new(method.Name, () => kernel(_network.Parameters, _scratch.Span, _records.Span, _workspace.Span), Work(method.Name));
            }
            else if (parameters is [{ Name: "parameters" }, _])
            {
                PrepareKernel kernel = method.CreateDelegate<PrepareKernel>();
                yield return new(method.Name, () => kernel(_network.Parameters, _workspace.Span), 0);
            }
        }

        foreach (EmittedKernel kernel in ListOneImage(bits))
        {
            yield return kernel;
        }
    }

    private IEnumerable<EmittedKernel> ListOneImage(int bits)
    {
        yield return new("OneImage.Load", () => _network.RunLoadOneImage(_pixels.AsSpan(0, _network.Description.ImageBytes), _imageMemory.Span), 0);
        foreach (MethodInfo method in Methods($"Vector{bits}OneImage").Where(method => method.GetParameters() is [{ Name: "parameters" }, _, _]))
        {
            OneImageKernel kernel = method.CreateDelegate<OneImageKernel>();
            yield return new($"OneImage.{method.Name}", () => kernel(_network.Parameters, _prepared.Span, _imageMemory.Span), Work(method.Name) / LaneMath.Lanes);
        }
    }

    private MethodInfo[] Methods(string nestedType) =>
        (_network.GetType().GetNestedType(nestedType, BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"{_network.GetType().Name} has no class {nestedType}."))
        .GetMethods(BindingFlags.Static | BindingFlags.NonPublic);

    /// <summary>Multiply-adds of a kernel over a tile, from the layer's description.</summary>
    private double Work(string kernel)
    {
        if (kernel is "Forward")
        {
            return (double)_network.Description.ForwardMultiplyAdds * LaneMath.Lanes;
        }

        LayerDescription? layer = _network.Description.Layers.FirstOrDefault(layer => kernel.EndsWith(layer.Name, StringComparison.OrdinalIgnoreCase));
        bool counts = layer is not null && (kernel.StartsWith("Forward", StringComparison.Ordinal)
            || kernel.StartsWith("InputGradient", StringComparison.Ordinal)
            || (layer.Type == "conv2d" && kernel.StartsWith("WeightGradient", StringComparison.Ordinal))
            || (layer.Type == "linear" && kernel.StartsWith("SumGradient", StringComparison.Ordinal)));
        return counts ? (double)layer!.ForwardMultiplyAdds * LaneMath.Lanes : 0;
    }
}
