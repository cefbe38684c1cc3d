using LeNet.Runtime;

namespace LeNet.Samples.Export;

/// <summary>Where the files of a format go that has several: what <c>--out</c> says is a file of one of their ends, or else a folder.</summary>
/// <param name="Stem">The path of the files without their end.</param>
/// <param name="Folder">The folder, if it is one.</param>
/// <param name="Extensions">The ends that a file may have.</param>
internal sealed record ExportPlace(string Stem, string? Folder, IReadOnlyList<string> Extensions)
{
    /// <summary>Reads what was said.</summary>
    /// <param name="path">What was said.</param>
    /// <param name="extensions">The ends that a file may have.</param>
    /// <param name="name">The name of the files in a folder.</param>
    public static ExportPlace Of(string path, IReadOnlyList<string> extensions, string name) =>
        !Directory.Exists(path) && extensions.FirstOrDefault(extension => path.EndsWith(extension, StringComparison.Ordinal)) is { } end && Path.GetFileName(path).Length > end.Length
            ? new ExportPlace(path[..^end.Length], null, extensions)
            : new ExportPlace(Path.Combine(path, name), path, extensions);

    /// <summary>Makes the folder, if it is one that is not there: once it is known that there is something to write.</summary>
    /// <exception cref="FailureException">It cannot be made.</exception>
    public void Make()
    {
        if (Folder is null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"{Folder}: no such folder can be made; name another folder, or a file that ends in {string.Join(" or ", Extensions)}", exception);
        }
    }
}
