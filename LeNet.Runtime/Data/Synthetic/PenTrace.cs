namespace LeNet.Runtime;

/// <summary>A point that the pen passes.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Downwards.</param>
/// <param name="Radius">Half the width of the line here, in pixels of the image.</param>
/// <param name="Begins">Whether the pen is set down here; otherwise it draws a line from the point before.</param>
internal record struct PenPoint(double X, double Y, double Radius, bool Begins);

/// <summary>The pen's way through one digit, as a chain of short lines. Its buffer grows to the longest digit and is kept.</summary>
internal sealed class PenTrace
{
    private PenPoint[] _points = new PenPoint[256];
    private int _count;

    /// <summary>The points so far, to be changed in place.</summary>
    public Span<PenPoint> Points => _points.AsSpan(0, _count);

    /// <summary>Begins a new digit.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds a point.</summary>
    public void Add(double x, double y, bool begins)
    {
        if (_count == _points.Length)
        {
            Array.Resize(ref _points, 2 * _count);
        }

        _points[_count++] = new PenPoint(x, y, 0, begins);
    }
}
