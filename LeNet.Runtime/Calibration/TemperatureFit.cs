namespace LeNet.Runtime;

/// <summary>
/// Temperature scaling: one number that makes probabilities mean what they say, and changes no class
/// (C. Guo et al.: "On calibration of modern neural networks", ICML 2017).
/// </summary>
internal static class TemperatureFit
{
    /// <summary>Where every sample is right with room to spare, the best temperature would be 0.</summary>
    public const double Least = 0.05;

    /// <summary>Beyond this, all classes are alike.</summary>
    public const double Most = 20;

    private const int Steps = 60;

    /// <summary>The temperature T with the least mean of −log softmax(z / T)[label].</summary>
    /// <param name="logits">[samples][classes], finite.</param>
    /// <param name="labels">The class of each sample, one at least.</param>
    /// <remarks>In s = 1 / T the mean is convex, so its slope has one root, which halving finds.</remarks>
    public static float Of(ReadOnlySpan<float> logits, ReadOnlySpan<byte> labels)
    {
        double low = 1 / Most;
        double high = 1 / Least;
        for (int i = 0; i < Steps; i++)
        {
            double middle = (low + high) / 2;
            if (Slope(logits, labels, middle) <= 0)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (float)(2 / (low + high));
    }

    /// <summary>d/ds of Σ (log Σ_k exp(s z[k]) − s z[label]) = Σ (Σ_k z[k] softmax(s z)[k] − z[label]).</summary>
    private static double Slope(ReadOnlySpan<float> logits, ReadOnlySpan<byte> labels, double s)
    {
        int classes = logits.Length / labels.Length;
        Span<float> probabilities = new float[classes];
        double slope = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<float> z = logits.Slice(i * classes, classes);
            Softmax.Compute(z, probabilities, (float)(1 / s));
            double mean = 0;
            for (int k = 0; k < classes; k++)
            {
                mean += (double)probabilities[k] * z[k];
            }

            slope += mean - z[labels[i]];
        }

        return slope;
    }
}
