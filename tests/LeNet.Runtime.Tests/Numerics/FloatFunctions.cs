namespace LeNet.Runtime.Tests.Numerics;

/// <summary>Checks of functions of floats.</summary>
internal static class FloatFunctions
{
    /// <summary>Between neighbours of a sweep over the bits of floats: a prime, so that low bits vary.</summary>
    private static readonly int Stride = Suite.Count(quick: 16_411, whole: 4_099);

    /// <summary>A function in place.</summary>
    public delegate void Function(Span<float> values);

    /// <summary>Fails the test unless three vector widths give the same bits of whatever is put in.</summary>
    public static void AssertSameBits(Function sixteen, Function eight, Function four)
    {
        // All kinds of bits: not a number with any payload, infinities, subnormals and both zeros among them.
        int count = Suite.Count(quick: 1 << 16, whole: 1 << 18);
        uint stride = (uint)((1L << 32) / count) + 27;
        float[] inputs = [.. Enumerable.Range(0, count).Select(i => BitConverter.UInt32BitsToSingle((uint)i * stride)), float.PositiveInfinity, float.NegativeInfinity, 0f, -0f];
        float[] expected = Apply(sixteen, inputs);
        Assert.Equal(Bits(expected), Bits(Apply(eight, inputs)));
        Assert.Equal(Bits(expected), Bits(Apply(four, inputs)));

        static IEnumerable<uint> Bits(float[] values) => values.Select(value => float.IsNaN(value) ? uint.MaxValue : BitConverter.SingleToUInt32Bits(value));
    }

    /// <summary>Fails the test if a result is farther from the exact one than some units in the last place of it.</summary>
    /// <param name="unitOf">Magnitudes of which a unit is allowed instead, by input, where a result that cancels is near 0.</param>
    public static void AssertUlps(Function function, Func<double, double> exact, float[] inputs, double allowed, Func<double, double>? unitOf = null)
    {
        float[] outputs = Apply(function, inputs);
        for (int i = 0; i < inputs.Length; i++)
        {
            double expected = exact(inputs[i]);
            double off = Math.Abs(outputs[i] - expected) / Ulp((float)(unitOf?.Invoke(inputs[i]) ?? expected));
            Assert.True(off <= allowed, $"f({inputs[i]:G9}) is {outputs[i]:G9} instead of {expected:G17}: {off:F2} units in the last place");
        }
    }

    /// <summary>Floats from a magnitude to another, evenly in their bits.</summary>
    public static float[] Sweep(float from, float to, bool bothSigns)
    {
        int first = BitConverter.SingleToInt32Bits(from);
        int count = ((BitConverter.SingleToInt32Bits(to) - first) / Stride) + 1;
        IEnumerable<float> positive = Enumerable.Range(0, count).Select(i => BitConverter.Int32BitsToSingle(first + (i * Stride)));
        return bothSigns ? [.. positive.SelectMany(x => (float[])[x, -x])] : [.. positive];
    }

    /// <summary>A function over values whose number need not be a multiple of sixteen.</summary>
    public static float[] Apply(Function function, float[] inputs)
    {
        float[] values = new float[(inputs.Length + 15) / 16 * 16];
        inputs.CopyTo(values, 0);
        values.AsSpan(inputs.Length).Fill(1f);
        function(values);
        return values[..inputs.Length];
    }

    public static double Ulp(float value) => (double)MathF.BitIncrement(MathF.Abs(value)) - MathF.Abs(value);

    public static void AssertBits(float expected, float actual)
    {
        if (float.IsNaN(expected))
        {
            Assert.True(float.IsNaN(actual), $"{actual:G9} is a number");
            return;
        }

        Assert.Equal(BitConverter.SingleToUInt32Bits(expected), BitConverter.SingleToUInt32Bits(actual));
    }
}
