namespace LeNet.Generator.Planning.FastConvolution;

/// <summary>A fraction in lowest terms, its denominator positive.</summary>
internal readonly record struct Rational
{
    public Rational(long numerator, long denominator = 1)
    {
        var divisor = GreatestCommonDivisor(Math.Abs(numerator), Math.Abs(denominator)) * Math.Sign(denominator);
        (Numerator, Denominator) = (numerator / divisor, denominator / divisor);
    }

    public long Numerator { get; }

    public long Denominator { get; }

    public double Value => (double)Numerator / Denominator;

    public static Rational operator +(Rational a, Rational b) =>
        new(checked((a.Numerator * b.Denominator) + (b.Numerator * a.Denominator)), checked(a.Denominator * b.Denominator));

    public static Rational operator -(Rational a) => new(-a.Numerator, a.Denominator);

    public static Rational operator -(Rational a, Rational b) => a + -b;

    public static Rational operator *(Rational a, Rational b) => new(checked(a.Numerator * b.Numerator), checked(a.Denominator * b.Denominator));

    public static Rational operator /(Rational a, Rational b) => new(checked(a.Numerator * b.Denominator), checked(a.Denominator * b.Numerator));

    /// <summary>As people write it: -21/4.</summary>
    public override string ToString() =>
        FormattableString.Invariant(Denominator == 1 ? $"{Numerator}" : (FormattableString)$"{Numerator}/{Denominator}");

    private static long GreatestCommonDivisor(long a, long b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
