namespace LeNet.Runtime;

/// <summary>The normal distribution in double precision, which .NET has no function for.</summary>
internal static class NormalDistribution
{
    /// <summary>exp(−x²/2) / √(2π).</summary>
    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>Φ(x), also where it is very small.</summary>
    public static double Cumulative(double x) => x < 0 ? Tail(-x) : 1 - Tail(x);

    /// <summary>1 − Φ(a) for a ≥ 0.</summary>
    private static double Tail(double a) => a < 3 ? 0.5 - (Density(a) * Series(a)) : Density(a) / Fraction(a);

    /// <summary>Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.11: a + a³/3 + a⁵/(3·5) + …</summary>
    private static double Series(double a)
    {
        double term = a;
        double sum = 0;
        for (int k = 3; sum + term != sum; k += 2)
        {
            sum += term;
            term *= a * a / k;
        }

        return sum;
    }

    /// <summary>26.2.14 there: a + 1/(a + 2/(a + 3/(a + …))).</summary>
    private static double Fraction(double a)
    {
        double fraction = a;
        for (int k = 80; k > 0; k--)
        {
            fraction = a + (k / fraction);
        }

        return fraction;
    }
}
