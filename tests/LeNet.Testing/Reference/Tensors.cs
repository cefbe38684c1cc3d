using System.Globalization;
using Xunit.Sdk;

namespace LeNet.Testing.Reference;

/// <summary>Compares tensors.</summary>
internal static class Tensors
{
    /// <summary>Fails the test if a value is farther from the expected one than the tolerance times the tensor's largest magnitude.</summary>
    public static void AssertClose(string what, ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance) =>
        AssertWithin(what, expected, actual, tolerance * Largest(expected));

    /// <summary>As <see cref="AssertClose"/>, with the largest difference given.</summary>
    public static void AssertWithin(string what, ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double allowed)
    {
        if (expected.Length != actual.Length)
        {
            throw new XunitException($"{what}: {actual.Length} values instead of {expected.Length}.");
        }

        int worst = 0;
        double difference = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double here = Math.Abs(expected[i] - actual[i]);
            if (!(here <= difference))
            {
                (worst, difference) = (i, here);
            }
        }

        if (!(difference <= allowed))
        {
            throw new XunitException(string.Create(
                CultureInfo.InvariantCulture,
                $"{what}[{worst}] is {actual[worst]:G9} instead of {expected[worst]:G17}: off by {difference:G3}, allowed {allowed:G3}."));
        }
    }

    /// <summary>The largest difference; NaN if there is one.</summary>
    public static double Difference(double[] expected, float[] actual) =>
        Difference(expected, Array.ConvertAll(actual, value => (double)value));

    /// <inheritdoc cref="Difference(double[], float[])"/>
    public static double Difference(double[] expected, double[] actual) => expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max();

    /// <summary>Fails the test unless both have the same bits.</summary>
    public static void AssertSameBits(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        if (expected.Length != actual.Length)
        {
            throw new XunitException($"{what}: {actual.Length} values instead of {expected.Length}.");
        }

        for (int i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToUInt32Bits(expected[i]) != BitConverter.SingleToUInt32Bits(actual[i]))
            {
                throw new XunitException(string.Create(
                    CultureInfo.InvariantCulture, $"{what}[{i}] is {actual[i]:G9} instead of {expected[i]:G9}."));
            }
        }
    }

    /// <summary>The largest magnitude.</summary>
    public static double Largest(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
