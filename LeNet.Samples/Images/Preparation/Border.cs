namespace LeNet.Samples.Images;

/// <summary>The shades along the border of a picture, which is mostly ground.</summary>
/// <param name="Middle">Their median.</param>
/// <param name="Spread">How far apart they are, without the tenth that is lightest and the tenth that is darkest.</param>
internal sealed record Border(float Middle, float Spread)
{
    private const int Part = 32;

    /// <summary>White is 255; where light was divided out, a place may be brighter.</summary>
    private const int Shades = 512;

    /// <summary>Looks at a frame of a thirty-second of the picture.</summary>
    public static Border Of(Plane grey)
    {
        int thickness = Math.Max(1, Math.Min(grey.Width, grey.Height) / Part);
        int[] histogram = new int[Shades];
        for (int row = 0; row < grey.Height; row++)
        {
            if (row < thickness || row >= grey.Height - thickness || grey.Width <= 2 * thickness)
            {
                Count(grey.Row(row), histogram);
                continue;
            }

            Count(grey.Row(row)[..thickness], histogram);
            Count(grey.Row(row)[^thickness..], histogram);
        }

        return new Border(Shade(histogram, 0.5), Shade(histogram, 0.9) - Shade(histogram, 0.1));
    }

    private static void Count(ReadOnlySpan<float> values, int[] histogram)
    {
        foreach (float value in values)
        {
            histogram[Math.Clamp((int)value, 0, Shades - 1)]++;
        }
    }

    /// <summary>The shade that a share of the pixels does not exceed.</summary>
    private static int Shade(int[] histogram, double share)
    {
        double wanted = share * histogram.Sum();
        int shade = 0;
        for (long below = histogram[0]; below < wanted; below += histogram[shade])
        {
            shade++;
        }

        return shade;
    }
}
