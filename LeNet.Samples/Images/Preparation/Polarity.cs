namespace LeNet.Samples.Images;

/// <summary>Tells dark ink on light paper from light ink on a dark ground.</summary>
internal static class Polarity
{
    /// <summary>Whether the ink is darker than its ground.</summary>
    /// <remarks>
    /// Where the border is of one shade, that is the ground, and the ink is on the side to which the picture deviates from it;
    /// the third power lets few strong pixels decide over many weak ones. Under uneven light the ground is instead the mean
    /// around each place, of which strokes cover the smaller part.
    /// </remarks>
    public static bool IsDarkInk(Plane grey)
    {
        Border border = Border.Of(grey);
        (float darkest, float lightest) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (float value in grey.Values)
        {
            (darkest, lightest) = (Math.Min(darkest, value), Math.Max(lightest, value));
        }

        double contrast = Math.Max(lightest - border.Middle, border.Middle - darkest);
        const double Even = 0.25;
        return (border.Spread <= Even * contrast ? Skew(grey, border.Middle) : Skew(grey)) < 0;
    }

    private static double Skew(Plane grey, float ground)
    {
        double sum = 0;
        foreach (float value in grey.Values)
        {
            double deviation = value - ground;
            sum += deviation * deviation * deviation;
        }

        return sum;
    }

    private static double Skew(Plane grey)
    {
        // Means over squares from sums over all rectangles that begin at the corner.
        int width = grey.Width;
        int height = grey.Height;
        double[] sums = new double[(width + 1) * (height + 1)];
        for (int row = 0; row < height; row++)
        {
            double sum = 0;
            for (int column = 0; column < width; column++)
            {
                sum += grey[column, row];
                sums[((row + 1) * (width + 1)) + column + 1] = sums[(row * (width + 1)) + column + 1] + sum;
            }
        }

        const int Part = 6;
        int reach = Math.Max(1, Math.Min(width, height) / Part);
        double total = 0;
        for (int row = 0; row < height; row++)
        {
            // Around a place at the border the square gets smaller, so that it stays around it.
            int up = Math.Min(reach, Math.Min(row, height - 1 - row));
            for (int column = 0; column < width; column++)
            {
                int side = Math.Min(reach, Math.Min(column, width - 1 - column));
                int top = (row - up) * (width + 1);
                int bottom = (row + up + 1) * (width + 1);
                double sum = sums[bottom + column + side + 1] - sums[bottom + column - side] - sums[top + column + side + 1] + sums[top + column - side];
                double deviation = grey[column, row] - (sum / (((2 * up) + 1) * ((2 * side) + 1)));
                total += deviation * deviation * deviation;
            }
        }

        return total;
    }
}
