using System.Runtime.CompilerServices;

namespace LeNet.Testing;

/// <summary>Files of the repository that the tests were built in.</summary>
internal static class Repository
{
    /// <summary>The text of lenet.arch.json.</summary>
    public static string DefaultArchitecture => File.ReadAllText(Path.Combine(Root(), "lenet.arch.json"));

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
