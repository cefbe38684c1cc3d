namespace LeNet.Runtime;

/// <summary>Slants, turns and stretches a digit. Its size does not matter, as the box sets it.</summary>
internal static class AffineDistortion
{
    private const double MeanSlant = 0.16;
    private const double SlantDeviation = 0.24;
    private const double TurnDeviation = 0.09;
    private const double StretchDeviation = 0.17;

    /// <summary>Moves the points.</summary>
    public static void Apply(Span<PenPoint> points, DigitStyle style, ref PhiloxSequence random)
    {
        double slant = (MeanSlant + (SlantDeviation * random.Normal())) * style.Slant;
        double stretch = StretchDeviation * random.Normal();
        double width = stretch >= 0 ? 1 + stretch : 1 / (1 - stretch);

        // With t = tan(a/2), cos a = (1 − t²) / (1 + t²) and sin a = 2t / (1 + t²).
        double t = TurnDeviation * random.Normal() / 2;
        double cos = (1 - (t * t)) / (1 + (t * t));
        double sin = 2 * t / (1 + (t * t));
        foreach (ref PenPoint point in points)
        {
            double x = (width * point.X) - (slant * point.Y);
            double y = point.Y;
            point.X = (cos * x) - (sin * y);
            point.Y = (sin * x) + (cos * y);
        }
    }
}
