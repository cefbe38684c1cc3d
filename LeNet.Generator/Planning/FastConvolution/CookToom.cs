namespace LeNet.Generator.Planning.FastConvolution;

/// <summary>
/// F(m, r) of Cook and Toom: m neighbouring outputs of a kernel of r columns by m + r − 1 products. Kernel and inputs are polynomials; the product of their
/// values at enough points determines the polynomial of their product. y = Aᵀ [(G w) ⊙ (Bᵀ x)]. Derived in docs/fast-convolution.md.
/// </summary>
/// <remarks>S. Winograd: "Arithmetic Complexity of Computations", SIAM 1980; A. Lavin, S. Gray: "Fast Algorithms for Convolutional Neural Networks", CVPR 2016.</remarks>
internal sealed record CookToom
{
    /// <summary>Columns of the narrowest kernel that has forms.</summary>
    public const int FewestTaps = 3;

    /// <summary>Columns of the widest.</summary>
    public const int MostTaps = 7;

    private static readonly Rational One = new(1);

    private CookToom(int outputs, int taps, IReadOnlyList<Rational> pairs)
    {
        (Outputs, Taps, Pairs) = (outputs, taps, new(pairs));
        List<Rational> points = [new Rational(0), .. pairs.SelectMany(point => (Rational[])[point, -point])];

        // (x − a) for all points a but one, and for all of them.
        List<IReadOnlyList<Rational>> others = [.. points.Select(point => Product(points.Where(other => other != point)))];
        Output = Transform([.. points.Select(point => Powers(point, outputs)), Last(outputs)]);
        Kernel = Transform([.. points.Select(point => Scaled(Powers(point, taps), One / Value(others[points.IndexOf(point)], point))), Last(taps)]);
        Input = Transform([.. others.Select(factors => Padded(factors, outputs + taps - 1)), Product(points)]);
    }

    /// <summary>m.</summary>
    public int Outputs { get; }

    /// <summary>r.</summary>
    public int Taps { get; }

    /// <summary>The points that come with their negatives, beside 0 and ∞.</summary>
    public EquatableArray<Rational> Pairs { get; }

    /// <summary>Points, and products: m + r − 1.</summary>
    public int Points => Outputs + Taps - 1;

    /// <summary>A: [point][output]. Its transpose makes outputs of products; itself it makes values at the points of an output gradient.</summary>
    public PointTransform Output { get; }

    /// <summary>G: [point][tap].</summary>
    public PointTransform Kernel { get; }

    /// <summary>Bᵀ: [point][input].</summary>
    public PointTransform Input { get; }

    /// <summary>The forms for kernels of some columns, with points that pairs can be made of: 0, ±1, ±2, ±1/2, ∞ at most, as rounding errors grow with larger ones.</summary>
    public static IEnumerable<CookToom> Of(int taps)
    {
        Rational[] pairs = [One, new(2), new(1, 2)];
        for (var count = 1; count <= pairs.Length; count++)
        {
            var outputs = (2 * count) + 2 - taps + 1;
            if (outputs >= 2 && taps >= FewestTaps)
            {
                yield return new CookToom(outputs, taps, [.. pairs.Take(count)]);
            }
        }
    }

    /// <summary>As it is written: F(4,5).</summary>
    public override string ToString() => FormattableString.Invariant($"F({Outputs},{Taps})");

    /// <summary>
    /// By how much more than direct convolution it rounds, as a factor of standard deviations: every product at a point is rounded as a whole, and what
    /// the outputs are made of is larger than they are.
    /// </summary>
    public double Amplification => Math.Sqrt(
        Enumerable.Range(0, Outputs).Max(output => Enumerable.Range(0, Points).Sum(point =>
            Output.Rows[point][output].Value * Output.Rows[point][output].Value * Input.Energy(point) * Kernel.Energy(point))) / Taps);

    private static PointTransform Transform(IReadOnlyList<IReadOnlyList<Rational>> rows) =>
        new(new([.. rows.Select(row => new EquatableArray<Rational>(row))]));

    private static IReadOnlyList<Rational> Powers(Rational point, int count)
    {
        List<Rational> powers = [One];
        while (powers.Count < count)
        {
            powers.Add(powers[powers.Count - 1] * point);
        }

        return powers;
    }

    /// <summary>The value at ∞: the highest coefficient.</summary>
    private static IReadOnlyList<Rational> Last(int count) => [.. Enumerable.Repeat(new Rational(0), count - 1), One];

    private static IReadOnlyList<Rational> Scaled(IReadOnlyList<Rational> values, Rational factor) => [.. values.Select(value => value * factor)];

    private static IReadOnlyList<Rational> Padded(IReadOnlyList<Rational> values, int count) => [.. values, .. Enumerable.Repeat(new Rational(0), count - values.Count)];

    /// <summary>The coefficients of Π (x − a), the lowest first.</summary>
    private static IReadOnlyList<Rational> Product(IEnumerable<Rational> points)
    {
        List<Rational> product = [One];
        foreach (Rational point in points)
        {
            product.Add(new Rational(0));
            for (var i = product.Count - 1; i > 0; i--)
            {
                product[i] = product[i - 1] - (point * product[i]);
            }

            product[0] = -point * product[0];
        }

        return product;
    }

    private static Rational Value(IReadOnlyList<Rational> polynomial, Rational point)
    {
        var value = new Rational(0);
        for (var i = polynomial.Count - 1; i >= 0; i--)
        {
            value = (value * point) + polynomial[i];
        }

        return value;
    }
}
