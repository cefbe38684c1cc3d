namespace LeNet.Runtime;

/// <summary>
/// The affine maps of sixteen samples, from a pixel of the distorted image to a place in the original: as torchvision's
/// <c>_get_inverse_affine_matrix</c>, about the image's centre.
/// </summary>
/// <param name="options">The ranges; null for maps that leave all in its place.</param>
/// <param name="height">Rows.</param>
/// <param name="width">Columns.</param>
internal sealed class AffineMaps(AffineAugmentation? options, int height, int width)
{
    /// <summary>Coefficients of a map.</summary>
    public const int Count = 6;

    private const double RadiansPerDegree = 0.017453292519943295;

    private readonly AlignedBuffer _coefficients = new(Count * LaneMath.Lanes);

    /// <summary>[6][16]: with a place (x, y) counted from the centre, column = c0 x + c1 y + c2 and row = c3 x + c4 y + c5 of the original.</summary>
    public ReadOnlySpan<float> Coefficients => _coefficients.Span;

    /// <summary>Draws the maps.</summary>
    public void Draw(AugmentationDraws draws, ReadOnlySpan<int> samples)
    {
        for (int lane = 0; lane < samples.Length; lane++)
        {
            Draw(draws, samples[lane], lane);
        }
    }

    private void Draw(AugmentationDraws draws, int sample, int lane)
    {
        double centreX = (width - 1) / 2.0;
        double centreY = (height - 1) / 2.0;
        if (options is null)
        {
            Set(lane, 1, 0, centreX, 0, 1, centreY);
            return;
        }

        PhiloxSequence random = draws.Of(Distortion.Affine, sample);
        double angle = Between(ref random, options.Degrees) * RadiansPerDegree;
        double shiftX = Between(ref random, options.Translate.X) * width;
        double shiftY = Between(ref random, options.Translate.Y) * height;
        double scale = random.Between(options.Scale.Min, options.Scale.Max);
        double shearX = Between(ref random, options.Shear.X) * RadiansPerDegree;
        double shearY = Between(ref random, options.Shear.Y) * RadiansPerDegree;

        // There: turn · shear · scale. Its determinant without the scale is 1, so that the way back is its adjugate divided by the scale.
        double tangent = Trigonometry.Sin(shearX) / Trigonometry.Cos(shearX);
        double cosine = Trigonometry.Cos(angle - shearY) / Trigonometry.Cos(shearY);
        double sine = Trigonometry.Sin(angle - shearY) / Trigonometry.Cos(shearY);
        double a = cosine;
        double b = -(cosine * tangent) - Trigonometry.Sin(angle);
        double c = sine;
        double d = Trigonometry.Cos(angle) - (sine * tangent);
        (double xx, double xy, double yx, double yy) = (d / scale, -b / scale, -c / scale, a / scale);
        Set(lane, xx, xy, centreX - (xx * shiftX) - (xy * shiftY), yx, yy, centreY - (yx * shiftX) - (yy * shiftY));
    }

    private static double Between(ref PhiloxSequence random, double bound) => random.Between(-bound, bound);

    private void Set(int lane, double xx, double xy, double x, double yx, double yy, double y)
    {
        Span<float> lanes = _coefficients.Span.Slice(lane);
        lanes[0] = (float)xx;
        lanes[LaneMath.Lanes] = (float)xy;
        lanes[2 * LaneMath.Lanes] = (float)x;
        lanes[3 * LaneMath.Lanes] = (float)yx;
        lanes[4 * LaneMath.Lanes] = (float)yy;
        lanes[5 * LaneMath.Lanes] = (float)y;
    }
}
