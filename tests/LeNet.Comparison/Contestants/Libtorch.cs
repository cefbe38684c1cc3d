using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LeNet.Comparison.Contestants;

/// <summary>
/// libtorch through TorchSharp: every batch is a tensor beforehand, inference runs in inference mode, temporaries are
/// freed batch by batch, and nothing is copied back.
/// </summary>
internal sealed class Libtorch : IContestant
{
    /// <summary>Images in turn where one is predicted at a time.</summary>
    private const int DifferentImages = 100;

    private readonly Workload _workload;

    /// <exception cref="DllNotFoundException">The native library cannot be loaded.</exception>
    public Libtorch(Workload workload)
    {
        _workload = workload;

        // TorchSharp itself would answer a failure by copying half a gigabyte and printing what it tried.
        NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null);
        InitializeDeviceType(DeviceType.CPU);
        Name = $"libtorch {__version__}";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public float[] ComputeLogits(int images)
    {
        set_num_threads(1);
        using DisposeScope scope = NewDisposeScope();
        using var mode = inference_mode();
        LibtorchLeNet5 network = new(_workload.Weights);
        return network.forward(Images(0, images)).data<float>().ToArray();
    }

    /// <inheritdoc/>
    public double[] ComputeTrainingLosses(int steps)
    {
        using TrainingLoop training = new(_workload, threads: 1);
        return [.. Enumerable.Range(0, steps).Select(training.LossOfStep)];
    }

    /// <inheritdoc/>
    public IPerformance PrepareTraining(int threads)
    {
        TrainingLoop training = new(_workload, threads);
        return new Performance(_workload.TrainingBatches, training.Step, training);
    }

    /// <inheritdoc/>
    public IPerformance PrepareInference(int batch, int threads)
    {
        int batches = _workload.InferenceBatches(batch);
        return Infer(batch, batches, batches, threads);
    }

    /// <inheritdoc/>
    public IPerformance PrepareSingleImages() => Infer(1, DifferentImages, Workload.SingleImages, threads: 1);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static Tensor Tensor(float[] values, int images) => tensor(values, [images, 1, 32, 32]);

    private Tensor Images(int begin, int count) => Tensor(_workload.Inputs(begin, count), count);

    private Performance Infer(int batch, int different, int runs, int threads)
    {
        set_num_threads(threads);
        LibtorchLeNet5 network = new(_workload.Weights);
        network.eval();
        Tensor[] inputs = [.. Enumerable.Range(0, different).Select(i => Images(i * batch, batch))];
        return new Performance(runs, Run, [network, .. inputs]);

        void Run(int i)
        {
            using var mode = inference_mode();
            using DisposeScope scope = NewDisposeScope();
            network.forward(inputs[i % different]);
        }
    }

    /// <summary>The recipe: SGD with momentum on the cross-entropy of batches in the order of the data.</summary>
    private sealed class TrainingLoop : IDisposable
    {
        private readonly LibtorchLeNet5 _network;
        private readonly SGD _optimizer;
        private readonly Tensor[] _images;
        private readonly Tensor[] _labels;

        public TrainingLoop(Workload workload, int threads)
        {
            set_num_threads(threads);
            _network = new LibtorchLeNet5(workload.Weights);
            _network.train();
            _optimizer = optim.SGD(_network.parameters(), Workload.LearningRate, Workload.Momentum);
            (int Begin, int Count)[] batches =
            [
                .. Enumerable.Range(0, workload.TrainingBatches)
                    .Select(i => i * Workload.TrainingBatch)
                    .Select(begin => (begin, Math.Min(Workload.TrainingBatch, workload.Data.Count - begin))),
            ];
            _images = [.. batches.Select(batch => Tensor(workload.Inputs(batch.Begin, batch.Count), batch.Count))];
            _labels = [.. batches.Select(batch => tensor(workload.Labels(batch.Begin, batch.Count)))];
        }

        public void Step(int batch)
        {
            using DisposeScope scope = NewDisposeScope();
            Update(batch);
        }

        public double LossOfStep(int batch)
        {
            using DisposeScope scope = NewDisposeScope();
            return Update(batch).item<float>();
        }

        public void Dispose()
        {
            foreach (IDisposable resource in (IEnumerable<IDisposable>)[_optimizer, _network, .. _images, .. _labels])
            {
                resource.Dispose();
            }
        }

        private Tensor Update(int batch)
        {
            _optimizer.zero_grad();
            Tensor loss = nn.functional.cross_entropy(_network.forward(_images[batch]), _labels[batch]);
            loss.backward();
            _optimizer.step();
            return loss;
        }
    }
}
