namespace LeNet.Samples.Images;

/// <summary>Takes the light out of a picture of dark ink: what is left is how much darker than its ground each place is.</summary>
internal static class Lighting
{
    /// <summary>A stroke is narrower than two fifths of the picture; what is wider is a shadow.</summary>
    private const int ReachPart = 5;

    /// <summary>Darker paper than this has no ink that could be told from noise.</summary>
    private const float DarkestPaper = 24;

    /// <summary>The picture with even light, or null if no smooth surface makes its border more even: light falls off, or there is a shadow.</summary>
    public static Plane? Evened(Plane grey)
    {
        Plane even = LightSurface.Divide(grey);
        return 2 * Relative(Border.Of(even)) < Relative(Border.Of(grey)) ? even : null;
    }

    /// <summary>The ink: 0 where a place is as light as the paper around it … 255 where it is black.</summary>
    /// <param name="grey">A picture with dark ink.</param>
    /// <remarks>
    /// Light multiplies, so the paper's brightness is divided out: what remains when dark places as narrow as strokes are filled,
    /// shadows with edges included.
    /// </remarks>
    public static Plane Ink(Plane grey)
    {
        int reach = Math.Max(1, Math.Min(grey.Width, grey.Height) / ReachPart);
        Plane paper = Morphology.Close(grey, reach);
        Plane ink = grey.Blank();
        Span<float> to = ink.Values;
        ReadOnlySpan<float> from = grey.Values;
        ReadOnlySpan<float> ground = paper.Values;
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = Math.Clamp(byte.MaxValue * (1 - (from[i] / Math.Max(ground[i], DarkestPaper))), 0, byte.MaxValue);
        }

        return ink;
    }

    private static float Relative(Border border) => border.Spread / Math.Max(border.Middle, 1);
}
