namespace LeNet.Runtime;

/// <summary>How broad the line is, and how it swells and thins on its way.</summary>
internal static class PenPressure
{
    private const double MeanRadius = 1.2;
    private const double RadiusDeviation = 0.35;
    private const double RadiusSkew = 0.1;
    private const double Thinnest = 0.6;
    private const double Broadest = 2.15;
    private const double Variation = 0.14;
    private const double Roughness = 0.06;

    /// <summary>Sets the radius at every point.</summary>
    public static void Apply(Span<PenPoint> points, DigitStyle style, ref PhiloxSequence random)
    {
        double deviation = random.Normal();
        double radius = style.Breadth * (MeanRadius + (RadiusDeviation * deviation) + (RadiusSkew * deviation * deviation));
        double begin = Variation * random.Normal();
        double middle = Variation * random.Normal();
        double end = Variation * random.Normal();
        for (int i = 0; i < points.Length; i++)
        {
            double t = (double)i / points.Length;
            double swell = (begin * (1 - t) * (1 - t)) + (2 * middle * t * (1 - t)) + (end * t * t);
            points[i].Radius = Math.Clamp(radius * (1 + swell + (Roughness * random.Normal())), Thinnest, Broadest * style.Breadth);
        }
    }

    /// <summary>How many pixels the edge of the line takes from ink to paper.</summary>
    public static double Softness(ref PhiloxSequence random) => random.Between(0.9, 1.5);
}
