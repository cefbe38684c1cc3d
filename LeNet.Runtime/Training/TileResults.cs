namespace LeNet.Runtime;

/// <summary>Reads results from a tile's record.</summary>
internal static class TileResults
{
    /// <summary>The class with the largest logit, the first of equal ones.</summary>
    public static int Predicted(ReadOnlySpan<float> record, NetworkMemory memory, int classes, int sample)
    {
        int best = 0;
        float bestLogit = record[memory.Logits + sample];
        for (int k = 1; k < classes; k++)
        {
            float logit = record[memory.Logits + (k * LaneMath.Lanes) + sample];
            if (logit > bestLogit)
            {
                (best, bestLogit) = (k, logit);
            }
        }

        return best;
    }
}
