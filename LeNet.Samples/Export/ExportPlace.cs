using LeNet.Runtime;

namespace LeNet.Samples.Export;

/// <summary>Where the files of a format go that has several: what <c>--out</c> says is a file of one of their ends, or else a folder.</summary>
internal static class ExportPlace
{
    /// <summary>The path of the files without their end. A folder that is not there is made.</summary>
    /// <param name="path">What was said.</param>
    /// <param name="extensions">The ends that a file may have.</param>
    /// <param name="name">The name of the files in a folder.</param>
    /// <exception cref="FailureException">The folder cannot be made.</exception>
    public static string Stem(string path, IReadOnlyList<string> extensions, string name)
    {
        if (!Directory.Exists(path) && extensions.FirstOrDefault(extension => path.EndsWith(extension, StringComparison.Ordinal)) is { } end
            && Path.GetFileName(path).Length > end.Length)
        {
            return path[..^end.Length];
        }

        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"{path}: no such folder can be made; name another folder, or a file that ends in {string.Join(" or ", extensions)}", exception);
        }

        return Path.Combine(path, name);
    }
}
