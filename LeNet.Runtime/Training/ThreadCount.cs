namespace LeNet.Runtime;

/// <summary>How many threads to compute a batch on.</summary>
internal static class ThreadCount
{
    /// <summary>More than any machine that this is for has processors.</summary>
    public const int Most = 1024;

    /// <summary>
    /// Work for which it pays to have a thread take part, in multiply-adds: some twenty microseconds. A step meets at a few barriers of about a
    /// microsecond each, and what one core has computed, another has to fetch.
    /// </summary>
    private const long WorthAThread = 500_000;

    /// <summary>Multiply-adds that a float of a layer's output costs besides: to be stored, loaded, and put through an activation or a pool.</summary>
    private const long PerFloat = 4;

    /// <summary>As many as the caller wants, or else no more than processors, tiles, and what there is to do.</summary>
    /// <param name="network">What is computed.</param>
    /// <param name="wanted">As many as these; 0 for as many as help.</param>
    /// <param name="samples">Samples that are computed between two times at which the threads wait for each other, at most.</param>
    /// <param name="trains">Whether backward as well as forward.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are fewer than 0 or more than any machine has use for.</exception>
    public static int Useful(NetworkDescription network, int wanted, int samples, bool trains)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wanted, "threads");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wanted, Most, "threads");
        if (wanted > 0)
        {
            return wanted;
        }

        long floats = network.TrainingBytes / sizeof(float) / LaneMath.Lanes;
        long work = samples * (network.ForwardMultiplyAdds + (trains ? network.BackwardMultiplyAdds : 0) + (PerFloat * floats));
        long tiles = ((long)samples + LaneMath.Lanes - 1) / LaneMath.Lanes;
        return (int)Math.Clamp(Math.Min(tiles, work / WorthAThread), 1, Environment.ProcessorCount);
    }
}
