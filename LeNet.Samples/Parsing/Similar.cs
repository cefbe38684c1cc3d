using System.CommandLine;

namespace LeNet.Samples.Parsing;

/// <summary>Finds what somebody may have meant.</summary>
internal static class Similar
{
    /// <summary>" (did you mean …?)" if a symbol's name is similar, else nothing.</summary>
    public static string Hint(string word, IEnumerable<Symbol> symbols) =>
        Find(word, symbols.Where(symbol => !symbol.Hidden).Select(symbol => symbol.Name)) is { } name ? $" (did you mean {name}?)" : "";

    /// <summary>The most similar of the names known, or null if none is similar.</summary>
    public static string? Find(string word, IEnumerable<string> known)
    {
        // An argument may be of any length, but no long one is a slip of the pen for a short name.
        const int LongestWord = 32;
        if (word.Length > LongestWord)
        {
            return null;
        }

        (string? best, int bestDistance) = (null, 1 + Math.Max(1, word.TrimStart('-').Length / 3));
        foreach (string name in known)
        {
            int distance = Distance(word, name);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (name, distance);
            }
        }

        return best;
    }

    /// <summary>
    /// The edits that turn one word into another: a character more, less or exchanged, or two neighbours swapped
    /// ("optimal string alignment", after Damerau 1964).
    /// </summary>
    public static int Distance(string a, string b)
    {
        int[,] edits = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(
                        edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1),
                        1 + Math.Min(edits[i - 1, j], edits[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[a.Length, b.Length];
    }
}
