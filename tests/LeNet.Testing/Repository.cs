using System.Runtime.CompilerServices;

namespace LeNet.Testing;

/// <summary>Files of the repository that the tests were built in.</summary>
internal static class Repository
{
    /// <summary>The text of lenet.arch.json.</summary>
    public static string DefaultArchitecture => Architecture("lenet.arch.json");

    /// <summary>The texts of lenet.arch.json and of the examples.</summary>
    public static IEnumerable<string> Architectures => [DefaultArchitecture, .. Directory.EnumerateFiles(PathOf("arch"), "*.arch.json").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    /// <summary>The text of a file.</summary>
    /// <param name="path">Relative to the repository.</param>
    public static string ReadText(string path) => File.ReadAllText(PathOf(path));

    /// <summary>Where a file is.</summary>
    /// <param name="path">Relative to the repository.</param>
    public static string PathOf(string path) => Path.Combine(Root(), path);

    /// <summary>The text of an architecture file, by its path from the repository's root.</summary>
    public static string Architecture(string path) => ReadText(path);

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
