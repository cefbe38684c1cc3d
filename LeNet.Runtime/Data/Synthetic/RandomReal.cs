namespace LeNet.Runtime;

/// <summary>Random real numbers, from exact operations alone.</summary>
internal static class RandomReal
{
    /// <summary>Between two bounds, evenly.</summary>
    public static double Between(this ref PhiloxSequence random, double low, double high) =>
        low + ((high - low) * (random.Next() * (1.0 / 4294967296)));

    /// <summary>About normal, mean 0 and standard deviation 1, never beyond ±3.5: the sum of four numbers between ±½, scaled.</summary>
    public static double Normal(this ref PhiloxSequence random)
    {
        const double RootThree = 1.7320508075688772;
        double sum = ((double)random.Next() + random.Next() + random.Next() + random.Next()) * (1.0 / 4294967296);
        return (sum - 2) * RootThree;
    }
}
