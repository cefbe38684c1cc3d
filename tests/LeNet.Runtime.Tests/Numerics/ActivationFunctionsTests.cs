using LeNet.Testing.Reference;
using static LeNet.Runtime.Tests.Numerics.FloatFunctions;

namespace LeNet.Runtime.Tests.Numerics;

/// <summary>elu, silu, gelu and the scaled tanh, and derivatives, against double precision, and every vector width against the others.</summary>
public sealed class ActivationFunctionsTests
{
    private const float Alpha = 0.7f;

    /// <summary>Functions by name, each with its definition in double precision.</summary>
    private static readonly Dictionary<string, (Function Function, Func<double, double> Exact)> Functions = new()
    {
        ["scaled_tanh"] = (LaneMath.ScaledTanh, x => 1.7159 * Math.Tanh(2 * x / 3)),
        ["elu"] = (values => LaneMath.Elu(values, Alpha), x => x > 0 ? x : Alpha * Expm1(x)),
        ["silu"] = (LaneMath.Silu, x => x * Sigmoid(x)),
        ["gelu"] = (LaneMath.Gelu, x => x * NormalDistribution.Cumulative(x)),
        ["gelu_tanh"] = (LaneMath.GeluTanh, x => x * Sigmoid(Cubic(x))),
    };

    /// <summary>Derivatives by name, each with its definition, and with the magnitude of the terms that cancel where it is near 0.</summary>
    private static readonly Dictionary<string, (Function Function, Func<double, double> Exact, Func<double, double> Terms)> Derivatives = new()
    {
        ["silu"] = (
            x => Derivative(LaneMath.SiluGradient, x),
            x => Sigmoid(x) * (1 + (x * Sigmoid(-x))),
            x => Sigmoid(x) * (1 + (Math.Abs(x) * Sigmoid(-x)))),
        ["gelu"] = (
            x => Derivative(LaneMath.GeluGradient, x),
            x => NormalDistribution.Cumulative(x) + (x * NormalDistribution.Density(x)),
            x => NormalDistribution.Cumulative(x) + (Math.Abs(x) * NormalDistribution.Density(x))),
        ["gelu_tanh"] = (
            x => Derivative(LaneMath.GeluTanhGradient, x),
            x => Sigmoid(Cubic(x)) * (1 + (x * CubicSlope(x) * Sigmoid(-Cubic(x)))),
            x => Sigmoid(Cubic(x)) * (1 + (Math.Abs(x) * CubicSlope(x) * Sigmoid(-Cubic(x))))),
    };

    private delegate void Gradient(ReadOnlySpan<float> values, Span<float> gradient);

    public static TheoryData<string> FunctionNames => [.. Functions.Keys];

    public static TheoryData<string> DerivativeNames => [.. Derivatives.Keys];

    [Theory]
    [MemberData(nameof(FunctionNames))]
    public void Function_is_within_a_few_units_wherever_its_value_is_normal(string name)
    {
        (Function function, Func<double, double> exact) = Functions[name];
        float[] inputs = [.. Sweep(1e-36f, 3e38f, bothSigns: true).Where(x => Math.Abs(exact(x)) is > 1e-35 and < 3e38)];
        Assert.True(inputs.Length > 12_000);
        AssertUlps(function, exact, inputs, allowed: 5);
    }

    [Theory]
    [MemberData(nameof(FunctionNames))]
    public void Function_becomes_nothing_but_small_where_its_value_is_no_longer_normal(string name)
    {
        (Function function, Func<double, double> exact) = Functions[name];
        float[] inputs = [.. Sweep(1e-45f, float.MaxValue, bothSigns: true).Where(x => Math.Abs(exact(x)) <= 1e-35)];
        float[] outputs = Apply(function, inputs);
        Assert.NotEmpty(inputs);
        Assert.All(Enumerable.Range(0, inputs.Length), i => Assert.InRange(outputs[i] - exact(inputs[i]), -2e-36, 2e-36));
    }

    [Theory]
    [MemberData(nameof(DerivativeNames))]
    public void Derivative_is_within_a_few_units_of_its_terms(string name)
    {
        (Function function, Func<double, double> exact, Func<double, double> terms) = Derivatives[name];
        float[] inputs = [.. Sweep(1e-36f, 3e38f, bothSigns: true).Where(x => Math.Abs(exact(x)) > 1e-34)];
        Assert.True(inputs.Length > 12_000);
        AssertUlps(function, exact, inputs, allowed: 5, unitOf: terms);
    }

    [Theory]
    [MemberData(nameof(DerivativeNames))]
    public void Derivative_of_special_values(string name)
    {
        Function function = Derivatives[name].Function;
        Assert.Equal([0.5f, 0.5f, 0.5f, 1f, 1f, 0f, 0f], Apply(function, [0f, -0f, float.Epsilon, float.PositiveInfinity, float.MaxValue, float.NegativeInfinity, float.MinValue]));
        Assert.True(float.IsNaN(Apply(function, [float.NaN])[0]));
    }

    [Theory]
    [InlineData("scaled_tanh", 1.7159f, -1.7159f)]
    [InlineData("elu", float.PositiveInfinity, -Alpha)]
    [InlineData("silu", float.PositiveInfinity, -0f)]
    [InlineData("gelu", float.PositiveInfinity, -0f)]
    [InlineData("gelu_tanh", float.PositiveInfinity, -0f)]
    public void Limits_are_reached(string name, float atInfinity, float atNegativeInfinity)
    {
        Function function = Functions[name].Function;
        AssertBits(atInfinity, Apply(function, [float.PositiveInfinity])[0]);
        AssertBits(atNegativeInfinity, Apply(function, [float.NegativeInfinity])[0]);
        AssertBits(atNegativeInfinity, Apply(function, [float.MinValue])[0]);
        AssertBits(float.IsInfinity(atInfinity) ? float.MaxValue : atInfinity, Apply(function, [float.MaxValue])[0]);
    }

    [Theory]
    [MemberData(nameof(FunctionNames))]
    public void Zero_keeps_its_sign_and_what_is_no_number_stays_so(string name)
    {
        Function function = Functions[name].Function;
        AssertBits(0f, Apply(function, [0f])[0]);
        AssertBits(-0f, Apply(function, [-0f])[0]);
        Assert.True(float.IsNaN(Apply(function, [float.NaN])[0]));
    }

    [Theory]
    [InlineData(1e-40f)]
    [InlineData(-1e-40f)]
    public void A_subnormal_value_is_halved_or_kept(float x)
    {
        AssertBits(x / 2, Apply(LaneMath.Silu, [x])[0]);
        AssertBits(x / 2, Apply(LaneMath.Gelu, [x])[0]);
        AssertBits(x / 2, Apply(LaneMath.GeluTanh, [x])[0]);
        AssertBits(x, Apply(values => LaneMath.Elu(values, 1f), [x])[0]);
    }

    [Fact]
    public void A_gradient_is_multiplied()
    {
        float[] gradient = [.. Enumerable.Range(0, 16).Select(i => i - 3f)];
        LaneMath.GeluGradient(new float[16], gradient);
        Assert.Equal(Enumerable.Range(0, 16).Select(i => (i - 3f) / 2), gradient);
    }

    [Fact]
    public void Every_vector_width_gives_the_same_bits()
    {
        AssertSameBits(ElementaryFunctions<Lanes16>.ScaledTanh, ElementaryFunctions<Lanes8>.ScaledTanh, ElementaryFunctions<Lanes4>.ScaledTanh);
        AssertSameBits(x => ElementaryFunctions<Lanes16>.Elu(x, Alpha), x => ElementaryFunctions<Lanes8>.Elu(x, Alpha), x => ElementaryFunctions<Lanes4>.Elu(x, Alpha));
        AssertSameBits(ElementaryFunctions<Lanes16>.Silu, ElementaryFunctions<Lanes8>.Silu, ElementaryFunctions<Lanes4>.Silu);
        AssertSameBits(ElementaryFunctions<Lanes16>.Gelu, ElementaryFunctions<Lanes8>.Gelu, ElementaryFunctions<Lanes4>.Gelu);
        AssertSameBits(ElementaryFunctions<Lanes16>.GeluTanh, ElementaryFunctions<Lanes8>.GeluTanh, ElementaryFunctions<Lanes4>.GeluTanh);
        AssertSame(ElementaryFunctions<Lanes16>.SiluGradient, ElementaryFunctions<Lanes8>.SiluGradient, ElementaryFunctions<Lanes4>.SiluGradient);
        AssertSame(ElementaryFunctions<Lanes16>.GeluGradient, ElementaryFunctions<Lanes8>.GeluGradient, ElementaryFunctions<Lanes4>.GeluGradient);
        AssertSame(ElementaryFunctions<Lanes16>.GeluTanhGradient, ElementaryFunctions<Lanes8>.GeluTanhGradient, ElementaryFunctions<Lanes4>.GeluTanhGradient);

        static void AssertSame(Gradient sixteen, Gradient eight, Gradient four) =>
            AssertSameBits(x => Derivative(sixteen, x), x => Derivative(eight, x), x => Derivative(four, x));
    }

    /// <summary>The derivative, as the gradient of a value whose gradient is 1.</summary>
    private static void Derivative(Gradient function, Span<float> values)
    {
        float[] gradient = new float[values.Length];
        Array.Fill(gradient, 1f);
        function(values, gradient);
        gradient.CopyTo(values);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>By its series where the subtraction would cancel.</summary>
    private static double Expm1(double x) => Math.Abs(x) < 1e-3 ? x * (1 + (x / 2 * (1 + (x / 3 * (1 + (x / 4 * (1 + (x / 5)))))))) : Math.Exp(x) - 1;

    private static double Cubic(double x) => 2 * Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x));

    private static double CubicSlope(double x) => 2 * Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * x * x));
}
