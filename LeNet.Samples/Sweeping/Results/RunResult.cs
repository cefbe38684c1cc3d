using LeNet.Runtime;

namespace LeNet.Samples.Sweeping.Results;

/// <summary>How a run ended.</summary>
internal enum RunStatus
{
    /// <summary>It was trained to its end.</summary>
    Done,

    /// <summary>Halving stopped it, as others were better.</summary>
    Stopped,

    /// <summary>Its loss or a weight became infinite or not a number.</summary>
    Diverged,
}

/// <summary>What came of a run. It says nothing of the test set, so that nothing is chosen by that.</summary>
/// <param name="Run">The run's number.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Last">Its last epoch, or null if none was complete.</param>
/// <param name="TrainingTime">Time spent in updates alone.</param>
/// <param name="WeightsHash">SHA-256 of the weights after that epoch, or null if there are none.</param>
/// <param name="Problem">Why it diverged, in one line, or null.</param>
internal sealed record RunResult(int Run, RunStatus Status, EpochReport? Last, TimeSpan TrainingTime, string? WeightsHash, string? Problem)
{
    /// <summary>Whether it counts among those that were trained to their end or as far as they were let.</summary>
    public bool HasValidation => Status != RunStatus.Diverged && Last?.Validation is not null;
}
