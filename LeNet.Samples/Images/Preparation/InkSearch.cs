namespace LeNet.Samples.Images;

/// <summary>Ink that was found on a ground.</summary>
/// <param name="Ink">How much darker than its ground each place is.</param>
/// <param name="Levels">Where ink begins.</param>
/// <param name="Parts">Its connected parts.</param>
/// <param name="Choice">Which of them is the digit.</param>
/// <param name="LineWidth">How wide lines through the picture are; 0 if there are none.</param>
internal sealed record FoundInk(Plane Ink, InkLevels Levels, InkParts Parts, DigitChoice Choice, double LineWidth);

/// <summary>Finds the ink of a digit in a picture of dark ink.</summary>
internal static class InkSearch
{
    private const int MostRaises = 2;

    /// <summary>By how much a digit must have grown to be worth a higher threshold.</summary>
    private const double Growth = 1.15;

    /// <summary>The ink with a digit in it, or null if there is none; then whether there is any ink at all.</summary>
    /// <remarks>
    /// Where ink goes on to the border, it may hang together with a shadow or the desk. A higher threshold parts them: a digit that
    /// comes free that way is larger than what was free before.
    /// </remarks>
    public static FoundInk? Find(Plane grey, out bool anyInk)
    {
        Plane? even = Lighting.Evened(grey);
        FoundInk? found = InPlane(Lighting.Ink(even ?? grey), out anyInk, out bool hangsTogether);
        if (even is null || !hangsTogether)
        {
            return found;
        }

        // No smooth surface is right for a shadow with an edge: it may have made ink of its own.
        FoundInk? other = InPlane(Lighting.Ink(grey), out anyInk, out _);
        return other is not null && IsBetter(found, other) ? found : other;
    }

    private static FoundInk? InPlane(Plane ink, out bool anyInk, out bool hangsTogether)
    {
        anyInk = hangsTogether = false;
        if (InkLevels.Of(ink) is not { } levels)
        {
            return null;
        }

        anyInk = true;
        double line = 0;
        FoundInk? found = At(ink, levels, ref line, out hangsTogether);
        InkLevels? raised = levels;
        bool goesOn = hangsTogether;
        for (int i = 0; i < MostRaises && goesOn; i++)
        {
            raised = raised.Raised(ink);
            if (raised is null)
            {
                break;
            }

            FoundInk? higher = At(ink, raised, ref line, out goesOn);
            found = IsBetter(higher, found) ? higher : found;
        }

        return found;
    }

    /// <summary>Whether a digit lies free and is plainly larger than another that does.</summary>
    private static bool IsBetter(FoundInk? one, FoundInk? other) => one is { Choice.Part.Touches: false }
        && (other is null or { Choice.Part.Touches: true } || one.Choice.Part.Centrality > Growth * other.Choice.Part.Centrality);

    /// <summary>The digit above a threshold.</summary>
    /// <param name="ink">The ink.</param>
    /// <param name="levels">The threshold.</param>
    /// <param name="line">How wide lines through the picture are; a higher threshold breaks them in pieces, which are none for that.</param>
    /// <param name="hangsTogether">Whether there is something at the border that a digit may hang together with.</param>
    private static FoundInk? At(Plane ink, InkLevels levels, ref double line, out bool hangsTogether)
    {
        InkParts parts = InkParts.Of(ink, levels.Threshold);
        double width = line = Math.Max(line, DigitChoice.LineWidth(parts, ink));
        DigitChoice? choice = DigitChoice.Of(parts, ink, width);
        hangsTogether = parts.All.Any(part => part.Touches && !DigitChoice.IsOfLines(part, ink, width) && (choice is null || part.Pixels >= choice.Part.Pixels / 4));
        return choice is null ? null : new FoundInk(ink, levels, parts, choice, width);
    }
}
