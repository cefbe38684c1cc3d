namespace LeNet.Photographs;

/// <summary>Digits as lines of a pen, drawn by hand for this project and for nothing else: no network was trained on them.</summary>
internal static class Handwriting
{
    /// <summary>For each digit its ways of being written; each a few strokes of points, x and y from 0 to 1, downwards.</summary>
    private static readonly double[][][][] Ways =
    [
        [[Ellipse(0.5, 0.5, 0.36, 0.5, -90, 275)], [Ellipse(0.5, 0.5, 0.42, 0.5, -60, 305)]],
        [[[0.5, 0, 0.5, 1]], [[0.58, 0, 0.42, 1]], [[0.54, 0, 0.5, 0.5, 0.48, 1]]],
        [[[0.14, 0.22, 0.3, 0.04, 0.56, 0, 0.8, 0.12, 0.8, 0.34, 0.6, 0.6, 0.34, 0.82, 0.1, 1], [0.1, 1, 0.5, 0.97, 0.94, 0.99]],
         [[0.16, 0.18, 0.4, 0, 0.7, 0.06, 0.8, 0.28, 0.64, 0.58, 0.12, 0.98], [0.12, 0.98, 0.96, 0.95]]],
        [[[0.16, 0.1, 0.42, 0, 0.72, 0.06, 0.78, 0.26, 0.6, 0.43, 0.38, 0.47], [0.38, 0.47, 0.7, 0.52, 0.86, 0.72, 0.7, 0.94, 0.4, 1, 0.12, 0.9]],
         [[0.2, 0.06, 0.5, 0, 0.76, 0.12, 0.7, 0.36, 0.42, 0.48], [0.42, 0.48, 0.78, 0.56, 0.82, 0.8, 0.56, 0.98, 0.18, 0.94]]],
        [[[0.2, 0, 0.14, 0.5], [0.14, 0.5, 0.5, 0.53, 0.84, 0.48], [0.78, 0.04, 0.74, 0.5, 0.72, 1]],
         [[0.26, 0.02, 0.1, 0.54], [0.1, 0.54, 0.86, 0.52], [0.8, 0, 0.7, 1]]],
        [[[0.86, 0.02, 0.3, 0.03], [0.3, 0.03, 0.24, 0.42], [0.24, 0.42, 0.52, 0.38, 0.8, 0.52, 0.82, 0.76, 0.6, 0.96, 0.34, 1, 0.12, 0.9]],
         [[0.84, 0, 0.34, 0.04], [0.34, 0.04, 0.26, 0.46], [0.26, 0.46, 0.6, 0.42, 0.8, 0.62, 0.72, 0.88, 0.44, 1, 0.14, 0.94]]],
        [[[0.7, 0, 0.42, 0.22, 0.22, 0.54, 0.2, 0.82, 0.4, 1, 0.68, 0.96, 0.8, 0.76, 0.66, 0.58, 0.42, 0.58, 0.23, 0.74]],
         [[0.6, 0, 0.34, 0.3, 0.2, 0.66, 0.3, 0.94, 0.56, 1, 0.76, 0.86, 0.72, 0.64, 0.5, 0.56, 0.24, 0.7]]],
        [[[0.1, 0.06, 0.5, 0.04, 0.9, 0.02], [0.9, 0.02, 0.62, 0.46, 0.42, 1]],
         [[0.12, 0.02, 0.88, 0.04], [0.88, 0.04, 0.7, 0.4, 0.5, 1]]],
        [[[0.74, 0.16, 0.52, 0, 0.28, 0.1, 0.28, 0.3, 0.5, 0.46, 0.76, 0.62, 0.78, 0.86, 0.52, 1, 0.24, 0.88, 0.26, 0.64, 0.5, 0.47, 0.72, 0.32, 0.76, 0.16]],
         [[0.7, 0.1, 0.44, 0, 0.24, 0.18, 0.36, 0.4, 0.62, 0.56, 0.76, 0.8, 0.5, 1, 0.22, 0.84, 0.34, 0.58, 0.62, 0.38, 0.74, 0.18, 0.66, 0.08]]],
        [[[0.76, 0.2, 0.54, 0, 0.28, 0.1, 0.2, 0.32, 0.4, 0.48, 0.64, 0.42, 0.78, 0.18], [0.78, 0.18, 0.74, 0.6, 0.66, 1]],
         [[0.74, 0.16, 0.48, 0.01, 0.24, 0.18, 0.28, 0.42, 0.54, 0.46, 0.76, 0.2], [0.76, 0.2, 0.7, 0.56, 0.52, 1]]],
    ];

    /// <summary>A digit as somebody writes it.</summary>
    /// <param name="digit">0 to 9.</param>
    /// <param name="random">How it differs from others.</param>
    /// <returns>Strokes of points; the height is 1, the middle 0.</returns>
    public static IReadOnlyList<(double X, double Y)[]> Write(int digit, Random random)
    {
        double[][] way = Ways[digit][random.Next(Ways[digit].Length)];
        double width = 0.6 + (0.14 * random.NextDouble());
        double slant = -0.12 + (0.2 * random.NextDouble());
        double turn = (random.NextDouble() - 0.5) * 0.14;
        double wave = 0.02 * random.NextDouble();
        double phase = 6 * random.NextDouble();
        return [.. way.Select(points => Smooth(points).Select(Place).ToArray())];

        (double X, double Y) Place((double X, double Y) point)
        {
            double x = (point.X - 0.5 + (wave * Math.Sin((7 * point.Y) + phase))) * width;
            double y = point.Y - 0.5 + (wave * Math.Cos((6 * point.X) + phase));
            x -= slant * y;
            return ((x * Math.Cos(turn)) - (y * Math.Sin(turn)), (x * Math.Sin(turn)) + (y * Math.Cos(turn)));
        }
    }

    private static double[] Ellipse(double x, double y, double width, double height, double from, double to) =>
        [.. Enumerable.Range(0, 25).SelectMany(i =>
        {
            double angle = (from + ((to - from) * i / 24)) * Math.PI / 180;
            return new[] { x + (width * Math.Cos(angle)), y + (height * Math.Sin(angle)) };
        })];

    /// <summary>A curve through points (Catmull and Rom 1974).</summary>
    private static IEnumerable<(double X, double Y)> Smooth(double[] points)
    {
        const int Steps = 6;
        int count = points.Length / 2;
        for (int i = 0; i + 1 < count; i++)
        {
            for (int step = 0; step < Steps; step++)
            {
                double t = (double)step / Steps;
                yield return (Between(0, i, t), Between(1, i, t));
            }
        }

        yield return (points[^2], points[^1]);

        double Between(int axis, int i, double t)
        {
            double a = At(axis, i - 1), b = At(axis, i), c = At(axis, i + 1), d = At(axis, i + 2);
            return b + (0.5 * t * (c - a + (t * ((2 * a) - (5 * b) + (4 * c) - d + (t * ((3 * (b - c)) + d - a))))));
        }

        double At(int axis, int i) => points[(2 * Math.Clamp(i, 0, count - 1)) + axis];
    }
}
