namespace LeNet.Samples.Images;

/// <summary>The strokes of the digit, without specks, the table's edge or a neighbour.</summary>
internal sealed class InkShape
{
    private readonly int[] _labels;
    private readonly bool[] _kept;

    private InkShape(int[] labels, bool[] kept, Box bounds)
    {
        (_labels, _kept, Bounds) = (labels, kept, bounds);
    }

    /// <summary>The smallest box with all strokes in it.</summary>
    public Box Bounds { get; }

    /// <summary>A digit of some parts of the ink.</summary>
    /// <param name="parts">The ink's connected parts.</param>
    /// <param name="members">The indices of the digit's, one at least.</param>
    public static InkShape Of(InkParts parts, IReadOnlyCollection<int> members)
    {
        bool[] kept = new bool[parts.All.Count];
        foreach (int member in members)
        {
            kept[member] = true;
        }

        return new InkShape(parts.Labels, kept, members.Select(member => parts.All[member].Bounds).Aggregate((one, other) => one.Union(other)));
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
