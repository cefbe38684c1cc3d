using BenchmarkDotNet.Attributes;
using LeNet.Runtime;

namespace LeNet.Benchmarks.Parts;

/// <summary>What belongs to no layer: the activation function and the optimizer.</summary>
public class ArithmeticBenchmarks
{
    /// <summary>conv1 of LeNet-5 puts out 6×28×28 values for each of sixteen samples.</summary>
    private const int TanhValues = 6 * 28 * 28 * LaneMath.Lanes;

    private readonly LeNet5 _network = new();
    private AlignedBuffer _values = null!;
    private AlignedBuffer _gradient = null!;
    private SgdRule _optimizer = null!;

    [GlobalSetup]
    public void Setup()
    {
        _network.Initialize(seed: 1);
        _values = new AlignedBuffer(TanhValues);
        Random random = new(1);
        foreach (ref float value in _values.Span)
        {
            value = (random.NextSingle() * 8) - 4;
        }

        // Small enough that the parameters stay finite however long it runs, and no product is subnormal.
        int parameters = _network.Description.ParameterFloats;
        _gradient = new AlignedBuffer(parameters);
        _gradient.Span.Fill(1e-3f);
        _optimizer = new SgdRule(new Sgd(1e-6) { Momentum = 0.9 }, parameters);
        _optimizer.Begin(1, new StepSize(1e-6));
    }

    /// <summary>tanh of 75,264 values in place. Repeating it draws them towards 0, which changes nothing in the arithmetic.</summary>
    [Benchmark]
    public void Tanh() => LaneMath.Tanh(_values.Span);

    /// <summary>One update of LeNet-5's 61,706 parameters.</summary>
    [Benchmark]
    public void Optimizer() => _optimizer.Update(_network.Parameters, _gradient.Span, 0, _gradient.Span.Length, decays: true);
}
