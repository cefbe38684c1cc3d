using System.Runtime.CompilerServices;

namespace LeNet.Runtime;

/// <content>tanh, and what is made of it.</content>
internal static partial class ElementaryFunctions<TVector>
{
    [MethodImpl(LaneMath.Kernel)]
    public static void Tanh(Span<float> values)
    {
        var tanh = RationalTanh.Load(TanhCoefficients);
        for (int i = 0; i <= values.Length - TVector.Count; i += TVector.Count)
        {
            Span<float> lanes = values.Slice(i, TVector.Count);
            tanh.Of(TVector.Load(lanes)).Store(lanes);
        }
    }

    [MethodImpl(LaneMath.Kernel)]
    public static void Sigmoid(Span<float> values)
    {
        var tanh = RationalTanh.Load(TanhCoefficients);
        TVector half = TVector.Create(0.5f);
        for (int i = 0; i <= values.Length - TVector.Count; i += TVector.Count)
        {
            Span<float> lanes = values.Slice(i, TVector.Count);
            TVector.FusedMultiplyAdd(half, tanh.Of(half * TVector.Load(lanes)), half).Store(lanes);
        }
    }

    [MethodImpl(LaneMath.Kernel)]
    public static void ScaledTanh(Span<float> values)
    {
        var tanh = RationalTanh.Load(TanhCoefficients);
        for (int i = 0; i <= values.Length - TVector.Count; i += TVector.Count)
        {
            Span<float> lanes = values.Slice(i, TVector.Count);
            (TVector.Create(1.7159f) * tanh.Of(TVector.Create(2f / 3) * TVector.Load(lanes))).Store(lanes);
        }
    }

    /// <summary>The square of the limit, then P's coefficients from the highest power on, then Q's, then what both end with, and its negative.</summary>
    private static ReadOnlySpan<float> TanhCoefficients =>
    [
        8.8f * 8.8f,
        1.3713399744141866e-8f, 2.0864569833877242e-5f, 3.5110083609558996e-3f, 0.13393984088045386f,
        7.9222956595649587e-7f, 3.3109198744664712e-4f, 2.5935563861437605e-2f, 0.4672730301161760f,
        1f, -1f,
    ];

    /// <summary>
    /// tanh x ≈ x · P(x²) / Q(x²), both of degree 4 in x². The coefficients minimise the largest relative error over
    /// |x| ≤ 8.8, which is 1.7e-8, a quarter of a unit in the last place (weighted least squares, weights by Lawson's rule).
    /// All are positive, so nothing cancels. Beyond 8.8, tanh is 1 less 4.5e-8, which rounds to 1.
    /// </summary>
    /// <remarks>The coefficients are loaded once and stay in registers: as constants they would be loaded for every vector, which takes longer than the arithmetic.</remarks>
    private readonly struct RationalTanh
    {
        private TVector Limit { get; init; }
        private TVector P4 { get; init; }
        private TVector P3 { get; init; }
        private TVector P2 { get; init; }
        private TVector P1 { get; init; }
        private TVector Q4 { get; init; }
        private TVector Q3 { get; init; }
        private TVector Q2 { get; init; }
        private TVector Q1 { get; init; }
        private TVector One { get; init; }
        private TVector NegativeOne { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static RationalTanh Load(ReadOnlySpan<float> coefficients) => new()
        {
            Limit = TVector.Create(coefficients[0]),
            P4 = TVector.Create(coefficients[1]),
            P3 = TVector.Create(coefficients[2]),
            P2 = TVector.Create(coefficients[3]),
            P1 = TVector.Create(coefficients[4]),
            Q4 = TVector.Create(coefficients[5]),
            Q3 = TVector.Create(coefficients[6]),
            Q2 = TVector.Create(coefficients[7]),
            Q1 = TVector.Create(coefficients[8]),
            One = TVector.Create(coefficients[9]),
            NegativeOne = TVector.Create(coefficients[10]),
        };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Of(TVector x)
        {
            TVector t = TVector.Min(Limit, x * x);
            TVector p = TVector.FusedMultiplyAdd(P4, t, P3);
            TVector q = TVector.FusedMultiplyAdd(Q4, t, Q3);
            p = TVector.FusedMultiplyAdd(p, t, P2);
            q = TVector.FusedMultiplyAdd(q, t, Q2);
            p = TVector.FusedMultiplyAdd(p, t, P1);
            q = TVector.FusedMultiplyAdd(q, t, Q1);
            p = TVector.FusedMultiplyAdd(p, t, One);
            q = TVector.FusedMultiplyAdd(q, t, One);

            // Beyond the limit y grows with x, and below it rounding may lead past 1, where the derivative 1 − y² would be negative.
            TVector y = x * p / q;
            return TVector.Max(NegativeOne, TVector.Min(One, y));
        }
    }
}
