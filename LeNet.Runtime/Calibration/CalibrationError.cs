namespace LeNet.Runtime;

/// <summary>
/// How far probabilities are from what they say: samples in bins by the probability of their predicted class; of each bin the distance
/// of its mean probability from its share of correct samples, weighted by its samples (Guo et al. 2017, equation 3).
/// </summary>
internal sealed class CalibrationError
{
    private const int Bins = 15;

    private readonly double[] _probabilities = new double[Bins];
    private readonly int[] _correct = new int[Bins];
    private int _count;

    /// <summary>Adds a sample.</summary>
    /// <param name="probability">Of its predicted class.</param>
    /// <param name="isCorrect">Whether that is the true one.</param>
    public void Add(float probability, bool isCorrect)
    {
        if (!float.IsNaN(probability))
        {
            int bin = Math.Clamp((int)Math.Ceiling(probability * Bins) - 1, 0, Bins - 1);
            _probabilities[bin] += probability;
            _correct[bin] += isCorrect ? 1 : 0;
            _count++;
        }
    }

    /// <summary>The expected calibration error, 0 to 1; 0 without samples.</summary>
    public double Value
    {
        get
        {
            double error = 0;
            for (int bin = 0; bin < Bins; bin++)
            {
                error += Math.Abs(_probabilities[bin] - _correct[bin]);
            }

            return _count == 0 ? 0 : error / _count;
        }
    }
}
