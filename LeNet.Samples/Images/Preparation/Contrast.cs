namespace LeNet.Samples.Images;

/// <summary>Widens what shades a picture has where they are few: ink a few levels from a pure ground, or values that go to 16 and not to 255.</summary>
internal static class Contrast
{
    /// <summary>Fewer levels than these are widened.</summary>
    private const float Few = 80;

    /// <summary>Fewer than these are none.</summary>
    private const float Fewest = 3;

    /// <summary>The picture with shades from 0 to 255, if they are few and the ground is without any noise: no camera saw it.</summary>
    public static Plane Stretched(Plane grey)
    {
        (float darkest, float lightest) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (float value in grey.Values)
        {
            (darkest, lightest) = (Math.Min(darkest, value), Math.Max(lightest, value));
        }

        float range = lightest - darkest;
        if (range is < Fewest or > Few || Border.Of(grey).Spread > 0)
        {
            return grey;
        }

        Plane stretched = grey.Blank();
        Span<float> to = stretched.Values;
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = (grey.Values[i] - darkest) * (byte.MaxValue / range);
        }

        return stretched;
    }
}
