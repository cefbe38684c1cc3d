namespace LeNet.Samples.Images;

/// <summary>Makes the strokes of a fine pen on a large digit as wide as they are in MNIST, where they would else fade to grey.</summary>
internal static class StrokeWidth
{
    /// <summary>Pixels of a stroke in MNIST's box of 20 that is narrow there; most are between 2 and 4.</summary>
    private const double Narrow = 2;

    private const int BoxSize = 20;

    /// <summary>The strokes, widened if they are narrow for the size of the digit.</summary>
    /// <param name="strokes">The strokes, 0 … 255.</param>
    /// <param name="bounds">The box around them; grows with them.</param>
    public static Plane Widen(Plane strokes, ref Box bounds)
    {
        double wanted = Narrow * Math.Max(bounds.Width, bounds.Height) / BoxSize;
        int reach = (int)(((wanted - Mean(strokes)) / 2) + 0.5);
        if (reach < 1)
        {
            return strokes;
        }

        bounds = new Box(
            Math.Max(0, bounds.Left - reach), Math.Max(0, bounds.Top - reach), Math.Min(strokes.Width, bounds.Right + reach), Math.Min(strokes.Height, bounds.Bottom + reach));
        return Morphology.Greatest(strokes, reach);
    }

    /// <summary>The mean width of the strokes: a line's area is its length times its width, and its outline twice its length.</summary>
    private static double Mean(Plane strokes)
    {
        double area = 0;
        double outline = 0;
        for (int row = 0; row < strokes.Height; row++)
        {
            for (int column = 0; column < strokes.Width; column++)
            {
                float here = strokes[column, row];
                float right = column + 1 < strokes.Width ? strokes[column + 1, row] : 0;
                float below = row + 1 < strokes.Height ? strokes[column, row + 1] : 0;
                area += here;

                // The length of the gradient: right for outlines in all directions.
                outline += Math.Sqrt(((right - here) * (right - here)) + ((below - here) * (below - here)));
            }
        }

        return 2 * area / Math.Max(1, outline);
    }
}
