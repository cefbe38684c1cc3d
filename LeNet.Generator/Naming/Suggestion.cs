using LeNet.Generator.Text;

namespace LeNet.Generator.Naming;

/// <summary>What a name that is not known was probably meant to be.</summary>
/// <param name="Name">The right name.</param>
/// <param name="Reason">A clause for a message.</param>
internal sealed record Suggestion(string Name, string Reason)
{
    /// <returns>Null if nothing comes near.</returns>
    public static Suggestion? For(string found, IReadOnlyCollection<string> known, IReadOnlyList<ForeignName> foreign)
    {
        string bare = Bare(found);
        if (bare.Length > Names.MaxLength)
        {
            return null;
        }

        if (known.FirstOrDefault(name => Bare(name) == bare) is { } same)
        {
            return new Suggestion(same, $"write {Quote.Shortened(same)}");
        }

        foreach (ForeignName name in foreign)
        {
            if (Bare(name.Spelling) == bare && (name.Advice is not null || known.Contains(name.Ours)))
            {
                return new Suggestion(name.Ours, name.Advice ?? $"{name.Framework}'s {Quote.Shortened(name.Spelling)} is {Quote.Shortened(name.Ours)} here");
            }
        }

        string? nearest = Nearest(bare, known);
        return nearest is null ? null : new Suggestion(nearest, $"did you mean {Quote.Shortened(nearest)}?");
    }

    private static string? Nearest(string bare, IReadOnlyCollection<string> known)
    {
        if (bare.Length >= 4 && known.FirstOrDefault(name => Bare(name).StartsWith(bare, StringComparison.Ordinal)) is { } longer)
        {
            return longer;
        }

        int limit = bare.Length < 4 ? Math.Min(1, bare.Length - 1) : Math.Max(2, bare.Length / 3);
        return known
            .Select(name => (Name: name, Distance: EditDistance(bare, Bare(name))))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    private static string Bare(string name) =>
        name.Replace("_", "").Replace("-", "").Replace(" ", "").ToLowerInvariant();

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).</summary>
    private static int EditDistance(string a, string b)
    {
        var distances = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                distances[i, j] = i == 0 || j == 0 ? i + j : Cheapest(i, j);
            }
        }

        return distances[a.Length, b.Length];

        int Cheapest(int i, int j)
        {
            int replaced = distances[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            int best = Math.Min(replaced, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
            bool isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            return isSwap ? Math.Min(best, distances[i - 2, j - 2] + 1) : best;
        }
    }
}
