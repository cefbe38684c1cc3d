using static LeNet.Runtime.Tests.Numerics.FloatFunctions;

namespace LeNet.Runtime.Tests.Numerics;

/// <summary>tanh, sigmoid, exp and log against double precision, and every vector width against the others.</summary>
public sealed class ElementaryFunctionsTests
{
    [Fact]
    public void Tanh_is_within_four_units_everywhere() =>
        AssertUlps(LaneMath.Tanh, Math.Tanh, Sweep(1e-38f, 100f, bothSigns: true), allowed: 4);

    [Fact]
    public void Sigmoid_is_within_a_few_units_of_one()
    {
        float[] inputs = Sweep(1e-20f, 100f, bothSigns: true);
        float[] outputs = Apply(LaneMath.Sigmoid, inputs);
        for (int i = 0; i < inputs.Length; i++)
        {
            Assert.True(Math.Abs(outputs[i] - (1 / (1 + Math.Exp(-(double)inputs[i])))) <= 4 * Math.ScaleB(1, -24), $"sigmoid({inputs[i]:G9}) is {outputs[i]:G9}");
            Assert.InRange(outputs[i], 0f, 1f);
        }
    }

    [Fact]
    public void Exp_is_within_two_units_where_its_result_is_normal() =>
        AssertUlps(LaneMath.Exp, Math.Exp, [.. Sweep(1e-20f, 88.2f, bothSigns: false), .. Sweep(1e-20f, 87.2f, bothSigns: false).Select(x => -x)], allowed: 2);

    [Fact]
    public void Log_is_within_a_few_units()
    {
        float[] inputs = Sweep(1.2e-38f, float.MaxValue, bothSigns: false);
        float[] outputs = Apply(LaneMath.Log, inputs);
        for (int i = 0; i < inputs.Length; i++)
        {
            // Around 1 the logarithm passes through 0: there the error is small against 1, not against the result.
            double exact = Math.Log(inputs[i]);
            double unit = Math.Max(Ulp((float)exact), 1e-9);
            Assert.True(Math.Abs(outputs[i] - exact) <= 4 * unit, $"log({inputs[i]:G9}) is {outputs[i]:G9} instead of {exact:G17}");
        }
    }

    [Fact]
    public void Tanh_never_leaves_one_and_rises_but_for_rounding()
    {
        float[] inputs = [.. Sweep(1e-10f, 50f, bothSigns: true).Order()];
        float[] outputs = Apply(LaneMath.Tanh, inputs);
        Assert.All(outputs, y => Assert.InRange(y, -1f, 1f));
        for (int i = 1; i < outputs.Length; i++)
        {
            Assert.True(outputs[i] >= outputs[i - 1] - (8 * Ulp(outputs[i - 1])), $"tanh falls at {inputs[i]:G9} from {outputs[i - 1]:G9} to {outputs[i]:G9}");
        }
    }

    [Fact]
    public void Tanh_is_odd()
    {
        float[] inputs = Sweep(1e-40f, 50f, bothSigns: false);
        Assert.Equal(Apply(LaneMath.Tanh, inputs), Apply(LaneMath.Tanh, [.. inputs.Select(x => -x)]).Select(y => -y));
    }

    [Theory]
    [InlineData(float.PositiveInfinity, 1f)]
    [InlineData(float.NegativeInfinity, -1f)]
    [InlineData(float.MaxValue, 1f)]
    [InlineData(float.MinValue, -1f)]
    [InlineData(9f, 1f)]
    [InlineData(-9f, -1f)]
    [InlineData(0f, 0f)]
    [InlineData(float.NaN, float.NaN)]
    [InlineData(float.Epsilon, float.Epsilon)]
    [InlineData(-1e-40f, -1e-40f)]
    public void Tanh_of_special_values(float x, float expected) => AssertBits(expected, Apply(LaneMath.Tanh, [x])[0]);

    [Theory]
    [InlineData(float.PositiveInfinity, 1f)]
    [InlineData(float.NegativeInfinity, 0f)]
    [InlineData(float.MaxValue, 1f)]
    [InlineData(float.MinValue, 0f)]
    [InlineData(0f, 0.5f)]
    [InlineData(float.NaN, float.NaN)]
    [InlineData(float.Epsilon, 0.5f)]
    public void Sigmoid_of_special_values(float x, float expected) => AssertBits(expected, Apply(LaneMath.Sigmoid, [x])[0]);

    [Theory]
    [InlineData(float.NegativeInfinity, 0f)]
    [InlineData(float.MinValue, 0f)]
    [InlineData(-100f, 0f)]
    [InlineData(0f, 1f)]
    [InlineData(float.NaN, float.NaN)]
    [InlineData(float.Epsilon, 1f)]
    public void Exp_of_special_values(float x, float expected) => AssertBits(expected, Apply(LaneMath.Exp, [x])[0]);

    [Fact]
    public void Negative_zero_is_zero_with_its_sign()
    {
        AssertBits(-0f, Apply(LaneMath.Tanh, [-0f])[0]);
        AssertBits(0.5f, Apply(LaneMath.Sigmoid, [-0f])[0]);
        AssertBits(1f, Apply(LaneMath.Exp, [-0f])[0]);
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.MaxValue)]
    [InlineData(89f)]
    public void Exp_stops_at_its_largest_argument(float x) => AssertBits(Apply(LaneMath.Exp, [88.3f])[0], Apply(LaneMath.Exp, [x])[0]);

    [Theory]
    [InlineData(1f, 0f)]
    [InlineData(float.NaN, float.NaN)]
    public void Log_of_special_values(float x, float expected) => AssertBits(expected, Apply(LaneMath.Log, [x])[0]);

    [Fact]
    public void Log_of_infinity_is_not_finite() => Assert.False(float.IsFinite(Apply(LaneMath.Log, [float.PositiveInfinity])[0]));

    [Fact]
    public void Every_vector_width_gives_the_same_bits()
    {
        AssertSameBits(ElementaryFunctions<Lanes16>.Tanh, ElementaryFunctions<Lanes8>.Tanh, ElementaryFunctions<Lanes4>.Tanh);
        AssertSameBits(ElementaryFunctions<Lanes16>.Sigmoid, ElementaryFunctions<Lanes8>.Sigmoid, ElementaryFunctions<Lanes4>.Sigmoid);
        AssertSameBits(ElementaryFunctions<Lanes16>.Exp, ElementaryFunctions<Lanes8>.Exp, ElementaryFunctions<Lanes4>.Exp);
        AssertSameBits(ElementaryFunctions<Lanes16>.Log, ElementaryFunctions<Lanes8>.Log, ElementaryFunctions<Lanes4>.Log);
    }

    [Fact]
    public void Values_past_the_last_whole_sixteen_are_left_alone()
    {
        float[] values = [.. Enumerable.Repeat(2f, 16 + 3)];
        LaneMath.Exp(values.AsSpan(0, 16));
        Assert.Equal([2f, 2f, 2f], values[16..]);
        Assert.All(values[..16], value => Assert.NotEqual(2f, value));
    }
}
