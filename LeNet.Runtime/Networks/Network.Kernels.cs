namespace LeNet.Runtime;

/// <summary>What a generated class fills in. All of it works on a tile: sixteen samples side by side.</summary>
public abstract partial class Network
{
    /// <summary>The memory plan.</summary>
    protected abstract NetworkMemory Memory { get; }

    /// <summary>Where a layer's output lies after <see cref="Forward"/>.</summary>
    /// <param name="layer">The layer, counted from 0; −1 for the input of the first.</param>
    protected abstract ActivationMemory Activation(int layer);

    /// <summary>Up to sixteen raw images → the first layer's input, in scratch.</summary>
    /// <param name="pixels">All images, one after the other.</param>
    /// <param name="samples">Which of them.</param>
    /// <param name="scratch">Working memory.</param>
    protected abstract void LoadTile(ReadOnlySpan<byte> pixels, ReadOnlySpan<int> samples, Span<float> scratch);

    /// <summary>What a worker keeps of the parameters, in the first part of its workspace; after each change of them.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="workspace">Memory of a worker that belongs to no tile.</param>
    protected virtual void Prepare(ReadOnlySpan<float> parameters, Span<float> workspace)
    {
    }

    /// <summary>The tile's input → its logits, in its record: as in evaluation, where nothing is dropped and statistics are those of training.</summary>
    protected abstract void Forward(ReadOnlySpan<float> parameters, Span<float> scratch, Span<float> record, Span<float> workspace);

    /// <summary>The tile's logits → probabilities and, for the samples that have a label, losses.</summary>
    protected abstract void Loss(Span<float> record, ReadOnlySpan<byte> labels);

    /// <summary>The gradient of the logits, in their place.</summary>
    /// <param name="record">The tile's record, after <see cref="Loss"/>.</param>
    /// <param name="labels">The true classes of the tile's samples.</param>
    /// <param name="weight">1 / samples of the batch.</param>
    protected abstract void LossGradient(Span<float> record, ReadOnlySpan<byte> labels, float weight);

    /// <summary>The gradient of the logits → what the tile adds to the gradients of the parameters. A network with <see cref="Stages"/> overrides <see cref="BackwardStage"/> instead.</summary>
    protected virtual void Backward(ReadOnlySpan<float> parameters, Span<float> scratch, Span<float> record, Span<float> workspace) => throw new NotSupportedException();

    /// <summary>
    /// How often training stops for the whole batch to be known, plus one, in each direction. Where statistics of the batch are wanted,
    /// as batch normalisation does, all its tiles pass through one stage before any of them begins the next.
    /// </summary>
    protected virtual (int Forward, int Backward) Stages => (1, 1);

    /// <summary>Notes in a tile's record what its samples are, for layers that do something else in training than in evaluation.</summary>
    /// <param name="samples">The samples, by their index in the data set.</param>
    /// <param name="seed">The seed of the training.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="record">The tile's record.</param>
    protected virtual void BeginTile(ReadOnlySpan<int> samples, ulong seed, int epoch, Span<float> record)
    {
    }

    /// <summary>One stage of <see cref="Forward"/> as in training.</summary>
    protected virtual void TrainStage(int stage, ReadOnlySpan<float> parameters, Span<float> scratch, Span<float> record, Span<float> workspace) => Forward(parameters, scratch, record, workspace);

    /// <summary>After a stage: the tiles' statistics → the batch's, in every tile's record.</summary>
    /// <param name="stage">The stage that has ended.</param>
    /// <param name="parameters">The parameters, with the running statistics.</param>
    /// <param name="records">The tiles' records, one after the other.</param>
    /// <param name="tiles">Tiles.</param>
    /// <param name="samples">Samples of the batch.</param>
    /// <param name="updates">Whether the running statistics take note.</param>
    protected virtual void BatchForward(int stage, Span<float> parameters, Span<float> records, int tiles, int samples, bool updates)
    {
    }

    /// <summary>One stage of <see cref="Backward"/>; the first begins at the logits.</summary>
    protected virtual void BackwardStage(int stage, ReadOnlySpan<float> parameters, Span<float> scratch, Span<float> record, Span<float> workspace) => Backward(parameters, scratch, record, workspace);

    /// <summary>After a backward stage: the tiles' sums of gradients → the batch's, in every tile's record.</summary>
    /// <param name="stage">The stage that has ended.</param>
    /// <param name="records">The tiles' records, one after the other.</param>
    /// <param name="tiles">Tiles.</param>
    /// <param name="samples">Samples of the batch.</param>
    protected virtual void BatchBackward(int stage, Span<float> records, int tiles, int samples)
    {
    }

    /// <summary>Adds the tiles of a batch to the gradients of the parameters, one worker's share of them.</summary>
    /// <param name="records">The tiles' records, one after the other.</param>
    /// <param name="tiles">Tiles.</param>
    /// <param name="first">Whether the sum begins with 0.</param>
    /// <param name="gradient">The gradients, as the parameters lie.</param>
    /// <param name="worker">The worker, from 0.</param>
    /// <param name="workers">Workers in all.</param>
    protected abstract void Gradient(ReadOnlySpan<float> records, int tiles, bool first, Span<float> gradient, int worker, int workers);

    /// <summary>Values of a parameter tensor whose gradient one worker sums together, so that workers share whole units.</summary>
    /// <param name="parameter">The tensor, counted as in <see cref="NetworkDescription.Parameters"/>.</param>
    protected abstract int GradientUnit(int parameter);

    /// <summary>The memory plan of a single image, which depends on the vector width.</summary>
    protected abstract OneImageMemory OneImage { get; }

    /// <summary>One raw image → the first layer's input, at the begin of the memory.</summary>
    protected abstract void LoadOneImage(ReadOnlySpan<byte> image, Span<float> memory);

    /// <summary>Parameters once more, in the order in which a single image reads them.</summary>
    protected abstract void PrepareOneImage(ReadOnlySpan<float> parameters, Span<float> prepared);

    /// <summary>The input of a single image → its logits.</summary>
    protected abstract void ForwardOneImage(ReadOnlySpan<float> parameters, ReadOnlySpan<float> prepared, Span<float> memory);

    // Overrides in other assemblies must be protected; these let the engine in.
    internal NetworkMemory Plan => Memory;

    /// <summary>The part of a parameter tensor whose gradient a worker sums.</summary>
    internal (int Begin, int End) GradientShare(int parameter, int worker, int workers)
    {
        int unit = GradientUnit(parameter);
        int count = Description.Parameters[parameter].Count;
        (int begin, int end) = LaneMath.Share((count + unit - 1) / unit, worker, workers);
        return (Math.Min(count, begin * unit), Math.Min(count, end * unit));
    }

    internal ActivationMemory ActivationPlan(int layer) => Activation(layer);

    internal OneImageMemory OneImagePlan => OneImage;

    internal void RunLoadOneImage(ReadOnlySpan<byte> image, Span<float> memory) => LoadOneImage(image, memory);

    internal void RunLoadTile(ReadOnlySpan<byte> pixels, ReadOnlySpan<int> samples, Span<float> scratch) => LoadTile(pixels, samples, scratch);

    internal void RunPrepare(ReadOnlySpan<float> parameters, Span<float> workspace) => Prepare(parameters, workspace);

    internal void RunForward(ReadOnlySpan<float> parameters, Span<float> scratch, Span<float> record, Span<float> workspace) => Forward(parameters, scratch, record, workspace);

    internal void RunLoss(Span<float> record, ReadOnlySpan<byte> labels) => Loss(record, labels);

    internal void RunLossGradient(Span<float> record, ReadOnlySpan<byte> labels, float weight) => LossGradient(record, labels, weight);

    internal (int Forward, int Backward) TrainingStages => Stages;

    internal void RunBeginTile(ReadOnlySpan<int> samples, ulong seed, int epoch, Span<float> record) => BeginTile(samples, seed, epoch, record);

    internal void RunTrainStage(int stage, ReadOnlySpan<float> parameters, Span<float> scratch, Span<float> record, Span<float> workspace) => TrainStage(stage, parameters, scratch, record, workspace);

    internal void RunBatchForward(int stage, Span<float> parameters, Span<float> records, int tiles, int samples, bool updates) =>
        BatchForward(stage, parameters, records, tiles, samples, updates);

    internal void RunBackwardStage(int stage, ReadOnlySpan<float> parameters, Span<float> scratch, Span<float> record, Span<float> workspace) => BackwardStage(stage, parameters, scratch, record, workspace);

    internal void RunBatchBackward(int stage, Span<float> records, int tiles, int samples) => BatchBackward(stage, records, tiles, samples);

    internal void RunGradient(ReadOnlySpan<float> records, int tiles, bool first, Span<float> gradient, int worker, int workers) =>
        Gradient(records, tiles, first, gradient, worker, workers);
}
