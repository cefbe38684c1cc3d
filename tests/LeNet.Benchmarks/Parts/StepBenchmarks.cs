using BenchmarkDotNet.Attributes;
using LeNet.Runtime;

namespace LeNet.Benchmarks.Parts;

/// <summary>One training step: preprocessing, forward, loss, backward and update of a batch.</summary>
[MemoryDiagnoser]
public class StepBenchmarks
{
    private const int Batch = 64;

    private readonly int[] _samples = [.. Enumerable.Range(0, Batch)];
    private Dataset _data = null!;
    private Trainer _trainer = null!;

    /// <summary>Threads to compute on, the caller's included.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        LeNet5 network = new();
        network.Initialize(seed: 1);
        _data = RandomDigits.Create(network.Description, Batch);
        _trainer = new Trainer(network, new TrainingOptions { BatchSize = Batch, Threads = Threads });
    }

    [GlobalCleanup]
    public void Cleanup() => _trainer.Dispose();

    /// <summary>One update from 64 samples; returns their mean loss.</summary>
    [Benchmark]
    public double Step() => _trainer.TrainBatch(_data, _samples);
}
