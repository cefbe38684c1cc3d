namespace LeNet.Samples.Images;

/// <summary>Scales strokes into MNIST's box and puts them where MNIST has them.</summary>
internal static class Placement
{
    private const int BoxPart = 20;
    private const int WholePart = 28;

    /// <summary>An image of the size wanted.</summary>
    /// <param name="strokes">The strokes, 0 … 255.</param>
    /// <param name="bounds">The box around them.</param>
    /// <param name="width">Columns wanted.</param>
    /// <param name="height">Rows wanted.</param>
    /// <returns>Row by row, 0 … 255. The strokes fill a box of 20/28 of the image in one direction at least.</returns>
    public static byte[] Place(Plane strokes, Box bounds, int width, int height)
    {
        double step = Math.Max((double)bounds.Width / BoxOf(width), (double)bounds.Height / BoxOf(height));
        int columns = Math.Max(1, (int)((bounds.Width / step) + 0.5));
        int rows = Math.Max(1, (int)((bounds.Height / step) + 0.5));
        double left = bounds.Left - (((columns * step) - bounds.Width) / 2);
        double top = bounds.Top - (((rows * step) - bounds.Height) / 2);
        Plane box = Resampling.Take(strokes, columns, rows, left, top, step);
        (int atColumn, int atRow) = CentredByMass(box, width, height);
        byte[] image = new byte[width * height];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                image[((atRow + row) * width) + atColumn + column] = (byte)(Math.Clamp(box[column, row], 0, byte.MaxValue) + 0.5f);
            }
        }

        return image;
    }

    private static int BoxOf(int size) => Math.Max(1, ((size * BoxPart) + (WholePart / 2)) / WholePart);

    /// <summary>
    /// Where the box begins so that its centre of mass comes to the image's middle, as far as the image has room. MNIST's middle
    /// is the pixel (14, 14), counted from 0: the mean over its images is 14.0 in both directions.
    /// </summary>
    private static (int Column, int Row) CentredByMass(Plane box, int width, int height)
    {
        double mass = 0;
        double momentX = 0;
        double momentY = 0;
        for (int row = 0; row < box.Height; row++)
        {
            for (int column = 0; column < box.Width; column++)
            {
                double value = box[column, row];
                mass += value;
                momentX += value * (column + 0.5);
                momentY += value * (row + 0.5);
            }
        }

        return (Offset(momentX / mass, width, box.Width), Offset(momentY / mass, height, box.Height));
    }

    private static int Offset(double centre, int size, int box) => Math.Clamp((int)Math.Floor((size / 2) + 0.5 - centre + 0.5), 0, size - box);
}
