namespace LeNet.Runtime.Tests.Numerics;

/// <summary>Exponential and logarithm in double precision against those of the C runtime, and their exact bits.</summary>
public sealed class ExponentialsTests
{
    [Fact]
    public void Exponential_is_within_1e15_of_its_size()
    {
        for (double x = -700; x < 700; x += 0.0371)
        {
            Assert.Equal(1, Exponentials.Exp(x) / Math.Exp(x), tolerance: 1e-15);
        }
    }

    [Fact]
    public void Logarithm_is_within_1e15()
    {
        for (double power = -300; power < 300; power += 0.0173)
        {
            double x = Math.Pow(10, power);
            Assert.Equal(Math.Log(x), Exponentials.Log(x), tolerance: 1e-15 * Math.Max(1, Math.Abs(Math.Log(x))));
        }
    }

    [Theory]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(-1e300, 0)]
    [InlineData(0, 1)]
    [InlineData(1e300, double.PositiveInfinity)]
    [InlineData(double.NaN, double.NaN)]
    public void Exponential_of_special_values(double x, double expected) => Assert.Equal(expected, Exponentials.Exp(x));

    [Fact]
    public void Logarithm_of_one_is_zero() => Assert.Equal(0, Exponentials.Log(1));

    /// <summary>By contract they are the same on every machine: a change is a change of the numerics, to be made knowingly.</summary>
    [Fact]
    public void Bits_are_pinned()
    {
        long sum = 0;
        for (int i = 1; i <= 2000; i++)
        {
            sum = unchecked((31 * sum) + BitConverter.DoubleToInt64Bits(Exponentials.Exp(i * -0.0123)));
            sum = unchecked((31 * sum) + BitConverter.DoubleToInt64Bits(Exponentials.Log(i * 0.0123)));
        }

        Assert.Equal(2037421386498786401, sum);
    }
}
