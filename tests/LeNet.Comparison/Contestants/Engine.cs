using System.Diagnostics;
using LeNet.Runtime;

namespace LeNet.Comparison.Contestants;

/// <summary>
/// This project's own engine. It gets raw bytes and prepares them in the timed work, and it trains in a new order,
/// as its users do; the others get finished floats in the order of the data.
/// </summary>
internal sealed class Engine(Workload workload) : IContestant
{
    private readonly Dataset _data = workload.Data;

    /// <inheritdoc/>
    public string Name => "engine";

    /// <inheritdoc/>
    public float[] ComputeLogits(int images)
    {
        int classes = workload.Weights.Description.Classes;
        float[] logits = new float[images * classes];
        Span<float> probabilities = stackalloc float[classes];
        for (int i = 0; i < images; i++)
        {
            workload.Weights.Predict(_data.Image(i), probabilities, logits.AsSpan(i * classes, classes));
        }

        return logits;
    }

    /// <inheritdoc/>
    public double[] ComputeTrainingLosses(int steps)
    {
        using Trainer trainer = Trainer(threads: 1);
        return [.. Enumerable.Range(0, steps).Select(step => trainer.TrainBatch(_data, Samples(step)))];
    }

    /// <inheritdoc/>
    public IPerformance PrepareTraining(int threads) => new TrainingEpoch(Trainer(threads), _data);

    /// <inheritdoc/>
    public IPerformance PrepareInference(int batch, int threads) => EngineInference.Prepare(workload, batch, threads);

    /// <inheritdoc/>
    public IPerformance PrepareSingleImages()
    {
        float[] probabilities = new float[workload.Weights.Description.Classes];
        return new Performance(Workload.SingleImages, i => workload.Weights.Predict(_data.Image(i % _data.Count), probabilities));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private Trainer Trainer(int threads)
    {
        LeNet5 network = new();
        network.Initialize(seed: 1);
        return new Trainer(network, new TrainingOptions
        {
            Epochs = 1,
            BatchSize = Workload.TrainingBatch,
            Optimizer = new Sgd(Workload.LearningRate) { Momentum = Workload.Momentum },
            Threads = threads,
        });
    }

    private static int[] Samples(int batch) => [.. Enumerable.Range(batch * Workload.TrainingBatch, Workload.TrainingBatch)];

    /// <summary>A whole epoch, through the trainer's own loop.</summary>
    private sealed class TrainingEpoch(Trainer trainer, Dataset data) : IPerformance
    {
        public void WarmUp(TimeSpan least)
        {
            int[] samples = Samples(0);
            long begin = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(begin) < least)
            {
                trainer.TrainBatch(data, samples);
            }
        }

        public void Run() => trainer.Train(data);

        public void Dispose() => trainer.Dispose();
    }
}
