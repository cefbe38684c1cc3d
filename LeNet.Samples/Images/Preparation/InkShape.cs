namespace LeNet.Samples.Images;

/// <summary>The strokes of the digit, without specks, the table's edge or a neighbour.</summary>
internal sealed class InkShape
{
    /// <summary>Of so many pixels of the picture, a stroke has one at least.</summary>
    private const int PixelsPerSpeck = 4_000;

    private const int SmallestStroke = 3;

    /// <summary>A part of the digit has at least this share of the ink of its main part.</summary>
    private const double LeastShare = 0.04;

    private readonly int[] _labels;
    private readonly bool[] _kept;

    private InkShape(int[] labels, bool[] kept, Box bounds)
    {
        (_labels, _kept, Bounds) = (labels, kept, bounds);
    }

    /// <summary>The smallest box with all strokes in it.</summary>
    public Box Bounds { get; }

    /// <summary>Finds the digit: the part with most ink, weighted towards the middle, and what lies near it.</summary>
    /// <param name="ink">The ink.</param>
    /// <param name="threshold">Above this is ink.</param>
    /// <returns>Null if there are specks at most.</returns>
    public static InkShape? Find(Plane ink, float threshold)
    {
        InkParts parts = InkParts.Of(ink, threshold);
        int least = Math.Max(SmallestStroke, ink.Values.Length / PixelsPerSpeck);
        int main = -1;
        for (int i = 0; i < parts.All.Count; i++)
        {
            if (parts.All[i].Pixels >= least && (main < 0 || parts.All[i].Centrality > parts.All[main].Centrality))
            {
                main = i;
            }
        }

        if (main < 0)
        {
            return null;
        }

        InkPart digit = parts.All[main];
        bool touches = digit.Touches(ink);
        int near = Math.Max(digit.Bounds.Width, digit.Bounds.Height) / 3;
        bool[] kept = new bool[parts.All.Count];
        Box bounds = digit.Bounds;
        for (int i = 0; i < kept.Length; i++)
        {
            InkPart part = parts.All[i];
            kept[i] = i == main
                || (part.Pixels >= least && part.Pixels >= LeastShare * digit.Pixels && part.Bounds.Gap(digit.Bounds) <= near
                    && (touches || !part.Touches(ink)));
            if (kept[i])
            {
                bounds = bounds.Union(part.Bounds);
            }
        }

        return new InkShape(parts.Labels, kept, bounds);
    }

    /// <summary>The strokes alone, 0 … 255, with the soft edges of one pixel around them.</summary>
    public Plane Strokes(Plane ink, InkLevels levels)
    {
        Plane strokes = ink.Blank();
        for (int row = Math.Max(0, Bounds.Top - 1); row < Math.Min(ink.Height, Bounds.Bottom + 1); row++)
        {
            for (int column = Math.Max(0, Bounds.Left - 1); column < Math.Min(ink.Width, Bounds.Right + 1); column++)
            {
                if (IsStrokeOrBeside(column, row, ink))
                {
                    strokes[column, row] = byte.MaxValue * levels.Coverage(ink[column, row]);
                }
            }
        }

        return strokes;
    }

    private bool IsStrokeOrBeside(int column, int row, Plane ink)
    {
        for (int y = Math.Max(0, row - 1); y <= Math.Min(ink.Height - 1, row + 1); y++)
        {
            for (int x = Math.Max(0, column - 1); x <= Math.Min(ink.Width - 1, column + 1); x++)
            {
                int label = _labels[(y * ink.Width) + x];
                if (label >= 0 && _kept[label])
                {
                    return true;
                }
            }
        }

        return false;
    }
}
