namespace LeNet.Runtime;

/// <summary>One update.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Batch">The batch within its epoch, from 1.</param>
/// <param name="Batches">Batches of an epoch.</param>
/// <param name="Step">Updates so far in all epochs, this one included.</param>
/// <param name="Count">Samples in the batch.</param>
/// <param name="Correct">Samples of the batch that were predicted correctly before the update.</param>
/// <param name="Loss">The batch's mean loss before the update.</param>
public readonly record struct BatchReport(int Epoch, int Batch, int Batches, long Step, int Count, int Correct, double Loss);

/// <summary>One epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Step">Updates so far in all epochs.</param>
/// <param name="TrainLoss">Mean loss over the epoch's samples, each before the update it took part in.</param>
/// <param name="TrainAccuracy">Share of samples predicted correctly, each before the update it took part in.</param>
/// <param name="Test">The test set's evaluation after the epoch, or null without a test set.</param>
/// <param name="TrainingTime">Time spent in updates alone.</param>
public sealed record EpochReport(int Epoch, long Step, double TrainLoss, double TrainAccuracy, Evaluation? Test, TimeSpan TrainingTime)
{
    /// <summary>The evaluation of the samples kept for validation, or null where there are none.</summary>
    public Evaluation? Validation { get; init; }

    /// <summary>The learning rate of the epoch's last update.</summary>
    public double LearningRate { get; init; }

    /// <summary>The epoch with the best validation so far, or null without validation.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>Whether it is this one.</summary>
    public bool IsBest => BestEpoch == Epoch;

    /// <summary>Whether training ends here, before its last epoch, as validation has stopped becoming better.</summary>
    public bool StopsEarly { get; init; }
}
