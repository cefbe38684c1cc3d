namespace LeNet.Runtime;

/// <summary>Opens files to read.</summary>
internal static class RegularFile
{
    /// <summary>Opens a file whose length is known and which can be read at any place. Unbuffered: for large reads.</summary>
    /// <exception cref="DataFileException">It cannot be read, or is a pipe or device.</exception>
    public static FileStream Open(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception))
        {
            throw FileErrors.Reading(path, exception);
        }

        if (!file.CanSeek)
        {
            file.Dispose();
            throw new DataFileException(path, "is not a regular file; write its content to one first");
        }

        return file;
    }
}
