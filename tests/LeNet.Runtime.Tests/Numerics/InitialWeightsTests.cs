namespace LeNet.Runtime.Tests.Numerics;

public sealed class InitialWeightsTests
{
    private static readonly NetworkDescription LeNet5 = TestNetworks.LeNet5;

    /// <summary>Computed by a second implementation, in another language.</summary>
    [Theory]
    [InlineData("conv1.weight", new uint[] { 0xbe2f39b6, 0xbe1cc5ac, 0xbdb18c43, 0xbe3c7145, 0xbe31ec27, 0x3d8470ed })]
    [InlineData("conv1.bias", new uint[] { 0xbd51ca8b, 0xbd29b173, 0xbcc14265, 0xbdbccaa8, 0xbd9c43dc, 0xbd83d307 })]
    public void Values_are_fixed_for_ever(string name, uint[] bits) =>
        Assert.Equal(bits, Tensor(Filled(LeNet5, 1), name)[..bits.Length].ToArray().Select(BitConverter.SingleToUInt32Bits));

    [Theory]
    [InlineData("conv1.weight")]
    [InlineData("conv2.weight")]
    [InlineData("fc1.weight")]
    [InlineData("fc2.weight")]
    [InlineData("fc1.bias")]
    public void Values_are_uniform_within_one_over_root_fan_in(string name)
    {
        double[] scaled = [.. Tensor(Filled(LeNet5, 3), name).ToArray().Select(value => value * Math.Sqrt(Parameter(name).FanIn))];

        // Moments of the uniform distribution on (−1, 1): 0, 1/3, 1/5; six standard errors.
        double error = 6 / Math.Sqrt(scaled.Length);
        Assert.All(scaled, value => Assert.InRange(value, -1.0000001, 1.0000001));
        Assert.InRange(scaled.Average(), -error * 0.577, error * 0.577);
        Assert.InRange(scaled.Average(value => value * value) - (1.0 / 3), -error * 0.298, error * 0.298);
        Assert.InRange(scaled.Average(value => Math.Pow(value, 4)) - 0.2, -error * 0.267, error * 0.267);
    }

    [Fact]
    public void Seeds_and_tensors_differ()
    {
        float[] one = Filled(LeNet5, 1);
        float[] two = Filled(LeNet5, 2);

        Assert.DoesNotContain(true, one.Zip(two).Take(1000).Select(pair => pair.First == pair.Second));
        Assert.NotEqual(Tensor(one, "conv1.weight")[0], Tensor(one, "conv1.bias")[0]);
    }

    [Fact]
    public void Values_do_not_depend_on_where_the_tensor_lies()
    {
        NetworkDescription gaps = TestNetworks.TwoTensors;
        float[] values = new float[gaps.ParameterFloats];
        InitialWeights.Fill(gaps, values, 1);

        float[] bias = values[9..];
        Assert.Equal([0, 0, 0], [values[0], values[7], values[8]]);
        Assert.DoesNotContain(0f, values[1..7]);
        Assert.Equal(Tensor(Filled(LeNet5, 1), "conv1.bias")[..3].ToArray().Select(value => value * 5 / Math.Sqrt(2)), bias.Select(value => (double)value), Near);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-6;

    private static float[] Filled(NetworkDescription network, ulong seed)
    {
        float[] values = new float[network.ParameterFloats];
        InitialWeights.Fill(network, values, seed);
        return values;
    }

    private static ParameterDescription Parameter(string name) => LeNet5.Parameters.Single(parameter => parameter.Name == name);

    private static Span<float> Tensor(float[] values, string name) => values.AsSpan(Parameter(name).Offset, Parameter(name).Count);
}
