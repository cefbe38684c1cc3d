namespace LeNet.Runtime;

/// <summary>Writes digits as a person does, each in a style and with deviations of its own. One per thread.</summary>
internal sealed class DigitWriter
{
    private readonly StrokePoint[] _stroke = new StrokePoint[DigitStyles.LongestStroke];
    private readonly PenTrace _trace = new();
    private readonly ImageFrame _frame = new();

    /// <summary>Writes one digit.</summary>
    /// <param name="digit">0 to 9.</param>
    /// <param name="random">All that is random about it.</param>
    /// <param name="image">28×28 pixels, which it overwrites.</param>
    public void Write(int digit, ref PhiloxSequence random, Span<byte> image)
    {
        DigitStyle style = DigitStyles.Choose(digit, ref random);
        _trace.Clear();
        foreach (StrokePoint[] stroke in style.Strokes)
        {
            Span<StrokePoint> points = _stroke.AsSpan(0, stroke.Length);
            Jitter.Apply(stroke, points, ref random);
            SmoothCurve.Draw(points, _trace);
        }

        ElasticDistortion.Apply(_trace.Points, ref random);
        AffineDistortion.Apply(_trace.Points, style, ref random);
        PenPressure.Apply(_trace.Points, style, ref random);
        _frame.Draw(_trace.Points, PenPressure.Softness(ref random), image);
    }
}
