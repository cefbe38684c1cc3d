using System.Runtime.CompilerServices;

namespace LeNet.Runtime;

// Activations that are made of exponentials, and the derivatives of those that cannot be told from the activation's own value.
internal static partial class ElementaryFunctions<TVector>
{
    /// <summary>2 √(2/π), and what is left of it after rounding.</summary>
    private const float LinearFactor = 1.5957691216057308f;

    private const float LinearFactorRest = -4.534068e-8f;

    /// <summary>0.044715 times as much.</summary>
    private const float CubicFactor = 0.071354816272600247f;

    private const float CubicFactorRest = 2.3988325e-9f;

    /// <summary>Where every exponential below has become 0, so that larger magnitudes change nothing but may overflow on the way.</summary>
    private const float Far = 100f;

    [MethodImpl(LaneMath.Kernel)]
    public static void Elu(Span<float> values, float alpha)
    {
        TVector zero = TVector.Create(0f);
        for (int i = 0; i <= values.Length - TVector.Count; i += TVector.Count)
        {
            Span<float> lanes = values.Slice(i, TVector.Count);
            TVector z = TVector.Load(lanes);
            TVector.Select(TVector.LessThan(z, zero), TVector.Create(alpha) * NegativeExpm1(z), z).Store(lanes);
        }
    }

    [MethodImpl(LaneMath.Kernel)]
    public static void Silu(Span<float> values)
    {
        for (int i = 0; i <= values.Length - TVector.Count; i += TVector.Count)
        {
            Span<float> lanes = values.Slice(i, TVector.Count);
            TVector z = TVector.Load(lanes);
            Logistic(z, Exp(TVector.Create(0f) - Magnitude(z)), out TVector sigmoid, out _);
            (NotBelow(z) * sigmoid).Store(lanes);
        }
    }

    [MethodImpl(LaneMath.Kernel)]
    public static void SiluGradient(ReadOnlySpan<float> values, Span<float> gradient)
    {
        for (int i = 0; i <= values.Length - TVector.Count; i += TVector.Count)
        {
            TVector z = TVector.Load(values.Slice(i, TVector.Count));
            Span<float> lanes = gradient.Slice(i, TVector.Count);
            Logistic(z, Exp(TVector.Create(0f) - Magnitude(z)), out TVector sigmoid, out TVector rest);
            (TVector.Load(lanes) * TVector.FusedMultiplyAdd(sigmoid, Bounded(z) * rest, sigmoid)).Store(lanes);
        }
    }

    [MethodImpl(LaneMath.Kernel)]
    public static void Gelu(Span<float> values)
    {
        for (int i = 0; i <= values.Length - TVector.Count; i += TVector.Count)
        {
            Span<float> lanes = values.Slice(i, TVector.Count);
            TVector z = TVector.Load(lanes);
            Normal(z, out TVector cumulative, out _);
            (NotBelow(z) * cumulative).Store(lanes);
        }
    }

    [MethodImpl(LaneMath.Kernel)]
    public static void GeluGradient(ReadOnlySpan<float> values, Span<float> gradient)
    {
        const float InverseRootOfTwoPi = 0.39894228040143268f;
        for (int i = 0; i <= values.Length - TVector.Count; i += TVector.Count)
        {
            TVector z = TVector.Load(values.Slice(i, TVector.Count));
            Span<float> lanes = gradient.Slice(i, TVector.Count);
            Normal(z, out TVector cumulative, out TVector e);
            (TVector.Load(lanes) * TVector.FusedMultiplyAdd(Bounded(z) * e, TVector.Create(InverseRootOfTwoPi), cumulative)).Store(lanes);
        }
    }

    [MethodImpl(LaneMath.Kernel)]
    public static void GeluTanh(Span<float> values)
    {
        for (int i = 0; i <= values.Length - TVector.Count; i += TVector.Count)
        {
            Span<float> lanes = values.Slice(i, TVector.Count);
            TVector z = TVector.Load(lanes);
            Logistic(z, ExpOfCubic(Magnitude(z)), out TVector sigmoid, out _);
            (NotBelow(z) * sigmoid).Store(lanes);
        }
    }

    [MethodImpl(LaneMath.Kernel)]
    public static void GeluTanhGradient(ReadOnlySpan<float> values, Span<float> gradient)
    {
        for (int i = 0; i <= values.Length - TVector.Count; i += TVector.Count)
        {
            TVector z = TVector.Load(values.Slice(i, TVector.Count));
            Span<float> lanes = gradient.Slice(i, TVector.Count);
            Logistic(z, ExpOfCubic(Magnitude(z)), out TVector sigmoid, out TVector rest);
            z = Bounded(z);
            TVector slope = TVector.FusedMultiplyAdd(z * z, TVector.Create(3 * CubicFactor), TVector.Create(LinearFactor));
            (TVector.Load(lanes) * TVector.FusedMultiplyAdd(sigmoid, z * slope * rest, sigmoid)).Store(lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Magnitude(TVector x) => TVector.Select(TVector.LessThan(x, TVector.Create(0f)), TVector.Create(0f) - x, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector AtMost(TVector x, float limit) => TVector.Min(TVector.Create(limit), x);

    /// <summary>x, but not below where its function is 0: −∞ · 0 would be no number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector NotBelow(TVector x) => TVector.Max(TVector.Create(-Far), x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Bounded(TVector x) => AtMost(NotBelow(x), Far);

    /// <summary>σ(x) and 1 − σ(x) of e = exp(−|x|) and the sign of x: 1 / (1 + e) and e / (1 + e), so that neither loses digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Logistic(TVector x, TVector e, out TVector sigmoid, out TVector rest)
    {
        TVector one = TVector.Create(1f);
        TVector isNegative = TVector.LessThan(x, TVector.Create(0f));
        TVector sum = one + e;
        sigmoid = TVector.Select(isNegative, e, one) / sum;
        rest = TVector.Select(isNegative, one, e) / sum;
    }

    /// <summary>
    /// exp x − 1 for x ≤ 0: 2ⁿ (exp r − 1) + (2ⁿ − 1) with n and r as in <see cref="Exp(TVector)"/>. The Taylor series of exp r − 1
    /// has no constant term, so that nothing cancels near 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector NegativeExpm1(TVector x)
    {
        x = TVector.Max(TVector.Create(-87.3f), x);
        Reduce(x, out TVector r, out TVector power);
        TVector sum = TVector.Create(1f / 5040);
        sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1f / 720));
        sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1f / 120));
        sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1f / 24));
        sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1f / 6));
        sum = TVector.FusedMultiplyAdd(sum, r, TVector.Create(1f / 2));
        sum = TVector.FusedMultiplyAdd(r * r, sum, r);
        return TVector.FusedMultiplyAdd(power, sum, power - TVector.Create(1f));
    }

    /// <summary>
    /// Φ(x), the normal distribution ½ erfc(−x / √2), and e = exp(−x² / 2). With a = |x|, Φ(−a) = e · M(a), and M(a) = ½ exp(a²/2) erfc(a / √2)
    /// falls smoothly from ½, here as a rational function of degrees 4 and 5 whose coefficients minimise the largest relative error over
    /// a ≤ 13.5, which is 5e-9 (weighted least squares, weights by Lawson's rule); all are positive, so nothing cancels.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Normal(TVector x, out TVector cumulative, out TVector e)
    {
        TVector a = AtMost(Magnitude(x), 14f);
        TVector half = TVector.Create(-0.5f);

        // a² in two parts: what rounding takes from a large argument of exp would cost many units of the result.
        TVector square = a * a;
        TVector rest = TVector.FusedMultiplyAdd(a, a, TVector.Create(0f) - square);
        e = Exp(half * square);
        e = TVector.FusedMultiplyAdd(e, half * rest, e);

        TVector p = TVector.FusedMultiplyAdd(TVector.Create(4.0375922256845370e-3f), a, TVector.Create(4.0102214469763991e-2f));
        TVector q = TVector.FusedMultiplyAdd(TVector.Create(1.0120604114216878e-2f), a, TVector.Create(0.10052854919760699f));
        p = TVector.FusedMultiplyAdd(p, a, TVector.Create(0.18165828675490267f));
        q = TVector.FusedMultiplyAdd(q, a, TVector.Create(0.46530803031232787f));
        p = TVector.FusedMultiplyAdd(p, a, TVector.Create(0.43616320127690659f));
        q = TVector.FusedMultiplyAdd(q, a, TVector.Create(1.1959481725093905f));
        p = TVector.FusedMultiplyAdd(p, a, TVector.Create(0.5f));
        q = TVector.FusedMultiplyAdd(q, a, TVector.Create(1.6702113295191728f));
        q = TVector.FusedMultiplyAdd(q, a, TVector.Create(1f));
        TVector tail = e * (p / q);
        cumulative = TVector.Select(TVector.LessThan(x, TVector.Create(0f)), tail, TVector.Create(1f) - tail);
    }

    /// <summary>
    /// exp(−w) with w = 2 √(2/π) (a + 0.044715 a³), for a ≥ 0: then ½ (1 + tanh(w / 2)) = σ(w). The argument is computed in two parts,
    /// a sum and the rest that rounding takes from it, by Dekker's products and Knuth's sum.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpOfCubic(TVector a)
    {
        a = AtMost(a, 16f);
        TVector zero = TVector.Create(0f);
        TVector linear = TVector.Create(LinearFactor);
        TVector cubic = TVector.Create(CubicFactor);

        TVector square = a * a;
        TVector squareRest = TVector.FusedMultiplyAdd(a, a, zero - square);
        TVector product = cubic * square;
        TVector rest = TVector.FusedMultiplyAdd(cubic, square, zero - product);
        rest = TVector.FusedMultiplyAdd(TVector.Create(CubicFactorRest), square, rest);
        rest = TVector.FusedMultiplyAdd(cubic, squareRest, rest);

        TVector sum = linear + product;
        TVector taken = sum - linear;
        rest = rest + ((linear - (sum - taken)) + (product - taken)) + TVector.Create(LinearFactorRest);

        TVector w = a * sum;
        TVector wRest = TVector.FusedMultiplyAdd(a, sum, zero - w);
        wRest = TVector.FusedMultiplyAdd(a, rest, wRest);
        TVector e = Exp(zero - w);
        return TVector.FusedMultiplyAdd(e, zero - wRest, e);
    }
}
