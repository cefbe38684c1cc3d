namespace LeNet.Runtime;

/// <summary>
/// Exponential and logarithm in double precision, the same bits on every processor: their relative and absolute error is within 1e-15.
/// The C runtime's functions, which <see cref="Math"/> calls, differ between platforms.
/// </summary>
internal static class Exponentials
{
    private const double Ln2 = 0.69314718055994531;

    /// <summary>ln 2 less <see cref="Ln2"/>.</summary>
    private const double Ln2Rest = 2.3190468138462996e-17;

    private const long BitsOfRootHalf = 0x3FE6A09E667F3BCD;

    /// <summary>
    /// eˣ = 2ⁿ · eʳ with n the integer nearest to x / ln 2; thirteen terms of the Taylor series leave an error below 1e-17 for |r| ≤ ½ ln 2.
    /// </summary>
    public static double Exp(double x)
    {
        x = Math.Clamp(x, -1000, 1000); // beyond these the result is 0 or infinite anyway
        double n = Math.Round(x * (1 / Ln2));
        double r = Math.FusedMultiplyAdd(-n, Ln2Rest, Math.FusedMultiplyAdd(-n, Ln2, x));
        double sum = 1;
        for (int term = 13; term > 0; term--)
        {
            sum = Math.FusedMultiplyAdd(sum, r / term, 1);
        }

        return Math.ScaleB(sum, (int)n);
    }

    /// <summary>ln x = e · ln 2 + ln m with √½ ≤ m &lt; √2, and ln m = 2 artanh s with s = (m − 1) / (m + 1), as a series up to s²¹.</summary>
    /// <param name="x">A normal number greater than 0.</param>
    public static double Log(double x)
    {
        // The bits of √½, subtracted, leave in the exponent's place how many powers of two x is above it.
        long exponent = (BitConverter.DoubleToInt64Bits(x) - BitsOfRootHalf) >> 52;
        double m = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) - (exponent << 52));
        double s = (m - 1) / (m + 1);
        double t = s * s;
        double sum = 0;
        for (int power = 21; power > 1; power -= 2)
        {
            sum = Math.FusedMultiplyAdd(sum, t, 1.0 / power);
        }

        double half = Math.FusedMultiplyAdd(sum * t, s, s);
        return Math.FusedMultiplyAdd(exponent, Ln2, Math.FusedMultiplyAdd(exponent, Ln2Rest, half + half));
    }
}
