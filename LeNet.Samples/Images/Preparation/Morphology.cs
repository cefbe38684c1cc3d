namespace LeNet.Samples.Images;

/// <summary>The greatest and the least values in squares around each place.</summary>
internal static class Morphology
{
    /// <summary>
    /// Fills what is darker than around it and narrower than a square of 2 × reach + 1 pixels; what is larger stays as it is
    /// (closing: J. Serra, "Image Analysis and Mathematical Morphology", 1982).
    /// </summary>
    public static Plane Close(Plane plane, int reach) => Erode(Dilate(plane, reach), reach);

    /// <summary>The greatest value in the square of 2 × reach + 1 pixels around each place.</summary>
    public static Plane Dilate(Plane plane, int reach)
    {
        var rows = new Plane(plane.Width, plane.Height);
        for (int row = 0; row < plane.Height; row++)
        {
            Greatest(plane.Row(row), rows.Row(row), reach);
        }

        var result = new Plane(plane.Width, plane.Height);
        float[] from = new float[plane.Height];
        float[] to = new float[plane.Height];
        for (int column = 0; column < plane.Width; column++)
        {
            for (int row = 0; row < plane.Height; row++)
            {
                from[row] = rows[column, row];
            }

            Greatest(from, to, reach);
            for (int row = 0; row < plane.Height; row++)
            {
                result[column, row] = to[row];
            }
        }

        return result;
    }

    private static Plane Erode(Plane plane, int reach) => Dilate(plane.Map(value => -value), reach).Map(value => -value);

    /// <summary>
    /// The greatest values in a window that slides over a line, in a time that does not depend on its width
    /// (M. van Herk, "A fast algorithm for local minimum and maximum filters on rectangular and octagonal kernels", 1992).
    /// </summary>
    private static void Greatest(ReadOnlySpan<float> from, Span<float> to, int reach)
    {
        int window = (2 * reach) + 1;
        float[] line = new float[from.Length + (2 * reach)];
        Array.Fill(line, float.NegativeInfinity);
        from.CopyTo(line.AsSpan(reach));

        // In blocks as long as the window: the greatest since the block began, and until it ends. A window spans two blocks.
        float[] since = new float[line.Length];
        float[] until = new float[line.Length];
        for (int i = 0; i < line.Length; i++)
        {
            since[i] = i % window == 0 ? line[i] : Math.Max(since[i - 1], line[i]);
        }

        for (int i = line.Length - 1; i >= 0; i--)
        {
            until[i] = i == line.Length - 1 || (i + 1) % window == 0 ? line[i] : Math.Max(until[i + 1], line[i]);
        }

        for (int i = 0; i < to.Length; i++)
        {
            to[i] = Math.Max(until[i], since[i + window - 1]);
        }
    }
}
