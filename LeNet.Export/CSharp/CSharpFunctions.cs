using System.Text.RegularExpressions;

namespace LeNet.Export.CSharp;

/// <summary>
/// Functions of one number that exported code may call, as text: the engine's own (LeNet.Runtime/Numerics), operation by operation,
/// so that the class computes the same bits. Each is a file in the folder Functions.
/// </summary>
internal static partial class CSharpFunctions
{
    private const string Prefix = "functions/";
    private const string Suffix = ".cs.txt";

    private static readonly Dictionary<string, string> Texts = Load();

    /// <summary>The functions that there are.</summary>
    public static IReadOnlyCollection<string> Names => Texts.Keys;

    /// <summary>The functions that a class calls, and those that they call, sorted by name.</summary>
    public static IEnumerable<string> Needed(string code)
    {
        var needed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var unread = new Queue<string>([code]);
        while (unread.TryDequeue(out string? text))
        {
            foreach (string name in Call().Matches(text).Select(match => match.Groups[1].Value))
            {
                if (Texts.TryGetValue(name, out string? function) && needed.TryAdd(name, function))
                {
                    unread.Enqueue(function);
                }
            }
        }

        return needed.Values;
    }

    [GeneratedRegex(@"(?<![.\w])([A-Z]\w*)\(")]
    private static partial Regex Call();

    private static Dictionary<string, string> Load()
    {
        var assembly = typeof(CSharpFunctions).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(
                name => name[Prefix.Length..^Suffix.Length],
                name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n');
                },
                StringComparer.Ordinal);
    }
}
