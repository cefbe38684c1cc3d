using System.Globalization;

namespace LeNet.Export.Loops.Printing;

/// <summary>Text that all languages share.</summary>
internal static class SharedText
{
    /// <summary>The shortest decimal number that is read as the same float, with a point or an exponent.</summary>
    public static string Shortest(float value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
        return text.Contains('.', StringComparison.Ordinal) || text.Contains('e', StringComparison.Ordinal) ? text : text + ".0";
    }

    /// <summary>What a step does, as lines of a comment: the name and summary, the formula if there is one.</summary>
    public static IEnumerable<string> Describe(LoopStep step)
    {
        yield return $"{step.Name}: {step.Summary}";
        if (step.Equation is { } equation)
        {
            yield return equation;
        }
    }
}
