namespace LeNet.Runtime;

/// <summary>
/// Draws a pen's way as an image like MNIST's: the ink fills a box of 20×20 pixels, its proportions kept, and the box lies
/// in the 28×28 so that the ink's centre of mass is at their middle. One per thread.
/// </summary>
internal sealed class ImageFrame
{
    /// <summary>Rows and columns of an image.</summary>
    public const int Size = 28;

    /// <summary>Pixels of an image.</summary>
    public const int Pixels = Size * Size;

    /// <summary>Rows and columns of the box.</summary>
    public const int Box = 20;

    private readonly double[] _ink = new double[Box * Box];

    /// <summary>Draws.</summary>
    /// <param name="points">The pen's way, in any unit, which is scaled to the box; the radii are in pixels.</param>
    /// <param name="softness">Pixels that the edge of a line takes from ink to paper.</param>
    /// <param name="image">28×28 pixels, which it overwrites.</param>
    public void Draw(Span<PenPoint> points, double softness, Span<byte> image)
    {
        FitIntoBox(points);
        Array.Clear(_ink);
        for (int i = 0; i < points.Length; i++)
        {
            DrawLine(points[points[i].Begins ? i : i - 1], points[i], softness);
        }

        CopyCentred(image);
    }

    private static void FitIntoBox(Span<PenPoint> points)
    {
        double left = double.PositiveInfinity;
        double top = double.PositiveInfinity;
        double right = double.NegativeInfinity;
        double bottom = double.NegativeInfinity;
        double radius = 0;
        foreach (PenPoint point in points)
        {
            (left, right) = (Math.Min(left, point.X), Math.Max(right, point.X));
            (top, bottom) = (Math.Min(top, point.Y), Math.Max(bottom, point.Y));
            radius = Math.Max(radius, point.Radius);
        }

        double scale = (Box - (2 * radius)) / Math.Max(right - left, bottom - top);
        foreach (ref PenPoint point in points)
        {
            point.X = (Box / 2) + (scale * (point.X - ((left + right) / 2)));
            point.Y = (Box / 2) + (scale * (point.Y - ((top + bottom) / 2)));
        }
    }

    /// <summary>A pixel is inked by how far its centre lies inside the line's edge.</summary>
    private void DrawLine(PenPoint from, PenPoint to, double softness)
    {
        double reach = Math.Max(from.Radius, to.Radius) + (softness / 2);
        int left = Math.Max(0, (int)(Math.Min(from.X, to.X) - reach));
        int right = Math.Min(Box - 1, (int)(Math.Max(from.X, to.X) + reach));
        int top = Math.Max(0, (int)(Math.Min(from.Y, to.Y) - reach));
        int bottom = Math.Min(Box - 1, (int)(Math.Max(from.Y, to.Y) + reach));
        double dx = to.X - from.X;
        double dy = to.Y - from.Y;
        double square = (dx * dx) + (dy * dy);
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                double x = column + 0.5 - from.X;
                double y = row + 0.5 - from.Y;
                double t = square > 0 ? Math.Clamp(((x * dx) + (y * dy)) / square, 0, 1) : 0;
                double awayX = x - (t * dx);
                double awayY = y - (t * dy);
                double radius = from.Radius + (t * (to.Radius - from.Radius));
                double ink = ((radius - Math.Sqrt((awayX * awayX) + (awayY * awayY))) / softness) + 0.5;
                ref double pixel = ref _ink[(row * Box) + column];
                pixel = Math.Max(pixel, Math.Min(ink, 1));
            }
        }
    }

    private void CopyCentred(Span<byte> image)
    {
        double mass = 0;
        double momentX = 0;
        double momentY = 0;
        for (int i = 0; i < _ink.Length; i++)
        {
            mass += _ink[i];
            momentX += _ink[i] * ((i % Box) + 0.5);
            momentY += _ink[i] * ((i / Box) + 0.5);
        }

        int left = Offset(momentX / mass);
        int top = Offset(momentY / mass);
        image.Clear();
        for (int row = 0; row < Box; row++)
        {
            for (int column = 0; column < Box; column++)
            {
                image[((top + row) * Size) + left + column] = (byte)((_ink[(row * Box) + column] * byte.MaxValue) + 0.5);
            }
        }
    }

    /// <summary>Where the box begins so that its centre of mass comes to the image's middle, as far as the image has room.</summary>
    private static int Offset(double centre) => Math.Clamp((int)((Size / 2) - centre + 0.5), 0, Size - Box);
}
