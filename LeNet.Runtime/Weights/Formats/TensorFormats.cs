namespace LeNet.Runtime;

/// <summary>Tells files of weights apart by their content.</summary>
internal static class TensorFormats
{
    private const int SignatureBytes = 512;

    /// <summary>Opens a file of a format that is read.</summary>
    /// <exception cref="DataFileException">The file cannot be read, is damaged, or is of another format; then the message says which, and how to make a safetensors file of it.</exception>
    public static ITensorFile Open(string path)
    {
        FileStream file = RegularFile.Open(path);
        try
        {
            byte[] start = new byte[SignatureBytes];
            int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return Open(path, file, start.AsSpan(0, length));
        }
        catch (Exception exception)
        {
            file.Dispose();
            if (exception is not DataFileException && FileErrors.IsFileError(exception))
            {
                throw FileErrors.Reading(path, exception);
            }

            throw;
        }
    }

    private static ITensorFile Open(string path, FileStream file, ReadOnlySpan<byte> start)
    {
        if (ForeignFormats.IsZip(start))
        {
            return PyTorchFile.Open(path, file);
        }

        return ForeignFormats.Describe(start) is { } foreign ? throw new DataFileException(path, foreign) : new SafetensorsFile(path, file);
    }
}
