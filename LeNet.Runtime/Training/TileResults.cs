using System.Runtime.CompilerServices;

namespace LeNet.Runtime;

/// <summary>Reads results from a tile's record.</summary>
internal static class TileResults
{
    /// <summary>The class with the largest logit, the first of equal ones, of each of a tile's samples.</summary>
    /// <param name="logits">[classes][16].</param>
    /// <param name="classes">Gets the class of each sample, of at most 16.</param>
    [MethodImpl(LaneMath.Kernel)]
    public static void Predicted(ReadOnlySpan<float> logits, Span<int> classes)
    {
        Span<float> best = stackalloc float[LaneMath.Lanes];
        logits.Slice(0, LaneMath.Lanes).CopyTo(best);
        classes.Clear();
        for (int k = 1; k < logits.Length / LaneMath.Lanes; k++)
        {
            ReadOnlySpan<float> lanes = logits.Slice(k * LaneMath.Lanes, LaneMath.Lanes);
            for (int i = 0; i < classes.Length; i++)
            {
                bool isGreater = lanes[i] > best[i];
                best[i] = isGreater ? lanes[i] : best[i];
                classes[i] = isGreater ? k : classes[i];
            }
        }
    }

    /// <summary>[class][16] → [sample][class].</summary>
    /// <param name="lanes">[classes][16].</param>
    /// <param name="samples">The tile's samples, at most 16.</param>
    /// <param name="results">[samples][classes].</param>
    public static void Copy(ReadOnlySpan<float> lanes, int samples, Span<float> results)
    {
        int classes = lanes.Length / LaneMath.Lanes;
        if (samples == LaneMath.Lanes)
        {
            LaneMath.Transpose(lanes, classes, results, classes);
            return;
        }

        for (int sample = 0; sample < samples; sample++)
        {
            for (int k = 0; k < classes; k++)
            {
                results[(sample * classes) + k] = lanes[(k * LaneMath.Lanes) + sample];
            }
        }
    }
}
