namespace LeNet.Runtime;

/// <summary>
/// Runs a network over batches, split into tiles of sixteen samples that the workers share. Gradients are summed in the order
/// of the tiles, so that neither the number of workers nor who is first changes a bit. Nothing is allocated after construction.
/// </summary>
internal sealed partial class BatchEngine : IWork, IDisposable
{
    private const int Lanes = LaneMath.Lanes;

    /// <summary>Tiles whose records are kept at once; a larger batch goes on in further waves, which adds up to the same bits.</summary>
    private const int TilesPerWave = 16;

    private readonly Network _network;
    private readonly NetworkMemory _memory;
    private readonly WorkerPool _pool;
    private readonly AlignedBuffer _gradient;

    /// <summary>Passes of a tile in training, the last forward stage and the first backward stage being one.</summary>
    private readonly int _passes;

    private readonly int _forwardStages;

    /// <summary>One for each worker; none if images are trained on as they are.</summary>
    private readonly TileAugmenter[] _augmenters;

    /// <summary>A worker's memory that belongs to no tile, and of which parameters and vectors it was prepared.</summary>
    private readonly AlignedBuffer[] _workspaces;

    private readonly (int Version, int VectorBits)?[] _prepared;
    private AlignedBuffer[] _scratch = [];
    private AlignedBuffer _records = null!;
    private int[] _waveSamples = [];
    private byte[] _waveLabels = [];
    private int[] _predicted = [];
    private int _waveTiles;

    private Phase _phase;
    private int _pass;
    private ulong _seed;
    private int _epoch;
    private ReadOnlyMemory<byte> _pixels;
    private ParameterUpdate? _update;
    private int _tiles;
    private int _taken;
    private int _count;
    private bool _first;
    private bool _labelled;
    private float _weight;

    /// <param name="network">The network.</param>
    /// <param name="threads">Workers, the caller's thread included.</param>
    /// <param name="trains">Whether gradients will be wanted.</param>
    /// <param name="batchSize">Samples of the batches to train on; more cost an allocation where a network needs the whole batch at once.</param>
    /// <param name="augmentation">How training images are distorted, or null.</param>
    public BatchEngine(Network network, int threads, bool trains, int batchSize = 0, Augmentation? augmentation = null)
    {
        _network = network;
        _memory = network.Plan;
        (_forwardStages, int backwardStages) = trains ? network.TrainingStages : (1, 1);
        _passes = _forwardStages + backwardStages - 1;
        if (batchSize > MostSamples)
        {
            throw new ArgumentOutOfRangeException(
                nameof(TrainingOptions.BatchSize), batchSize, $"The network {network.Description.Name} keeps what it computes of a whole batch, and memory for it ends at {MostSamples} samples.");
        }

        int gradient = trains ? network.Description.ParameterFloats : 0;
        _gradient = LargeMemory.Allocate($"The gradient of the network {network.Description.Name}", (long)gradient * sizeof(float), () => new AlignedBuffer(gradient));
        _pool = new WorkerPool(threads);
        try
        {
            _prepared = new (int, int)?[Threads];
            _workspaces = LargeMemory.Allocate(
                $"The working memory of the network {network.Description.Name}", (long)Threads * _memory.WorkspaceFloats * sizeof(float), () => Buffers(Threads, _memory.WorkspaceFloats));
            _augmenters = augmentation is null ? [] : TileAugmenter.ForWorkers(Threads, augmentation, network.Description);
            Allocate(Math.Max(Math.Max(TilesPerWave, threads), NeedsWholeBatch ? TilesOf(batchSize) : 0));
        }
        catch
        {
            _pool.Dispose();
            throw;
        }
    }

    private enum Phase
    {
        /// <summary>Forward, loss and backward of each tile, or a stage of them.</summary>
        Train,

        /// <summary>Forward and loss of each tile.</summary>
        Infer,

        /// <summary>Sum of the tiles' gradients and, after the last wave, update of the parameters: each worker those that it has summed.</summary>
        Sum,

        /// <summary>Update of the parameters, where all gradients must be there first.</summary>
        Update,
    }

    /// <summary>Samples between two times at which the workers wait for each other, at most.</summary>
    public static int WaveSamples => TilesPerWave * Lanes;

    /// <summary>Workers, the caller's thread included.</summary>
    public int Threads => _pool.Workers;

    /// <summary>The largest batch: where the whole of it is kept, what is kept of its tiles fits one array.</summary>
    public int MostSamples => NeedsWholeBatch ? (int)Math.Min(int.MaxValue, (long)MostRecordFloats / Math.Max(1, _memory.RecordFloats) * Lanes) : int.MaxValue;

    private static int MostRecordFloats => Array.MaxLength - Lanes;

    /// <summary>Whether some layer needs statistics of the whole batch: all its tiles are then kept, working memory included.</summary>
    private bool NeedsWholeBatch => _passes > 1;

    /// <summary>The gradients of the last batch, as the parameters lie.</summary>
    public ReadOnlySpan<float> GradientOfBatch => _gradient.Span;

    /// <inheritdoc/>
    public void Execute(int worker, int workers)
    {
        switch (_phase)
        {
            case Phase.Sum:
                _network.RunGradient(_records.Span, _tiles, _first, _gradient.Span, worker, workers);
                Update(worker, workers);
                break;
            case Phase.Update:
                Update(worker, workers);
                break;
            default:
                Prepare(worker);

                // Whoever is free takes the next tile: cores differ in speed, and the result does not depend on who computed it.
                for (int tile = Interlocked.Increment(ref _taken) - 1; tile < _tiles; tile = Interlocked.Increment(ref _taken) - 1)
                {
                    RunTile(tile, _scratch[NeedsWholeBatch ? tile : worker].Span, worker);
                }

                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _pool.Dispose();

    /// <summary>What a worker keeps of the parameters is theirs: made anew after each change, by every worker for itself, so that none waits for another.</summary>
    private void Prepare(int worker)
    {
        (int, int) current = (_network.Version, _network.VectorBits);
        if (_prepared[worker] != current)
        {
            _network.RunPrepare(_network.Parameters, _workspaces[worker].Span);
            _prepared[worker] = current;
        }
    }

    private void Allocate(int tiles)
    {
        _waveTiles = tiles;
        int records = checked(tiles * _memory.RecordFloats);
        int scratches = NeedsWholeBatch ? tiles : Threads;
        string what = NeedsWholeBatch ? $"what it computes of {tiles * Lanes} images" : Threads == 1 ? "one thread" : $"{Threads} threads";
        _records = LargeMemory.Allocate($"The working memory of the network {_network.Description.Name} for {what}", (((long)scratches * _memory.ScratchFloats) + records) * sizeof(float), () =>
        {
            _scratch = Buffers(scratches, _memory.ScratchFloats);
            return new AlignedBuffer(records);
        });
        _waveSamples = new int[tiles * Lanes];
        _waveLabels = new byte[tiles * Lanes];
        _predicted = new int[tiles * Lanes];
    }

    private static AlignedBuffer[] Buffers(int count, int floats)
    {
        var buffers = new AlignedBuffer[count];
        for (int i = 0; i < count; i++)
        {
            buffers[i] = new AlignedBuffer(floats);
        }

        return buffers;
    }

    private static int TilesOf(int samples) => (int)(((long)samples + Lanes - 1) / Lanes);

    private void Run(Phase phase)
    {
        _phase = phase;
        _taken = 0;
        _pool.Run(this);
    }

    /// <param name="samples">At most as many as a wave takes.</param>
    /// <param name="labels">The labels of all samples, or none.</param>
    private void BeginWave(ReadOnlySpan<int> samples, ReadOnlySpan<byte> labels)
    {
        _count = samples.Length;
        _tiles = TilesOf(samples.Length);
        samples.CopyTo(_waveSamples);
        _labelled = !labels.IsEmpty;
        for (int i = 0; i < samples.Length && _labelled; i++)
        {
            _waveLabels[i] = labels[samples[i]];
            if (_waveLabels[i] >= _network.Description.Classes)
            {
                // It was checked before; a kernel would write past its classes.
                throw Dataset.Changed(samples[i], _waveLabels[i], _network.Description);
            }
        }
    }

    private void RunTile(int tile, Span<float> scratch, int worker)
    {
        int begin = tile * Lanes;
        int count = Math.Min(Lanes, _count - begin);
        ReadOnlySpan<byte> labels = _waveLabels.AsSpan(begin, _labelled ? count : 0);
        Span<float> record = Record(tile);
        ReadOnlySpan<int> samples = _waveSamples.AsSpan(begin, count);
        ReadOnlySpan<float> parameters = _network.Parameters;
        Span<float> workspace = _workspaces[worker].Span;
        if (_phase == Phase.Infer)
        {
            _network.RunLoadTile(_pixels.Span, samples, scratch);
            _network.RunForward(parameters, scratch, record, workspace);
            EndForward(record, labels, _predicted.AsSpan(begin, count));
            return;
        }

        if (_pass == 0)
        {
            LoadTrainingTile(samples, scratch, worker);
            _network.RunBeginTile(samples, _seed, _epoch, record);
        }

        if (_pass < _forwardStages)
        {
            _network.RunTrainStage(_pass, parameters, scratch, record, workspace);
        }

        int backwardStage = _pass - _forwardStages + 1;
        if (backwardStage == 0)
        {
            EndForward(record, labels, _predicted.AsSpan(begin, count));
            _network.RunLossGradient(record, labels, _weight);
        }

        if (backwardStage >= 0)
        {
            _network.RunBackwardStage(backwardStage, parameters, scratch, record, workspace);
        }
    }

    private void LoadTrainingTile(ReadOnlySpan<int> samples, Span<float> scratch, int worker)
    {
        if (_augmenters.Length == 0)
        {
            _network.RunLoadTile(_pixels.Span, samples, scratch);
            return;
        }

        ReadOnlySpan<byte> images = _augmenters[worker].Apply(_pixels.Span, samples, _seed, _epoch);
        _network.RunLoadTile(images, TileAugmenter.Order.Slice(0, samples.Length), scratch);
    }

    /// <summary>Loss and predicted class of each sample.</summary>
    private void EndForward(Span<float> record, ReadOnlySpan<byte> labels, Span<int> predicted)
    {
        _network.RunLoss(record, labels);
        TileResults.Predicted(record.Slice(_memory.Logits, _network.Description.Classes * Lanes), predicted);
    }

    private Span<float> Record(int tile) => _records.Span.Slice(tile * _memory.RecordFloats, _memory.RecordFloats);

    private double SumOfLosses()
    {
        double sum = 0;
        for (int i = 0; i < _count; i++)
        {
            sum += Record(i / Lanes)[_memory.Losses + (i % Lanes)];
        }

        return sum;
    }

    private int CountCorrect()
    {
        int correct = 0;
        for (int i = 0; i < _count; i++)
        {
            correct += _predicted[i] == _waveLabels[i] ? 1 : 0;
        }

        return correct;
    }
}
