namespace LeNet.Runtime;

/// <summary>
/// Sine and cosine in double precision, the same bits on every processor: they are within 1e-15 of the exact value for arguments up to 2³⁰ in size.
/// The C runtime's functions, which <see cref="Math"/> calls, differ between platforms.
/// </summary>
/// <remarks>
/// x = n · π/2 + r with n the nearest integer, then the Taylor series of sine or cosine on |r| ≤ π/4, whose first omitted term is below 1e-17.
/// n · π/2 is subtracted in two parts; a fused multiply-add rounds each difference once.
/// </remarks>
internal static class Trigonometry
{
    private const double TwoOverPi = 0.63661977236758134;
    private const double HalfPi = 1.5707963267948966;

    /// <summary>π/2 less <see cref="HalfPi"/>.</summary>
    private const double HalfPiRest = 6.123233995736766e-17;

    /// <summary>The sine of an angle in radians; not a number if that is none or infinite.</summary>
    public static double Sin(double x) => QuarterTurns(x, turned: 0);

    /// <summary>The cosine of an angle in radians; not a number if that is none or infinite.</summary>
    public static double Cos(double x) => QuarterTurns(x, turned: 1);

    /// <summary>sin(x + turned · π/2).</summary>
    private static double QuarterTurns(double x, int turned)
    {
        double n = Math.Round(x * TwoOverPi);
        double r = Math.FusedMultiplyAdd(-n, HalfPiRest, Math.FusedMultiplyAdd(-n, HalfPi, x));
        return (((long)n + turned) & 3) switch
        {
            0 => NearSin(r),
            1 => NearCos(r),
            2 => -NearSin(r),
            _ => -NearCos(r),
        };
    }

    private static double NearSin(double r)
    {
        double t = r * r;
        double sum = 1.0 / 355687428096000; // 17!
        sum = Math.FusedMultiplyAdd(sum, t, -1.0 / 1307674368000);
        sum = Math.FusedMultiplyAdd(sum, t, 1.0 / 6227020800);
        sum = Math.FusedMultiplyAdd(sum, t, -1.0 / 39916800);
        sum = Math.FusedMultiplyAdd(sum, t, 1.0 / 362880);
        sum = Math.FusedMultiplyAdd(sum, t, -1.0 / 5040);
        sum = Math.FusedMultiplyAdd(sum, t, 1.0 / 120);
        sum = Math.FusedMultiplyAdd(sum, t, -1.0 / 6);
        return Math.FusedMultiplyAdd(sum * t, r, r);
    }

    private static double NearCos(double r)
    {
        double t = r * r;
        double sum = 1.0 / 20922789888000; // 16!
        sum = Math.FusedMultiplyAdd(sum, t, -1.0 / 87178291200);
        sum = Math.FusedMultiplyAdd(sum, t, 1.0 / 479001600);
        sum = Math.FusedMultiplyAdd(sum, t, -1.0 / 3628800);
        sum = Math.FusedMultiplyAdd(sum, t, 1.0 / 40320);
        sum = Math.FusedMultiplyAdd(sum, t, -1.0 / 720);
        sum = Math.FusedMultiplyAdd(sum, t, 1.0 / 24);
        sum = Math.FusedMultiplyAdd(sum, t, -0.5);
        return Math.FusedMultiplyAdd(sum, t, 1);
    }
}
