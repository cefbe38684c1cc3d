namespace LeNet.Samples.Images;

/// <summary>Takes the light out of a picture of dark ink: what is left is how much darker than its ground each place is.</summary>
internal static class Lighting
{
    /// <summary>A stroke is narrower than two fifths of the picture; what is wider is a shadow.</summary>
    private const int ReachPart = 5;

    /// <summary>The ink: 0 where a place is as light as the paper around it … 255 where it is black.</summary>
    /// <param name="grey">A picture with dark ink.</param>
    /// <remarks>
    /// Light multiplies, so the paper's brightness is divided out: first a smooth surface, for light that falls off, then what
    /// remains when dark places that are as narrow as strokes are filled, for shadows with edges.
    /// </remarks>
    public static Plane Ink(Plane grey)
    {
        Plane even = LightSurface.Divide(grey);
        int reach = Math.Max(1, Math.Min(grey.Width, grey.Height) / ReachPart);
        Plane paper = Morphology.Close(Smooth(even), reach);
        var ink = new Plane(grey.Width, grey.Height);
        for (int i = 0; i < ink.Values.Length; i++)
        {
            ink.Values[i] = Math.Clamp(byte.MaxValue * (1 - (even.Values[i] / Math.Max(paper.Values[i], 1))), 0, byte.MaxValue);
        }

        return ink;
    }

    /// <summary>The means of 3×3 values, so that single bright pixels are not taken for the paper.</summary>
    private static Plane Smooth(Plane plane)
    {
        var smooth = new Plane(plane.Width, plane.Height);
        for (int row = 0; row < plane.Height; row++)
        {
            for (int column = 0; column < plane.Width; column++)
            {
                float sum = 0;
                for (int y = -1; y <= 1; y++)
                {
                    for (int x = -1; x <= 1; x++)
                    {
                        sum += plane[Math.Clamp(column + x, 0, plane.Width - 1), Math.Clamp(row + y, 0, plane.Height - 1)];
                    }
                }

                smooth[column, row] = sum / 9;
            }
        }

        return smooth;
    }
}
