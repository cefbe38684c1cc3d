using LeNet.Generator.Diagnostics;
using LeNet.Generator.Naming;
using LeNet.Generator.Text;

namespace LeNet.Generator.Architecture.Values;

/// <summary>Looks a name up among those that may stand in its place.</summary>
internal static class Choice
{
    /// <summary>Finds a name, or reports that it is unknown.</summary>
    /// <param name="found">What the file says.</param>
    /// <param name="context">Where.</param>
    /// <param name="names">The names there are.</param>
    /// <param name="foreign">What others call them.</param>
    /// <param name="otherwise">What to say of a name that nothing comes near.</param>
    /// <param name="index">Which of the names it is; of an unknown one, which was probably meant, or -1.</param>
    /// <returns>Whether the name is known.</returns>
    public static bool TryFind(
        JsonString found, ValueContext context, IReadOnlyList<string> names, IReadOnlyList<ForeignName> foreign, string otherwise, out int index)
    {
        index = IndexOf(names, found.Value);
        if (index >= 0)
        {
            return true;
        }

        Suggestion? suggestion = Suggestion.For(found.Value, names, foreign);
        context.Bag.Add(
            Descriptors.UnknownChoice, found.Span, $"{context.Label} {Quote.Shortened(found.Value)} is unknown; {suggestion?.Reason ?? otherwise}");
        index = suggestion is null ? -1 : IndexOf(names, suggestion.Name);
        return false;
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }
}
