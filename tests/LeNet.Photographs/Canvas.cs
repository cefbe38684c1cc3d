namespace LeNet.Photographs;

/// <summary>A plane of values to draw on.</summary>
internal sealed class Canvas(int width, int height, float value = 0)
{
    /// <summary>Columns.</summary>
    public int Width => width;

    /// <summary>Rows.</summary>
    public int Height => height;

    /// <summary>Row by row.</summary>
    public float[] Values { get; } = [.. Enumerable.Repeat(value, width * height)];

    /// <summary>Changes every value by its place, x and y in pixels.</summary>
    public void Change(Func<float, double, double, double> change)
    {
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                ref float value = ref Values[(row * width) + column];
                value = (float)change(value, column + 0.5, row + 0.5);
            }
        }
    }

    /// <summary>Draws a line, round at its ends: values become at least how much of a pixel it covers.</summary>
    public void Line(double x0, double y0, double x1, double y1, double thickness, double strength = 1)
    {
        double radius = thickness / 2;
        (double dx, double dy) = (x1 - x0, y1 - y0);
        double length = Math.Max(1e-9, (dx * dx) + (dy * dy));
        for (int row = Math.Max(0, (int)(Math.Min(y0, y1) - radius - 1)); row < Math.Min(height, Math.Max(y0, y1) + radius + 1); row++)
        {
            for (int column = Math.Max(0, (int)(Math.Min(x0, x1) - radius - 1)); column < Math.Min(width, Math.Max(x0, x1) + radius + 1); column++)
            {
                (double px, double py) = (column + 0.5 - x0, row + 0.5 - y0);
                double t = Math.Clamp(((px * dx) + (py * dy)) / length, 0, 1);
                double distance = Math.Sqrt(((px - (t * dx)) * (px - (t * dx))) + ((py - (t * dy)) * (py - (t * dy))));
                float covered = (float)(strength * Math.Min(1, thickness) * Math.Clamp(Math.Max(radius, 0.5) + 0.5 - distance, 0, 1));
                ref float place = ref Values[(row * width) + column];
                place = Math.Max(place, covered);
            }
        }
    }

    /// <summary>Draws strokes.</summary>
    /// <param name="strokes">Their points, the middle at 0.</param>
    /// <param name="x">Where the middle comes to.</param>
    /// <param name="y">Where the middle comes to.</param>
    /// <param name="size">Pixels of one unit.</param>
    /// <param name="thickness">Pixels of the pen.</param>
    public void Draw(IReadOnlyList<(double X, double Y)[]> strokes, double x, double y, double size, double thickness)
    {
        foreach ((double X, double Y)[] stroke in strokes)
        {
            for (int i = 0; i + 1 < stroke.Length; i++)
            {
                Line(x + (size * stroke[i].X), y + (size * stroke[i].Y), x + (size * stroke[i + 1].X), y + (size * stroke[i + 1].Y), thickness);
            }
        }
    }

    /// <summary>Blurs by the mean over squares, three times: nearly a normal distribution.</summary>
    public void Blur(int reach)
    {
        for (int i = 0; reach > 0 && i < 3; i++)
        {
            Pass(height, width, width, 1, reach);
            Pass(width, height, 1, width, reach);
        }
    }

    private void Pass(int lines, int length, int lineStep, int step, int reach)
    {
        float[] line = new float[length];
        for (int n = 0; n < lines; n++)
        {
            for (int i = 0; i < length; i++)
            {
                line[i] = Values[(n * lineStep) + (i * step)];
            }

            double sum = 0;
            for (int i = -reach; i <= reach; i++)
            {
                sum += line[Math.Clamp(i, 0, length - 1)];
            }

            for (int i = 0; i < length; i++)
            {
                Values[(n * lineStep) + (i * step)] = (float)(sum / ((2 * reach) + 1));
                sum += line[Math.Min(length - 1, i + reach + 1)] - line[Math.Max(0, i - reach)];
            }
        }
    }
}
