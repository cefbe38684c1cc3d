using System.Diagnostics;

namespace LeNet.Runtime;

/// <summary>Trains a network: by stochastic gradient descent with momentum, unless its options say otherwise.</summary>
/// <remarks>
/// For one caller at a time, which is checked: while one of its methods runs, another thread that calls one gets an <see cref="InvalidOperationException"/>,
/// and so does an event handler, but for <see cref="Capture"/>, <see cref="Gradient"/> and <see cref="Dispose"/>, which handlers may call.
/// While it trains, no other thread can change the network, and predictions with it see the weights as they are between two updates.
/// The weights it arrives at depend on the network's weights, the data and the options, but not on the number of threads.
/// </remarks>
public sealed partial class Trainer : IDisposable
{
    private readonly Network _network;
    private readonly TrainingOptions _options;
    private readonly BatchEngine _engine;
    private readonly ParameterUpdate _update;
    private readonly StepSizes _sizes;
    private TrainingPosition _position = new(Epoch: 1);
    private Progress _progress = Progress.None;
    private SampleSplit _split = new(null, []);
    private readonly Passes _passes;
    private Dataset? _training;
    private Checkpoint? _restored;
    private readonly ExclusiveUse _use;

    /// <summary>Prepares to train a network; allocates all that training needs.</summary>
    /// <param name="network">The network. Its weights are where training begins.</param>
    /// <param name="options">How to train; the defaults if null.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or two exclude each other.</exception>
    /// <exception cref="InsufficientMemoryException">Training needs more memory than the process may have; the message has both sizes.</exception>
    public Trainer(Network network, TrainingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _options = options ?? new TrainingOptions();
        _options.Validate();
        _engine = new BatchEngine(network, ThreadCount.Useful(network.Description, _options.Threads, _options.BatchSize, trains: true), trains: true, _options.BatchSize, _options.Augmentation);
        _update = new ParameterUpdate(network, _options);
        _passes = new Passes(_update.Rule, _options.Seed);
        _sizes = new StepSizes(_options);
        _use = new ExclusiveUse(this, _engine);
    }

    /// <summary>Raised on the caller's thread after each update.</summary>
    public event Action<BatchReport>? BatchCompleted;

    /// <summary>Raised on the caller's thread after each epoch and its evaluation.</summary>
    public event Action<EpochReport>? EpochCompleted;

    /// <summary>Threads in use, the caller's included.</summary>
    public int Threads => _engine.Threads;

    /// <summary>Updates so far.</summary>
    public long Step { get; private set; }

    /// <summary>
    /// Trains for the epochs of the options, or until their number of steps; after <see cref="Restore"/>, for what is left of them.
    /// </summary>
    /// <param name="training">What to learn from.</param>
    /// <param name="test">What to evaluate on after each epoch, or null.</param>
    /// <param name="cancellationToken">Ends training after the running update; the network keeps what it has learned.</param>
    /// <exception cref="ArgumentException">The training set is empty, or validation leaves nothing of it.</exception>
    /// <exception cref="ArgumentException">Images or labels, which are from memory, do not fit the network.</exception>
    /// <exception cref="DataFileException">Images or labels, which are from files, do not fit the network.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="DivergenceException">The loss or a weight became infinite or not a number.</exception>
    /// <exception cref="InvalidOperationException">
    /// The trainer is in use, another thread changes the network, or a label was changed to none of its classes meanwhile. No update is half done.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed, before or by an event handler or another thread; then the running update is finished.</exception>
    public void Train(Dataset training, Dataset? test = null, CancellationToken cancellationToken = default)
    {
        using ExclusiveUse.Use use = _use.Enter();
        using ParameterAccess.Owning owning = _network.Access.Own();
        Require(training);
        if (training.Count == 0)
        {
            throw new ArgumentException("The training set is empty.", nameof(training));
        }

        if (test is not null)
        {
            Require(test);
        }

        SampleSplit split = SampleSplit.Of(training.Count, _options);
        BeginOrGoOn(training, split);
        int[] order = new int[split.Training?.Length ?? training.Count];
        while (_position.Epoch <= _options.Epochs && !_progress.IsExhausted(_options) && (!IsDone || IsEpochOpen))
        {
            RunEpoch(training, test, order, cancellationToken);
        }

        ShowAverage(); // after Restore, if all was done already
    }

    /// <summary>How many samples of a training set are kept for validation.</summary>
    /// <param name="samples">Samples of the training set.</param>
    /// <exception cref="ArgumentException">None would be left to train on, or none kept.</exception>
    public int ValidationCount(int samples) => SampleSplit.Kept(samples, _options);

    /// <summary>
    /// The epoch that random choices, such as what dropout drops and how images are distorted, are drawn for, together with the seed of the options and the
    /// sample's index. <see cref="Train"/> sets it; a loop of your own around <see cref="TrainBatch"/> does well to count it up.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is set while the trainer is in use.</exception>
    /// <exception cref="ObjectDisposedException">It is set after the trainer was disposed.</exception>
    public int Epoch
    {
        get => _position.Epoch;
        set
        {
            using ExclusiveUse.Use use = _use.Enter();
            _position = new TrainingPosition(value);
        }
    }

    /// <summary>One update from some samples. Allocates nothing, unless a network with batch normalisation meets a batch larger than that of the options.</summary>
    /// <remarks>If the loss is infinite or not a number, nothing is updated and <see cref="Step"/> stays.</remarks>
    /// <param name="dataset">Images of the size that the network takes.</param>
    /// <param name="samples">Which of them make the batch.</param>
    /// <returns>The batch's mean loss before the update.</returns>
    /// <exception cref="ArgumentException">No samples, one that is not in the data set, or more than memory is for; or images or labels from memory that do not fit the network.</exception>
    /// <exception cref="DataFileException">Images or labels from files do not fit the network.</exception>
    /// <exception cref="InvalidOperationException">The trainer is in use, another thread changes the network, or the schedule goes by a length that the options do not give.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public double TrainBatch(Dataset dataset, ReadOnlySpan<int> samples) => Run(dataset, samples, _update).MeanLoss;

    /// <summary>The gradients of some samples' mean loss, without an update: for tests and for studying. Allocates nothing.</summary>
    /// <param name="dataset">Images of the size that the network takes.</param>
    /// <param name="samples">Which of them make the batch.</param>
    /// <returns>The batch's mean loss.</returns>
    /// <exception cref="ArgumentException">As for <see cref="TrainBatch"/>.</exception>
    /// <exception cref="DataFileException">As for <see cref="TrainBatch"/>.</exception>
    /// <exception cref="InvalidOperationException">The trainer is in use.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public double ComputeGradients(Dataset dataset, ReadOnlySpan<int> samples) => Run(dataset, samples, update: null).MeanLoss;

    /// <summary>The gradient of a parameter tensor in the last batch, row-major in PyTorch's shape; zeros before the first. The next batch writes over it.</summary>
    /// <param name="name">The tensor's name in PyTorch's state dict.</param>
    /// <exception cref="ArgumentException">The network has no such tensor.</exception>
    /// <exception cref="InvalidOperationException">The trainer is in use by another thread.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public ReadOnlySpan<float> Gradient(string name)
    {
        using ExclusiveUse.Use use = _use.EnterOrJoin();
        ParameterDescription parameter = _network.Description.Parameters.FirstOrDefault(parameter => parameter.Name == name && parameter.IsTrainable)
            ?? throw new ArgumentException($"{_network.Description.Name} has no trainable parameter '{name}'.", nameof(name));
        return _engine.GradientOfBatch.Slice(parameter.Offset, parameter.Count);
    }

    /// <summary>Ends its threads. While it trains, that is put off until the running update is finished; <see cref="Train"/> then ends with an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose() => _use.Dispose();

    private bool IsDone => _options.MaxSteps is long most && Step >= most;

    /// <summary>Whether some of the epoch is trained, but not yet reported.</summary>
    private bool IsEpochOpen => _position is { Batch: > 0, IsReported: false };

    private void RunEpoch(Dataset training, Dataset? test, int[] order, CancellationToken cancellationToken)
    {
        int epoch = _position.Epoch;
        FillOrder(order, epoch);
        int batches = BatchesOf(order.Length);
        ShowWeights();
        StepSize size = _sizes.At(epoch - 1, Math.Max(0, _position.Batch - 1), batches, _progress);
        while (_position.Batch < batches && !IsDone)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _use.ThrowIfDisposed();
            int begin = _position.Batch * _options.BatchSize;
            ReadOnlySpan<int> samples = order.AsSpan(begin, Math.Min(_options.BatchSize, order.Length - begin));
            long began = Stopwatch.GetTimestamp();
            _passes.BeginUpdate(training, _split.Training, epoch);
            size = _sizes.At(epoch - 1, _position.Batch, batches, _progress);
            _update.Begin(Step + 1, size);
            (double loss, int correct) = _engine.Train(training, samples, _update, _options.Seed, epoch);
            TimeSpan time = Stopwatch.GetElapsedTime(began);
            if (!double.IsFinite(loss))
            {
                throw Divergence.OfLoss(_network, training, samples, loss, epoch, _position.Batch + 1, Step + 1);
            }

            Step++;
            _position = _position with
            {
                Batch = _position.Batch + 1,
                LossSum = _position.LossSum + (loss * samples.Length),
                Correct = _position.Correct + correct,
                Seen = _position.Seen + samples.Length,
                Time = _position.Time + time,
            };
            if (Step % Divergence.Interval == 0)
            {
                RequireFinite();
            }

            BatchCompleted?.Invoke(new BatchReport(epoch, _position.Batch, batches, Step, samples.Length, correct, loss));
        }

        RequireFinite();
        _use.ThrowIfDisposed();
        ShowAverage();
        Evaluation? validation = _split.Validation.Length == 0 ? null : _engine.Evaluate(training, cancellationToken, _split.Validation);
        Evaluation? evaluation = test is null ? null : _engine.Evaluate(test, cancellationToken);
        _progress = validation is null ? _progress : _progress.After(epoch, validation, _options);
        TrainingPosition done = _position;
        _position = done.Batch == batches ? new TrainingPosition(epoch + 1) : done with { IsReported = true };
        EpochCompleted?.Invoke(new EpochReport(
            epoch, Step, done.LossSum / done.Seen, (double)done.Correct / done.Seen, evaluation, done.Time)
        {
            Validation = validation,
            LearningRate = size.LearningRate,
            BestEpoch = validation is null ? null : _progress.BestEpoch,
            StopsEarly = _progress.IsExhausted(_options) && epoch < _options.Epochs,
        });
    }

    /// <summary>Has the network hold the weights that are trained.</summary>
    private void ShowWeights()
    {
        if (_update.Average is { IsInPlace: true } average)
        {
            average.Exchange(_network);
        }
    }

    /// <summary>Has the network hold the average of its weights, if there is one.</summary>
    private void ShowAverage()
    {
        if (_update.Average is { IsInPlace: false } average && Step > 0)
        {
            average.Exchange(_network);
        }
    }

    private int BatchesOf(int samples) => (int)(((long)samples + _options.BatchSize - 1) / _options.BatchSize);

    private void FillOrder(int[] order, int epoch)
    {
        if (_options.Shuffle)
        {
            Shuffle.Fill(order, _options.Seed, epoch);
        }
        else
        {
            for (int i = 0; i < order.Length; i++)
            {
                order[i] = i;
            }
        }

        for (int i = 0; i < order.Length && _split.Training is not null; i++)
        {
            order[i] = _split.Training[order[i]];
        }
    }

    private (double MeanLoss, int Correct) Run(Dataset dataset, ReadOnlySpan<int> samples, ParameterUpdate? update)
    {
        using ExclusiveUse.Use use = _use.Enter();
        Require(dataset);
        if (samples.Length > _engine.MostSamples)
        {
            throw new ArgumentException($"A batch of {samples.Length} samples takes more memory than there is for one; at most {_engine.MostSamples}.", nameof(samples));
        }

        if (samples.IsEmpty)
        {
            throw new ArgumentException("A batch has at least one sample.", nameof(samples));
        }

        foreach (int sample in samples)
        {
            if ((uint)sample >= (uint)dataset.Count)
            {
                throw new ArgumentException($"Sample {sample} is not in the data set, which has {dataset.Count}.", nameof(samples));
            }
        }

        ShowWeights();
        if (update is not null)
        {
            _passes.BeginUpdate(dataset, _split.Training, Epoch);
            update.Begin(Step + 1, _sizes.At(Step, Epoch - 1));
        }

        (double loss, int correct) = _engine.Train(dataset, samples, update, _options.Seed, Epoch);
        Step += update is null || !double.IsFinite(loss) ? 0 : 1;
        return (loss, correct);
    }

    private void Require(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        NetworkDescription network = _network.Description;
        dataset.Require(network);
    }
}
