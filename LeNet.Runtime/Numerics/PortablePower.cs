namespace LeNet.Runtime;

/// <summary>Powers with the same bits on every processor, which Math.Pow does not promise.</summary>
internal static class PortablePower
{
    /// <summary>aⁿ by squaring: products alone.</summary>
    /// <param name="a">The base.</param>
    /// <param name="n">The exponent, at least 0.</param>
    public static double Of(double a, long n)
    {
        double power = 1;
        for (; n > 0; n >>= 1)
        {
            power *= (n & 1) == 1 ? a : 1;
            a *= a;
        }

        return power;
    }
}
