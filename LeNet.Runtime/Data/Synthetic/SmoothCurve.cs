namespace LeNet.Runtime;

/// <summary>
/// Draws a smooth line through points: between two of them a cubic whose tangents are half the way between the neighbours
/// (E. Catmull, R. Rom: "A class of local interpolating splines", 1974). At a corner it turns sharply.
/// </summary>
internal static class SmoothCurve
{
    private const int StepsPerSpan = 6;

    /// <summary>Adds a stroke to a trace.</summary>
    public static void Draw(ReadOnlySpan<StrokePoint> points, PenTrace trace)
    {
        trace.Add(points[0].X, points[0].Y, begins: true);
        for (int i = 1; i < points.Length; i++)
        {
            StrokePoint from = points[i - 1];
            StrokePoint to = points[i];
            StrokePoint before = i == 1 || from.IsCorner ? from : points[i - 2];
            StrokePoint after = i == points.Length - 1 || to.IsCorner ? to : points[i + 1];
            for (int step = 1; step <= StepsPerSpan; step++)
            {
                double t = (double)step / StepsPerSpan;
                trace.Add(
                    Interpolate(before.X, from.X, to.X, after.X, t),
                    Interpolate(before.Y, from.Y, to.Y, after.Y, t),
                    begins: false);
            }
        }
    }

    private static double Interpolate(double before, double from, double to, double after, double t)
    {
        double tangentFrom = (to - before) / 2;
        double tangentTo = (after - from) / 2;
        double a = (2 * (from - to)) + tangentFrom + tangentTo;
        double b = (3 * (to - from)) - (2 * tangentFrom) - tangentTo;
        return (((((a * t) + b) * t) + tangentFrom) * t) + from;
    }
}
