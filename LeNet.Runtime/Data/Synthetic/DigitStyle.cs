using System.Globalization;

namespace LeNet.Runtime;

/// <summary>A point of a stroke's skeleton, in a square of 100×100 whose corner is top left.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Downwards.</param>
/// <param name="IsCorner">Whether the pen turns sharply here.</param>
internal readonly record struct StrokePoint(double X, double Y, bool IsCorner);

/// <summary>One way to write a digit.</summary>
internal sealed class DigitStyle
{
    /// <summary>Reads a style.</summary>
    /// <param name="digit">The digit.</param>
    /// <param name="share">How common the style is among those of the digit, in any unit.</param>
    /// <param name="strokes">Points "x,y" parted by blanks, a corner with "^" behind it, the strokes parted by "/".</param>
    /// <param name="slant">How much of the usual slant it takes.</param>
    /// <param name="breadth">How broad its line is, as a multiple of the usual.</param>
    public DigitStyle(int digit, uint share, string strokes, double slant = 1, double breadth = 1)
    {
        (Digit, Share, Slant, Breadth) = (digit, share, slant, breadth);
        Strokes = [.. strokes.Split('/').Select(stroke => stroke.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Point).ToArray())];
    }

    /// <summary>The digit, 0 to 9.</summary>
    public int Digit { get; }

    /// <summary>How common the style is among those of the digit.</summary>
    public uint Share { get; }

    /// <summary>The points of each stroke, in the order of writing.</summary>
    public StrokePoint[][] Strokes { get; }

    /// <summary>How much of the usual slant it takes.</summary>
    public double Slant { get; }

    /// <summary>How broad its line is, as a multiple of the usual.</summary>
    public double Breadth { get; }

    private static StrokePoint Point(string text)
    {
        string[] parts = text.TrimEnd('^').Split(',');
        return new StrokePoint(
            int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture), text.EndsWith('^'));
    }
}
