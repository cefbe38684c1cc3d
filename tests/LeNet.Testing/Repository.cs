using System.Runtime.CompilerServices;

namespace LeNet.Testing;

/// <summary>Files of the repository that the tests were built in.</summary>
internal static class Repository
{
    /// <summary>The text of lenet.arch.json.</summary>
    public static string DefaultArchitecture => Architecture("lenet.arch.json");

    /// <summary>The text of an architecture file, by its path from the repository's root.</summary>
    public static string Architecture(string path) => File.ReadAllText(Path.Combine(Root(), path));

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
