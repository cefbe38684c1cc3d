using System.Runtime.CompilerServices;

namespace LeNet.Generator.Tests.Docs;

/// <summary>Pages of the documentation, as lines.</summary>
internal static class Page
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    /// <summary>The lines of a page in docs.</summary>
    public static string[] Lines(string name) => File.ReadAllLines(Path.Combine(Root, "docs", name));

    /// <summary>The snapshots of the code of lenet.arch.json.</summary>
    public static IEnumerable<string> DefaultNetworkSnapshots =>
        Directory.EnumerateFiles(Path.Combine(Root, "tests", "LeNet.Generator.Tests", "Emission"), "SnapshotTests.DefaultNetwork#*.verified.cs");

    /// <summary>The fenced blocks of a language.</summary>
    public static IEnumerable<string[]> Blocks(string[] lines, string language)
    {
        for (var begin = 0; begin < lines.Length; begin++)
        {
            if (lines[begin] == "```" + language)
            {
                var end = Array.IndexOf(lines, "```", begin + 1);
                yield return lines[(begin + 1)..end];
                begin = end;
            }
        }
    }

    private static string Here([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}
