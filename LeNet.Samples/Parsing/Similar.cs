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

    /// <summary>The edits of single characters that turn one word into another (Levenshtein 1965).</summary>
    public static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
