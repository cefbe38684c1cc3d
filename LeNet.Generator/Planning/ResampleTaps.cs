namespace LeNet.Generator.Planning;

/// <summary>
/// Which source pixels each target pixel of one axis is made of, and with which weights: Pillow's bilinear filter,
/// in its fixed-point arithmetic (src/libImaging/Resample.c: precompute_coeffs and normalize_coeffs_8bpc).
/// </summary>
/// <param name="TapsPerPixel">Source pixels per target pixel.</param>
/// <param name="Bits">One, in the weights' fixed point, is 2 to the power of these.</param>
/// <param name="Table">For each target pixel its first source pixel, then the weights.</param>
internal sealed record ResampleTaps(int TapsPerPixel, int Bits, IReadOnlyList<int> Table)
{
    /// <summary>Pillow's PRECISION_BITS: 32 − 8 − 2.</summary>
    public const int PrecisionBits = 22;

    /// <summary>Bits of weights whose products with 8-bit pixels, and the sum of them, fit 16 bits.</summary>
    public const int ShortBits = 8;

    public static ResampleTaps Bilinear(int source, int target)
    {
        var scale = (double)source / target;
        var filterScale = Math.Max(scale, 1.0);
        List<(int First, double[] Weights)> pixels = [];
        for (var pixel = 0; pixel < target; pixel++)
        {
            var center = (pixel + 0.5) * scale;
            var first = Math.Max(0, (int)(center - filterScale + 0.5));
            var end = Math.Min(source, (int)(center + filterScale + 0.5));
            double[] weights = [.. Enumerable.Range(first, end - first).Select(x => Triangle((x - center + 0.5) / filterScale))];
            var sum = weights.Sum();
            pixels.Add((first, [.. weights.Select(weight => weight / sum)]));
        }

        var taps = pixels.Max(pixel => pixel.Weights.Length);
        return new ResampleTaps(taps, PrecisionBits, [.. pixels.SelectMany(pixel => Row(pixel.First, pixel.Weights, taps, source))]);
    }

    /// <summary>The same in 1/2⁸, where two neighbours have weights that need no more bits, as in 28 → 32: the levels are the same, and vectors take twice as many.</summary>
    public ResampleTaps InFewestBits()
    {
        const int Surplus = PrecisionBits - ShortBits;
        var entry = TapsPerPixel + 1;
        return TapsPerPixel == 2 && Table.Where((_, i) => i % entry > 0).All(weight => weight % (1 << Surplus) == 0)
            ? new ResampleTaps(TapsPerPixel, ShortBits, [.. Table.Select((value, i) => i % entry > 0 ? value >> Surplus : value)])
            : this;
    }

    /// <summary>A row of equal length for every pixel: zero weights fill it, on whichever side the image still has pixels.</summary>
    private static IEnumerable<int> Row(int first, double[] weights, int taps, int source)
    {
        var start = Math.Min(first, source - taps);
        yield return start;
        for (var tap = 0; tap < taps; tap++)
        {
            var index = start + tap - first;
            yield return index >= 0 && index < weights.Length ? (int)(0.5 + (weights[index] * (1 << PrecisionBits))) : 0;
        }
    }

    private static double Triangle(double x) => Math.Max(0.0, 1.0 - Math.Abs(x));
}
