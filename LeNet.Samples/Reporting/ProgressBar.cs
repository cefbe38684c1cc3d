using System.Globalization;

namespace LeNet.Samples.Reporting;

/// <summary>A bar of progress as markup, with text on both sides, made to fit a line.</summary>
internal static class ProgressBar
{
    private const int ShortestBar = 8;
    private const int LongestBar = 40;

    /// <summary>
    /// Composes a line. What does not fit is left out: of the facts the last ones first, then the bar, then the name.
    /// </summary>
    /// <param name="name">What proceeds, as markup without brackets of its own.</param>
    /// <param name="share">How much of it is done, 0 to 1.</param>
    /// <param name="facts">What else is to be known, the most important first; plain text.</param>
    /// <param name="width">The characters that the line may have at most.</param>
    /// <param name="isUnicode">Whether the terminal can show more than ASCII.</param>
    public static string Compose(string name, double share, IReadOnlyList<string> facts, int width, bool isUnicode)
    {
        share = double.IsNaN(share) ? 0 : Math.Clamp(share, 0, 1);
        string percent = string.Create(CultureInfo.InvariantCulture, $"{(int)(100 * share),3}%");
        int left = width - name.Length - 1 - percent.Length;
        if (left < 0)
        {
            return name.Length <= width ? Format.Literal(name) : Format.Literal(name[..Math.Max(0, width)]);
        }

        int shown = facts.Count;
        while (shown > 0 && Length(facts, shown) + ShortestBar + 1 > left)
        {
            shown--;
        }

        int bar = Math.Min(left - Length(facts, shown) - 1, LongestBar);
        string drawn = bar < ShortestBar ? "" : " " + Draw(bar, share, isUnicode);
        return $"{Format.Literal(name)}{drawn} {percent}{string.Concat(facts.Take(shown).Select(fact => $"  [grey]{Format.Literal(fact)}[/]"))}";
    }

    private static int Length(IReadOnlyList<string> facts, int count) => facts.Take(count).Sum(fact => fact.Length + 2);

    private static string Draw(int length, double share, bool isUnicode)
    {
        int done = (int)Math.Round(length * share);
        (char full, char empty) = isUnicode ? ('━', '━') : ('=', '-');
        return $"[blue]{new string(full, done)}[/][grey]{new string(empty, length - done)}[/]";
    }
}
