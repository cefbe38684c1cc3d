namespace LeNet.Runtime;

/// <summary>How to train. The defaults are PyTorch's classic recipe for LeNet on MNIST. <see cref="Recipe"/> reads most of it from a file.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the training set.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Samples per update; the last batch of an epoch may be smaller.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>How the parameters follow their gradients.</summary>
    public Optimizer Optimizer { get; init; } = new Sgd(0.01) { Momentum = 0.9 };

    /// <summary>How the learning rate moves.</summary>
    public Schedule Schedule { get; init; } = new ConstantSchedule();

    /// <summary>The largest length of all gradients together, greater than 0, as <c>clip_grad_norm_</c> bounds it; or null.</summary>
    public double? ClipGradientNorm { get; init; }

    /// <summary>The largest size of any gradient, greater than 0, as <c>clip_grad_value_</c> bounds it; or null.</summary>
    public double? ClipGradientValue { get; init; }

    /// <summary>
    /// How much of an exponential moving average of the weights each update keeps, from 0 to less than 1, or null for no average. Where there is one, it is what
    /// is evaluated after each epoch, what the network holds in the events of an epoch, and what it holds after the training.
    /// </summary>
    public double? AverageDecay { get; init; }

    /// <summary>
    /// Samples of the training set that are kept from training, to be evaluated after each epoch: a share of them if below 1, else a count. Which ones, the seed says.
    /// </summary>
    public double Validation { get; init; }

    /// <summary>
    /// The part of the training set that is kept for validation, in place of <see cref="Validation"/>; or null. The seed says which samples are in which part, so that the
    /// folds of one seed keep each sample once.
    /// </summary>
    public Fold? Fold { get; init; }

    /// <summary>Whether training ends when validation has stopped becoming better, or null.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>What the order of the samples depends on, which of them are kept for validation, and what is random in a step; nothing else does.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads to compute on, the caller's included, at most 1024; 0 for as many as help, which for a small network may be one. Where there are no threads, as in a browser, it is one. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Whether every epoch has an order of its own; otherwise samples come as they are in the data set.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>How training images are distorted, for each image and epoch anew; null to train on the images as they are.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>Stop after this many updates in all, or null for no such limit.</summary>
    public long? MaxSteps { get; init; }

    /// <exception cref="ArgumentException">An option is out of its range, or two exclude each other.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Epochs);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Threads, ThreadCount.Most);
        if (MaxSteps is < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(MaxSteps), MaxSteps, "The number of steps is at least 0.");
        }

        TrainingKeys.All.Check(this, nameof(TrainingOptions));
    }
}
