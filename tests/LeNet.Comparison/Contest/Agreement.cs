using LeNet.Comparison.Contestants;

namespace LeNet.Comparison.Contest;

/// <summary>Shows before anything is timed that all contestants compute the same.</summary>
internal static class Agreement
{
    private const int Images = 256;
    private const int Steps = 20;
    private const double LogitTolerance = 1e-5;
    private const double LossTolerance = 1e-4;

    /// <summary>Compares every peer with the engine: logits of the same weights, and losses while training from them.</summary>
    /// <returns>Whether all agree within the tolerances.</returns>
    public static bool Check(IReadOnlyList<IContestant> contestants, TextWriter output)
    {
        IContestant engine = contestants[0];
        float[] logits = engine.ComputeLogits(Images);
        double[] losses = engine.ComputeTrainingLosses(Steps)!;
        bool agree = true;
        foreach (IContestant peer in contestants.Skip(1))
        {
            double logitDifference = Largest(logits.Zip(peer.ComputeLogits(Images), (a, b) => (double)a - b));
            bool same = logitDifference <= LogitTolerance;
            string line = $"{peer.Name} against the engine: logits of {Images} images differ by at most {logitDifference:E1}";
            if (peer.ComputeTrainingLosses(Steps) is { } peerLosses)
            {
                double lossDifference = Largest(losses.Zip(peerLosses, (a, b) => a - b));
                same &= lossDifference <= LossTolerance;
                line += $", losses of {Steps} training steps by at most {lossDifference:E1}";
            }

            output.WriteLine(same ? line : $"{line}: they do not compute the same (allowed: {LogitTolerance:E0} and {LossTolerance:E0})");
            agree &= same;
        }

        return agree;
    }

    /// <summary>The largest magnitude; infinite if one is no number.</summary>
    private static double Largest(IEnumerable<double> differences) =>
        differences.Max(difference => double.IsNaN(difference) ? double.PositiveInfinity : Math.Abs(difference));
}
