namespace LeNet.Samples.Images;

/// <summary>Finds a sheet of paper that lies on a darker desk, all of it in the picture.</summary>
internal static class Sheet
{
    /// <summary>Smaller pictures are drawings, and what is light and solid in them is ink.</summary>
    private const int LeastSide = 56;

    /// <summary>A sheet has at least this share of the picture in both directions.</summary>
    private const double LeastShare = 0.3;

    /// <summary>A sheet fills at least this share of its box: a digit of the thickest pen does not.</summary>
    private const double LeastFill = 0.6;

    /// <summary>A sheet is not narrower than this, for its length.</summary>
    private const double LeastProportion = 0.4;

    /// <summary>
    /// How far a sheet goes on the diagonals, as a share of its box's: a rectangle 1, turned by 15° 0.79, an ellipse, such as a 0 of a
    /// thick pen, 0.75 at most.
    /// </summary>
    private const double LeastOnDiagonals = 0.775;

    /// <summary>How far within its box it is looked for ink, as a share of the shorter side.</summary>
    private const double Margin = 0.03;

    /// <summary>The part of the picture that is paper, or null if there is no such sheet.</summary>
    public static Box? Find(Plane grey)
    {
        if (Math.Min(grey.Width, grey.Height) < LeastSide)
        {
            return null;
        }

        InkParts parts = InkParts.Of(grey, InkLevels.Between(grey));
        if (parts.All.Count == 0)
        {
            return null;
        }

        int index = Enumerable.Range(0, parts.All.Count).MaxBy(i => parts.All[i].Pixels);
        InkPart largest = parts.All[index];
        Box box = largest.Bounds;
        int shorter = Math.Min(box.Width, box.Height);
        bool isSheet = !largest.Touches && box.Width >= LeastShare * grey.Width && box.Height >= LeastShare * grey.Height
            && largest.Pixels >= LeastFill * box.Width * box.Height && shorter >= LeastProportion * largest.Size
            && OnDiagonals(parts.Labels, index, box, grey.Width) >= LeastOnDiagonals;
        int margin = (int)(Margin * shorter) + 1;
        return isSheet ? new Box(box.Left + margin, box.Top + margin, box.Right - margin, box.Bottom - margin) : null;
    }

    private static double OnDiagonals(int[] labels, int part, Box box, int width)
    {
        (int leastSum, int mostSum, int leastDifference, int mostDifference) = (int.MaxValue, int.MinValue, int.MaxValue, int.MinValue);
        for (int row = box.Top; row < box.Bottom; row++)
        {
            ReadOnlySpan<int> here = labels.AsSpan((row * width) + box.Left, box.Width);
            int first = here.IndexOf(part);
            int last = here.LastIndexOf(part);
            leastSum = Math.Min(leastSum, first + row);
            mostSum = Math.Max(mostSum, last + row);
            leastDifference = Math.Min(leastDifference, first - row);
            mostDifference = Math.Max(mostDifference, last - row);
        }

        return (mostSum - leastSum + mostDifference - leastDifference) / (2.0 * (box.Width + box.Height));
    }
}
