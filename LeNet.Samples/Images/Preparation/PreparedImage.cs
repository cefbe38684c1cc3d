namespace LeNet.Samples.Images;

/// <summary>Tells images that are prepared as a data set's are from small drawings.</summary>
internal static class PreparedImage
{
    private const byte Black = 32;
    private const byte Light = 128;
    private const int BoxPart = 20;
    private const int WholePart = 28;

    /// <summary>How far the ink's box may be from 20/28 of the image, and its centre of mass from the middle, in 28ths.</summary>
    private const double Tolerance = 1.2;

    /// <summary>
    /// Whether an image of the size wanted is light on black (most of its outermost pixels are black, some other is light), and its
    /// ink is as large and as far in the middle as MNIST's.
    /// </summary>
    public static bool IsOne(GreyImage image)
    {
        int edge = 0;
        int black = 0;
        (double mass, double x, double y) = (0, 0, 0);
        var box = new Box(image.Width, image.Height, 0, 0);
        for (int row = 0; row < image.Height; row++)
        {
            for (int column = 0; column < image.Width; column++)
            {
                byte value = image.Values[(row * image.Width) + column];
                if (row == 0 || row == image.Height - 1 || column == 0 || column == image.Width - 1)
                {
                    edge++;
                    black += value < Black ? 1 : 0;
                }

                mass += value;
                x += value * (column + 0.5);
                y += value * (row + 0.5);
                box = value > 0 ? box.Union(new Box(column, row, column + 1, row + 1)) : box;
            }
        }

        double unit = Math.Min(image.Width, image.Height) / (double)WholePart;
        return 4 * black >= 3 * edge && image.Values.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)(Light - 1))
            && Math.Abs(Math.Max(box.Width, box.Height) - (BoxPart * unit)) <= Tolerance * unit
            && IsMiddle(x / mass, image.Width) && IsMiddle(y / mass, image.Height);

        bool IsMiddle(double centre, int size) => Math.Abs(centre - (size / 2.0) - 0.25) <= Tolerance * unit;
    }
}
