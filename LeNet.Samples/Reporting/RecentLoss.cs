using LeNet.Runtime;

namespace LeNet.Samples.Reporting;

/// <summary>The mean loss since it was last shown, which is every hundred batches of an epoch.</summary>
internal sealed class RecentLoss
{
    /// <summary>Batches from one showing to the next.</summary>
    public const int Interval = 100;

    private double _sum;
    private long _count;

    /// <summary>Takes a batch in.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="mean">The mean loss per sample of the batches since the last showing, if it is time for one.</param>
    public bool Add(BatchReport batch, out double mean)
    {
        if (batch.Batch == 1)
        {
            (_sum, _count) = (0, 0);
        }

        _sum += batch.Loss * batch.Count;
        _count += batch.Count;
        mean = _sum / _count;
        if (batch.Batch % Interval != 0)
        {
            return false;
        }

        (_sum, _count) = (0, 0);
        return true;
    }
}
