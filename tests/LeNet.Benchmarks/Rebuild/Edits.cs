using System.Globalization;
using System.Text.RegularExpressions;

namespace LeNet.Benchmarks.Rebuild;

/// <summary>Edits as people make them: one number of an architecture file.</summary>
internal static partial class Edits
{
    private const int Smallest = 32;

    /// <summary>Gives the last layer but one another size.</summary>
    /// <param name="path">An architecture file.</param>
    /// <param name="number">Which edit it is: each gives another size.</param>
    public static void ChangeOneNumber(string path, int number)
    {
        string text = File.ReadAllText(path);
        MatchCollection sizes = Size().Matches(text);
        Match size = sizes.Count > 1 ? sizes[^2] : throw new ToolException($"{path} has no number to change: two keys out_features or out_channels are needed");
        File.WriteAllText(path, text[..size.Index] + (Smallest + number).ToString(CultureInfo.InvariantCulture) + text[(size.Index + size.Length)..]);
    }

    /// <summary>Sets PublishAot in a project file, unless it is set. A property of the command line would also reach the generator, which cannot have it.</summary>
    public static void PublishNatively(string project)
    {
        const string Property = "<PublishAot>true</PublishAot>";
        const string Place = "</PropertyGroup>";
        string text = File.ReadAllText(project);
        int end = text.IndexOf(Place, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new ToolException($"{project} has no PropertyGroup");
        }

        if (!text.Contains(Property, StringComparison.Ordinal))
        {
            File.WriteAllText(project, text[..end] + Property + text[end..]);
        }
    }

    [GeneratedRegex("""(?<="out_(features|channels)": )[0-9]+""")]
    private static partial Regex Size();
}
