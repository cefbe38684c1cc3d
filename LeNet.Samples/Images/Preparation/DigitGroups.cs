namespace LeNet.Samples.Images;

/// <summary>The digits that the ink makes: each a main part and what belongs to it.</summary>
/// <param name="Main">The one that is meant if there is only one: the most central.</param>
/// <param name="All">All of them, that one first.</param>
internal sealed record DigitGroups(InkShape Main, IReadOnlyList<InkShape> All)
{
    /// <summary>Digits of one picture are about as high as each other: by this factor at most.</summary>
    private const double HeightRange = 2.2;

    /// <summary>Print around digits is of thinner lines.</summary>
    private const double WidthRange = 2.2;

    /// <summary>Two parts above each other that are nearer than this share of a digit's height are pieces of one.</summary>
    private const double NearAbove = 0.12;

    /// <summary>Where two parts share more than this of the columns or rows of the smaller, they are not side by side.</summary>
    private const double MostShared = 0.5;

    /// <summary>Finds them.</summary>
    public static DigitGroups Of(FoundInk ink)
    {
        InkParts parts = ink.Parts;
        List<List<int>> groups = [[ink.Choice.Main]];
        for (int i = 0; i < parts.All.Count; i++)
        {
            if (i != ink.Choice.Main && IsDigit(i, ink))
            {
                groups.Add([i]);
            }
        }

        while (Joined(groups, parts, ink.Choice.Part.Bounds.Height))
        {
        }

        AddRest(groups, ink);
        InkShape[] all = [.. groups.Select(group => InkShape.Of(parts, group))];
        return new DigitGroups(all[0], all);
    }

    /// <summary>Whether a part may be a digit beside the one that was chosen.</summary>
    private static bool IsDigit(int index, FoundInk ink)
    {
        InkPart part = ink.Parts.All[index];
        InkPart main = ink.Choice.Part;
        return DigitChoice.IsCandidate(part, ink.Ink, ink.LineWidth, ink.Choice.LeastPixels)
            && IsWithin(part.Bounds.Height, main.Bounds.Height, HeightRange)
            && IsWithin(part.Width, main.Width, WidthRange)
            && !ink.Parts.All.Any(other => other != part && other.Pixels >= ink.Choice.LeastPixels && other.Bounds.Height >= 0.3 * part.Bounds.Height && DigitChoice.Encloses(part, other))
            && !IsPieceOf(part.Bounds, main.Bounds);
    }

    private static bool IsWithin(double value, double other, double range) => value <= range * other && other <= range * value;

    /// <summary>Joins two groups that are pieces of one digit; false if there are none.</summary>
    private static bool Joined(List<List<int>> groups, InkParts parts, int height)
    {
        for (int i = 0; i < groups.Count; i++)
        {
            for (int k = i + 1; k < groups.Count; k++)
            {
                if (IsPieceOf(Bounds(groups[i], parts), Bounds(groups[k], parts)) || IsRightAbove(Bounds(groups[i], parts), Bounds(groups[k], parts), height))
                {
                    groups[i].AddRange(groups[k]);
                    groups.RemoveAt(k);
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>What is no digit of its own goes to the nearest that it may belong to.</summary>
    private static void AddRest(List<List<int>> groups, FoundInk ink)
    {
        InkParts parts = ink.Parts;
        HashSet<int> taken = [.. groups.SelectMany(group => group)];
        (DigitChoice Choice, List<int> Members)[] digits = [.. groups.Select(group => (new DigitChoice(group[0], parts.All[group[0]], ink.Choice.LeastPixels), group))];
        for (int i = 0; i < parts.All.Count; i++)
        {
            InkPart part = parts.All[i];
            if (!taken.Contains(i) && digits.Where(digit => digit.Choice.Belongs(part)).OrderBy(digit => digit.Choice.Part.Bounds.Gap(part.Bounds)).FirstOrDefault().Members is { } members)
            {
                members.Add(i);
            }
        }
    }

    private static Box Bounds(List<int> group, InkParts parts) => group.Select(member => parts.All[member].Bounds).Aggregate((one, other) => one.Union(other));

    /// <summary>Whether two boxes overlap so much that what is in them is one thing.</summary>
    private static bool IsPieceOf(Box one, Box other) =>
        Shared(one.Left, one.Right, other.Left, other.Right) > MostShared && Shared(one.Top, one.Bottom, other.Top, other.Bottom) > MostShared;

    private static bool IsRightAbove(Box one, Box other, int height) =>
        Shared(one.Left, one.Right, other.Left, other.Right) > MostShared && one.Gap(other) <= NearAbove * height
        && Math.Max(one.Height, other.Height) < 0.75 * one.Union(other).Height;

    /// <summary>How much of the shorter of two intervals both have.</summary>
    private static double Shared(int begin, int end, int otherBegin, int otherEnd) =>
        Math.Max(0, Math.Min(end, otherEnd) - Math.Max(begin, otherBegin)) / (double)Math.Min(end - begin, otherEnd - otherBegin);
}
