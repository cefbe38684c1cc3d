namespace LeNet.Web.Tests.Browser;

/// <summary>A stroke of the pen.</summary>
/// <param name="Points">Where it goes, in fractions of the pad's side, close to each other.</param>
internal sealed record Stroke(IReadOnlyList<(float X, float Y)> Points)
{
    /// <summary>A one: a line downwards, a little aslant.</summary>
    public static Stroke One { get; } = Line((0.54f, 0.2f), (0.47f, 0.8f));

    /// <summary>A zero: an upright ellipse.</summary>
    public static Stroke Zero { get; } = new([.. Enumerable.Range(0, 41).Select(i => Ellipse(0.5f, 0.5f, 0.22f, 0.32f, -MathF.PI / 2 - (i * MathF.Tau / 40)))]);

    /// <summary>A seven: to the right, then down.</summary>
    public static Stroke Seven { get; } = Line((0.26f, 0.2f), (0.72f, 0.2f), (0.45f, 0.82f));

    /// <summary>A three: two arcs.</summary>
    public static Stroke Three { get; } = new(
    [
        .. Enumerable.Range(0, 21).Select(i => Ellipse(0.47f, 0.33f, 0.2f, 0.16f, -2.6f + (i * 4.1f / 20))),
        .. Enumerable.Range(0, 21).Select(i => Ellipse(0.46f, 0.66f, 0.23f, 0.18f, -1.5f + (i * 4.1f / 20))),
    ]);

    /// <summary>A stroke along lines.</summary>
    public static Stroke Line(params (float X, float Y)[] corners)
    {
        const int Steps = 10;
        List<(float, float)> points = [corners[0]];
        foreach (((float x, float y) from, (float x, float y) to) in corners.Zip(corners.Skip(1)))
        {
            points.AddRange(Enumerable.Range(1, Steps).Select(i => (from.x + ((to.x - from.x) * i / Steps), from.y + ((to.y - from.y) * i / Steps))));
        }

        return new Stroke(points);
    }

    /// <summary>A smaller one, beside the middle.</summary>
    /// <param name="scale">Its size, as a share of the stroke's.</param>
    /// <param name="x">How far to the right, as a fraction of the pad's side.</param>
    public Stroke Moved(float scale, float x) => new([.. Points.Select(point => (0.5f + x + (scale * (point.X - 0.5f)), 0.5f + (scale * (point.Y - 0.5f))))]);

    private static (float X, float Y) Ellipse(float x, float y, float width, float height, float angle) =>
        (x + (width * MathF.Cos(angle)), y + (height * MathF.Sin(angle)));
}
