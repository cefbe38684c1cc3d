namespace LeNet.Runtime;

/// <summary>The order in which an epoch takes the samples.</summary>
internal static class Shuffle
{
    /// <summary>
    /// Fills a span with a permutation of 0 to length − 1, fixed by seed and epoch, each permutation equally probable
    /// as far as 64 bits of seed go (Fisher–Yates). Allocates nothing.
    /// </summary>
    public static void Fill(Span<int> order, ulong seed, int epoch)
    {
        var random = new PhiloxSequence(new Philox(seed, RandomPurpose.Order, (uint)epoch));
        Fill(order, ref random);
    }

    /// <summary>Fills a span with a random permutation of 0 to length − 1.</summary>
    public static void Fill(Span<int> order, ref PhiloxSequence random)
    {
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        for (int last = order.Length - 1; last > 0; last--)
        {
            int other = (int)random.Next((uint)last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }
    }
}
