namespace LeNet.Samples.Import;

/// <summary>Where an import writes.</summary>
/// <param name="folder">The folder.</param>
/// <param name="stem">The name of the files without their ends.</param>
internal sealed class ImportPlace(string folder, string stem)
{
    /// <summary>The place that a command line means.</summary>
    /// <param name="model">The file that is imported.</param>
    /// <param name="extension">The end of the file that <paramref name="output"/> may name.</param>
    /// <param name="name">The network's name, if it was said.</param>
    /// <param name="output">What was said of the place: a folder, or a file.</param>
    public static ImportPlace Of(string model, string extension, string? name, string? output)
    {
        if (output is not null && output.EndsWith(extension, StringComparison.Ordinal) && Path.GetFileName(output).Length > extension.Length && !Directory.Exists(output))
        {
            return new ImportPlace(Path.GetDirectoryName(output) ?? "", Path.GetFileName(output)[..^extension.Length]);
        }

        return new ImportPlace(output ?? Path.GetDirectoryName(model) ?? "", name ?? Path.GetFileNameWithoutExtension(model));
    }

    /// <summary>Checks that nothing is written over.</summary>
    /// <exception cref="FailureException">A file is there.</exception>
    public static void RequireFree(IEnumerable<string> files, bool force)
    {
        if (!force && files.FirstOrDefault(System.IO.File.Exists) is { } there)
        {
            throw new FailureException($"{there}: is there already; name another place with --out, or write over it with --force");
        }
    }

    /// <summary>The path of a file.</summary>
    public string File(string extension) => Path.Combine(folder, stem + extension);

    /// <summary>Makes the folder if it is not there.</summary>
    /// <exception cref="FailureException">It cannot be made.</exception>
    public void MakeFolder()
    {
        try
        {
            if (folder.Length > 0)
            {
                Directory.CreateDirectory(folder);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"{folder}: no such folder can be made; name another with --out", exception);
        }
    }
}
