namespace LeNet.Samples.Images;

/// <summary>Where ink begins, and how dark it is.</summary>
/// <param name="Threshold">Above this is ink.</param>
/// <param name="Full">The usual level of ink.</param>
/// <param name="Ground">The usual level of what is no ink: 0 for paper, more where a shadow is left.</param>
internal sealed record InkLevels(float Threshold, float Full, float Ground = 0)
{
    private const int Levels = 256;

    /// <summary>What is hardly darker than the paper is no ink: 4% of the way to black at each place, 6% on the whole.</summary>
    private const float LeastThreshold = 10;

    private const float LeastContrast = 16;

    /// <summary>How far noise goes from its median, in standard deviations.</summary>
    private const float NoiseReach = 5;

    /// <summary>Share of the variance that lies between ink and paper, from which on they are plainly two; a normal distribution has 0.64.</summary>
    private const double ClearSeparation = 0.8;

    /// <summary>A normal distribution's standard deviation over its median absolute deviation.</summary>
    private const float DeviationPerMedian = 1.4826f;

    /// <summary>Finds the levels of a plane of ink, or null if it has none.</summary>
    /// <remarks>The threshold is Otsu's (IEEE Transactions on Systems, Man, and Cybernetics 9, 1979), but above the paper's noise.</remarks>
    public static InkLevels? Of(Plane ink)
    {
        int[] histogram = new int[Levels];
        foreach (float value in ink.Values)
        {
            histogram[(int)value]++;
        }

        int count = ink.Values.Length;
        int median = Median(histogram, count);
        int[] deviations = new int[Levels];
        for (int level = 0; level < Levels; level++)
        {
            deviations[Math.Abs(level - median)] += histogram[level];
        }

        float noise = median + (NoiseReach * DeviationPerMedian * Median(deviations, count));
        (float otsu, double separation) = Otsu(histogram, count);
        float threshold = Math.Max(LeastThreshold, separation >= ClearSeparation ? otsu : Math.Max(otsu, noise));
        double sumAbove = 0;
        double sumBelow = 0;
        int above = 0;
        foreach (float value in ink.Values)
        {
            if (value > threshold)
            {
                sumAbove += value;
                above++;
            }
            else
            {
                sumBelow += value;
            }
        }

        double full = sumAbove / Math.Max(1, above);
        double ground = sumBelow / Math.Max(1, count - above);
        return above > 0 && full - ground >= LeastContrast ? new InkLevels(threshold, (float)full) : null;
    }

    /// <summary>The level that parts the values of a plane in two; Otsu's.</summary>
    public static float Between(Plane plane)
    {
        int[] histogram = new int[Levels];
        foreach (float value in plane.Values)
        {
            histogram[Math.Clamp((int)value, 0, Levels - 1)]++;
        }

        return Otsu(histogram, plane.Values.Length).Threshold;
    }

    /// <summary>Takes the lighter part of the ink for ground, as it may be a shadow: the threshold is Otsu's among what is above this one.</summary>
    /// <returns>Null if nothing is left.</returns>
    public InkLevels? Raised(Plane ink)
    {
        int[] histogram = new int[Levels];
        int count = 0;
        foreach (float value in ink.Values)
        {
            if (value > Threshold)
            {
                histogram[(int)value]++;
                count++;
            }
        }

        float threshold = count > 0 ? Otsu(histogram, count).Threshold : Threshold;
        (double sumBelow, double sumAbove, int above) = (0, 0, 0);
        for (int level = 0; level < Levels; level++)
        {
            bool isInk = level >= threshold;
            above += isInk ? histogram[level] : 0;
            sumAbove += isInk ? (double)level * histogram[level] : 0;
            sumBelow += isInk ? 0 : (double)level * histogram[level];
        }

        return above == 0 || above == count || threshold <= Threshold
            ? null
            : new InkLevels(threshold, (float)(sumAbove / above), (float)(sumBelow / (count - above)));
    }

    /// <summary>How much ink a value stands for, 0 … 1: steep around the threshold, so that strokes are solid as MNIST's are.</summary>
    public float Coverage(float value)
    {
        float low = (Ground + Threshold) / 2;
        float high = (Threshold + Full) / 2;
        return Math.Clamp((value - low) / (high - low), 0, 1);
    }

    private static int Median(int[] histogram, int count)
    {
        int below = 0;
        for (int level = 0; level < histogram.Length; level++)
        {
            below += histogram[level];
            if (2L * below >= count)
            {
                return level;
            }
        }

        return histogram.Length - 1;
    }

    /// <summary>The level that parts the histogram in two with the greatest variance between them, the middle of several; and the share of that in the whole variance.</summary>
    private static (float Threshold, double Separation) Otsu(int[] histogram, int count)
    {
        double total = 0;
        double squares = 0;
        for (int level = 0; level < histogram.Length; level++)
        {
            total += (double)level * histogram[level];
            squares += (double)level * level * histogram[level];
        }

        double best = 0;
        int first = 0;
        int last = 0;
        long below = 0;
        double sumBelow = 0;
        for (int level = 0; level < histogram.Length - 1; level++)
        {
            below += histogram[level];
            sumBelow += (double)level * histogram[level];
            if (below == 0 || below == count)
            {
                continue;
            }

            double difference = (sumBelow / below) - ((total - sumBelow) / (count - below));
            double between = (double)below * (count - below) * difference * difference;
            if (between > best)
            {
                (best, first, last) = (between, level, level);
            }
            else if (between == best)
            {
                last = level;
            }
        }

        double variance = (squares / count) - (total / count * (total / count));
        return ((first + last + 1) / 2f, variance > 0 ? best / count / count / variance : 0);
    }
}
