namespace LeNet.Runtime;

/// <summary>Where training stands.</summary>
/// <param name="Epoch">The running epoch, or the next, from 1.</param>
/// <param name="Batch">Batches of the epoch that are done.</param>
/// <param name="LossSum">Their samples' losses, summed.</param>
/// <param name="Correct">Their samples that were predicted correctly.</param>
/// <param name="Seen">Their samples.</param>
/// <param name="Time">Time spent on them.</param>
/// <param name="IsReported">Whether the epoch was ended by the limit of steps, tested and reported.</param>
internal readonly record struct TrainingPosition(
    int Epoch, int Batch = 0, double LossSum = 0, long Correct = 0, long Seen = 0, TimeSpan Time = default, bool IsReported = false);
