using BenchmarkDotNet.Attributes;
using LeNet.Runtime;

namespace LeNet.Benchmarks.Parts;

/// <summary>From bytes: the preprocessing of sixteen images, and the whole way of one image to its class.</summary>
[MemoryDiagnoser]
public class ImageBenchmarks
{
    private readonly LeNet5 _network = new();
    private readonly int[] _samples = [.. Enumerable.Range(0, LaneMath.Lanes)];
    private readonly float[] _probabilities = new float[10];
    private Dataset _data = null!;
    private AlignedBuffer _scratch = null!;

    [GlobalSetup]
    public void Setup()
    {
        _network.Initialize(seed: 1);
        _data = RandomDigits.Create(_network.Description, LaneMath.Lanes);
        _scratch = new AlignedBuffer(_network.Plan.ScratchFloats);
    }

    /// <summary>Sixteen images of 28×28 bytes → the input of the first layer.</summary>
    [Benchmark]
    public void LoadTile() => _network.RunLoadTile(_data.Images, _samples, _scratch.Span);

    /// <summary>One image of 28×28 bytes → its class and ten probabilities.</summary>
    [Benchmark]
    public int Predict() => _network.Predict(_data.Image(0), _probabilities);
}
