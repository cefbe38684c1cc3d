using LeNet.Runtime;

namespace LeNet.Samples.Files;

/// <summary>Writes small files so that they are there whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file beside its place and renames it, over what was there.</summary>
    /// <exception cref="DataFileException">It cannot be written there.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        string temporary = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (FileProblem.IsOne(exception))
        {
            FileProblem.Ignore(() => File.Delete(temporary));
            throw new DataFileException(path, $"cannot be written: {Describe(path, exception)}", exception);
        }
    }

    /// <summary>The system's own words name the file beside, which nobody has asked for.</summary>
    private static string Describe(string path, Exception exception) => exception switch
    {
        _ when Directory.Exists(path) => "it is a folder; name a file",
        DirectoryNotFoundException => "its folder does not exist",
        FileNotFoundException => "no file can be made there",
        _ => FileProblem.Describe(exception),
    };
}
