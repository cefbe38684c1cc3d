namespace LeNet.Runtime.Tests.Numerics;

/// <summary>Sine and cosine against those of the C runtime, and their exact bits.</summary>
public sealed class TrigonometryTests
{
    [Fact]
    public void They_are_within_1e15_for_moderate_arguments()
    {
        var random = new Random(1);
        for (double limit = 1e-8; limit < Math.ScaleB(1, 30); limit *= 3)
        {
            for (int i = 0; i < 500; i++)
            {
                double x = ((2 * random.NextDouble()) - 1) * limit;
                Assert.Equal(Math.Sin(x), Trigonometry.Sin(x), tolerance: 1e-15);
                Assert.Equal(Math.Cos(x), Trigonometry.Cos(x), tolerance: 1e-15);
            }
        }
    }

    [Fact]
    public void Quarter_turns_are_within_1e15()
    {
        for (int n = -1000; n <= 1000; n++)
        {
            double x = n * (Math.PI / 4);
            Assert.Equal(Math.Sin(x), Trigonometry.Sin(x), tolerance: 1e-15);
            Assert.Equal(Math.Cos(x), Trigonometry.Cos(x), tolerance: 1e-15);
        }
    }

    [Fact]
    public void Of_zero_they_are_exact()
    {
        Assert.Equal(0, Trigonometry.Sin(0));
        Assert.Equal(1, Trigonometry.Cos(0));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_has_no_sine_gives_no_number(double x)
    {
        Assert.True(double.IsNaN(Trigonometry.Sin(x)));
        Assert.True(double.IsNaN(Trigonometry.Cos(x)));
    }

    /// <summary>By contract they are the same on every machine: a change is a change of the numerics, to be made knowingly.</summary>
    [Fact]
    public void Bits_are_pinned()
    {
        long sum = 0;
        for (int i = -2000; i <= 2000; i++)
        {
            sum = unchecked((31 * sum) + BitConverter.DoubleToInt64Bits(Trigonometry.Sin(i * 0.0123)));
            sum = unchecked((31 * sum) + BitConverter.DoubleToInt64Bits(Trigonometry.Cos(i * 0.0123)));
        }

        Assert.Equal(-8721455422620298844, sum);
    }
}
