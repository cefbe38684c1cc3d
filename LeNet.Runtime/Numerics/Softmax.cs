namespace LeNet.Runtime;

/// <summary>Probabilities of one sample's classes.</summary>
internal static class Softmax
{
    /// <summary>Classes whose exponentials are taken together.</summary>
    private const int Chunk = 64;

    /// <summary>p[k] = exp((z[k] − max z) / T) / Σ_j exp((z[j] − max z) / T), in the order of a tile's loss: the same bits where T is 1.</summary>
    /// <param name="logits">z, at least one.</param>
    /// <param name="probabilities">p, as many.</param>
    /// <param name="temperature">T.</param>
    /// <returns>The class with the largest logit, the first of equal ones.</returns>
    public static int Compute(ReadOnlySpan<float> logits, Span<float> probabilities, float temperature)
    {
        int best = 0;
        for (int k = 1; k < logits.Length; k++)
        {
            best = logits[k] > logits[best] ? k : best;
        }

        float max = logits[best];
        float sum = 0;
        Span<float> exponentials = stackalloc float[Chunk];
        for (int begin = 0; begin < logits.Length; begin += Chunk)
        {
            int count = Math.Min(Chunk, logits.Length - begin);
            exponentials.Clear();
            for (int i = 0; i < count; i++)
            {
                exponentials[i] = (logits[begin + i] - max) / temperature;
            }

            LaneMath.Exp(exponentials.Slice(0, (count + LaneMath.Lanes - 1) / LaneMath.Lanes * LaneMath.Lanes));
            for (int i = 0; i < count; i++)
            {
                probabilities[begin + i] = exponentials[i];
                sum += exponentials[i];
            }
        }

        for (int k = 0; k < logits.Length; k++)
        {
            probabilities[k] /= sum;
        }

        return best;
    }
}
