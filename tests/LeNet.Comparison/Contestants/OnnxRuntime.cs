using LeNet.Export.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace LeNet.Comparison.Contestants;

/// <summary>
/// ONNX Runtime on the processor: all graph optimisations, a batch size known to the session, inputs and outputs bound
/// beforehand, threads that may spin.
/// </summary>
internal sealed class OnnxRuntime : IContestant
{
    /// <summary>Images in turn where one is predicted at a time: their inputs fit the cache as the engine's bytes do.</summary>
    private const int DifferentImages = 100;

    private readonly Workload _workload;
    private readonly byte[] _model;
    private readonly int _classes;

    /// <exception cref="Exception">The native library cannot be loaded.</exception>
    public OnnxRuntime(Workload workload)
    {
        _workload = workload;
        _classes = workload.Weights.Description.Classes;
        _model = OnnxExporter.Export(workload.Weights, new OnnxOptions(Probabilities: false));
        Name = $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public float[] ComputeLogits(int images)
    {
        float[] logits = new float[images * _classes];
        using Session session = new(_model, images, threads: 1);
        session.Bind(_workload.Inputs(0, images), [images, 1, 32, 32], logits, [images, _classes]);
        session.Run(0);
        return logits;
    }

    /// <inheritdoc/>
    public double[]? ComputeTrainingLosses(int steps) => null;

    /// <inheritdoc/>
    public IPerformance? PrepareTraining(int threads) => null;

    /// <inheritdoc/>
    public IPerformance PrepareInference(int batch, int threads)
    {
        int batches = _workload.InferenceBatches(batch);
        Session session = Prepare(batch, batches, threads);
        return new Performance(batches, session.Run, session);
    }

    /// <inheritdoc/>
    public IPerformance PrepareSingleImages()
    {
        Session session = Prepare(batch: 1, DifferentImages, threads: 1);
        return new Performance(Workload.SingleImages, i => session.Run(i % DifferentImages), session);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private Session Prepare(int batch, int batches, int threads)
    {
        Session session = new(_model, batch, threads);
        float[] logits = new float[batch * _classes];
        for (int i = 0; i < batches; i++)
        {
            session.Bind(_workload.Inputs(i * batch, batch), [batch, 1, 32, 32], logits, [batch, _classes]);
        }

        return session;
    }

    /// <summary>A session for one batch size, and the inputs and outputs bound to it.</summary>
    private sealed class Session : IDisposable
    {
        private readonly InferenceSession _session;
        private readonly RunOptions _runOptions = new();
        private readonly List<OrtIoBinding> _bindings = [];
        private readonly List<OrtValue> _values = [];

        public Session(byte[] model, int batch, int threads)
        {
            using SessionOptions options = new()
            {
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                IntraOpNumThreads = threads,
                InterOpNumThreads = 1,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "1");
            options.AddFreeDimensionOverrideByName(OnnxExporter.BatchDimension, batch);
            _session = new InferenceSession(model, options);
        }

        /// <summary>Binds one more pair of input and output; neither is copied.</summary>
        public void Bind(float[] input, long[] inputShape, float[] output, long[] outputShape)
        {
            OrtIoBinding binding = _session.CreateIoBinding();
            binding.BindInput(OnnxExporter.InputName, Value(input, inputShape));
            binding.BindOutput(OnnxExporter.LogitsName, Value(output, outputShape));
            _bindings.Add(binding);
        }

        /// <summary>Runs with one of the bound pairs.</summary>
        public void Run(int pair) => _session.RunWithBinding(_runOptions, _bindings[pair]);

        public void Dispose()
        {
            foreach (IDisposable resource in (IEnumerable<IDisposable>)[.. _bindings, .. _values, _runOptions, _session])
            {
                resource.Dispose();
            }
        }

        private OrtValue Value(float[] values, long[] shape)
        {
            OrtValue value = OrtValue.CreateTensorValueFromMemory(values, shape);
            _values.Add(value);
            return value;
        }
    }
}
