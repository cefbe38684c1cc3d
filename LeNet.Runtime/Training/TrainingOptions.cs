namespace LeNet.Runtime;

/// <summary>How to train. The defaults are PyTorch's classic recipe for LeNet on MNIST.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the training set.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Samples per update; the last batch of an epoch may be smaller.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Step size of stochastic gradient descent.</summary>
    public float LearningRate { get; init; } = 0.01f;

    /// <summary>Momentum of stochastic gradient descent, 0 to less than 1.</summary>
    public float Momentum { get; init; } = 0.9f;

    /// <summary>What the order of the samples depends on, and nothing else does.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads to compute on, the caller's included, at most 1024; 0 for as many as help, which for a small network may be one. Where there are no threads, as in a browser, it is one. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Whether every epoch has an order of its own; otherwise samples come as they are in the data set.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>How training images are distorted, for each image and epoch anew; null to train on the images as they are.</summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>Stop after this many updates in all, or null for no such limit.</summary>
    public long? MaxSteps { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Epochs);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Threads, ThreadCount.Most);
        if (!(LearningRate >= 0 && float.IsFinite(LearningRate)))
        {
            throw new ArgumentOutOfRangeException(nameof(LearningRate), LearningRate, "The learning rate is a finite number of at least 0.");
        }

        if (!(Momentum is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Momentum), Momentum, "The momentum is at least 0 and less than 1.");
        }

        Augmentation?.Validate();
        if (MaxSteps is < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(MaxSteps), MaxSteps, "The number of steps is at least 0.");
        }
    }
}
