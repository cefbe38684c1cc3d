namespace LeNet.Runtime;

/// <summary>How a network does on a data set.</summary>
/// <param name="Loss">Mean loss per sample.</param>
/// <param name="Count">Samples.</param>
/// <param name="Correct">Samples whose most probable class is the true one.</param>
/// <param name="Confusion">Counts by true class (row) and predicted class (column).</param>
public sealed record Evaluation(double Loss, int Count, int Correct, int[,] Confusion)
{
    /// <summary>
    /// The expected calibration error, 0 to 1: how far the probability of a predicted class is from the share of predictions that are right, in the mean
    /// over samples in 15 bins (Guo et al.: "On calibration of modern neural networks", 2017, equation 3).
    /// </summary>
    public double CalibrationError { get; init; }

    /// <summary>The share of correct predictions, 0 to 1.</summary>
    public double Accuracy => Count == 0 ? 0 : (double)Correct / Count;
}
