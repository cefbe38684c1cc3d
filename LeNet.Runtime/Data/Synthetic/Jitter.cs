namespace LeNet.Runtime;

/// <summary>Moves every point of a stroke by itself, and the stroke as a whole.</summary>
internal static class Jitter
{
    private const double Point = 1.6;
    private const double Stroke = 2.5;

    /// <summary>Copies a stroke with its points moved.</summary>
    public static void Apply(ReadOnlySpan<StrokePoint> source, Span<StrokePoint> target, ref PhiloxSequence random)
    {
        double x = Stroke * random.Normal();
        double y = Stroke * random.Normal();
        for (int i = 0; i < source.Length; i++)
        {
            target[i] = source[i] with
            {
                X = source[i].X + x + (Point * random.Normal()),
                Y = source[i].Y + y + (Point * random.Normal()),
            };
        }
    }
}
