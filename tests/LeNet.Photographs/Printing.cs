namespace LeNet.Photographs;

/// <summary>What a printer put on the sheet.</summary>
internal static class Printing
{
    /// <summary>Draws it around a digit.</summary>
    public static void Draw(Canvas on, Print print, double x, double y, double size, double thickness, Random random)
    {
        double half = size * (0.72 + (0.12 * random.NextDouble()));
        double wide = half * (0.85 + (0.2 * random.NextDouble()));
        double arm = half * 0.3;
        switch (print)
        {
            case Print.Box:
                Path(on, thickness, (x - wide, y - half), (x + wide, y - half), (x + wide, y + half), (x - wide, y + half), (x - wide, y - half));
                break;
            case Print.Circle:
                Path(on, thickness, [.. Enumerable.Range(0, 49).Select(i => (x + (half * Math.Cos(i * Math.PI / 24)), y + (half * Math.Sin(i * Math.PI / 24))))]);
                break;
            case Print.Brackets:
                Path(on, thickness, (x - wide + arm, y - half), (x - wide, y - half), (x - wide, y + half), (x - wide + arm, y + half));
                Path(on, thickness, (x + wide - arm, y - half), (x + wide, y - half), (x + wide, y + half), (x + wide - arm, y + half));
                break;
            case Print.Corners:
                foreach ((int sx, int sy) in new[] { (-1, -1), (1, -1), (-1, 1), (1, 1) })
                {
                    Path(on, thickness, (x + (sx * (wide - arm)), y + (sy * half)), (x + (sx * wide), y + (sy * half)), (x + (sx * wide), y + (sy * (half - arm))));
                }

                break;
            case Print.Underline:
                double below = y + (size * (0.58 + (0.06 * random.NextDouble())));
                Path(on, thickness, (x - (0.7 * size), below), (x + (0.7 * size), below + (0.02 * size * (random.NextDouble() - 0.5))));
                break;
            case Print.Ruled:
            case Print.Squared:
                double step = size * (print == Print.Ruled ? 0.45 + (0.3 * random.NextDouble()) : 0.25 + (0.2 * random.NextDouble()));
                double tilt = 0.03 * (random.NextDouble() - 0.5);
                for (double at = step * random.NextDouble(); at < on.Height; at += step)
                {
                    on.Line(0, at, on.Width, at + (tilt * on.Width), thickness);
                }

                for (double at = step * random.NextDouble(); print == Print.Squared && at < on.Width; at += step)
                {
                    on.Line(at, 0, at - (tilt * on.Height), on.Height, thickness);
                }

                break;
        }
    }

    private static void Path(Canvas on, double thickness, params (double X, double Y)[] points)
    {
        for (int i = 0; i + 1 < points.Length; i++)
        {
            on.Line(points[i].X, points[i].Y, points[i + 1].X, points[i + 1].Y, thickness);
        }
    }
}
