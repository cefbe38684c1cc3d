namespace LeNet.Runtime;

/// <summary>How alike two names are.</summary>
internal static class Similarity
{
    /// <summary>Longer names are compared by their ends, where layers are named.</summary>
    private const int Longest = 64;

    /// <summary>The characters to insert, leave out or exchange that turn one name into another (Levenshtein 1966).</summary>
    public static int Distance(string a, string b)
    {
        ReadOnlySpan<char> from = a.AsSpan(Math.Max(0, a.Length - Longest));
        ReadOnlySpan<char> to = b.AsSpan(Math.Max(0, b.Length - Longest));
        Span<int> row = stackalloc int[Longest + 1];
        for (int j = 0; j <= to.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[to.Length];
    }
}
