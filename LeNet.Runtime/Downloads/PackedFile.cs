namespace LeNet.Runtime;

/// <summary>What a server delivered is not the published file.</summary>
internal sealed class PackedFileException(string problem, Exception? innerException = null) : Exception(problem, innerException);

/// <summary>A published file as it is served: gzip, or decompressed on the way.</summary>
internal static class PackedFile
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>The most bytes that a file can take when served: deflate's fixed code has 9 bits for a byte at most, and gzip adds its frame.</summary>
    public static long LongestPacked(DatasetFile file) => file.Length + (file.Length / 8) + 4096;

    /// <summary>Decompresses a file into its place, which it takes only if length and SHA-256 are the published ones.</summary>
    /// <exception cref="PackedFileException">It is not the published file.</exception>
    /// <exception cref="DataFileException">It cannot be written.</exception>
    public static void Unpack(FileStream packed, DatasetFile file, string target, CancellationToken cancellationToken)
    {
        if (file.PackedSha256 is { } hash)
        {
            RequireHash(packed, hash, cancellationToken);
        }

        Stream input = DataFileReader.Expand(packed, leaveOpen: true);
        try
        {
            Write(input, file, target, cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new PackedFileException("serves a damaged gzip file", exception);
        }
        finally
        {
            if (input != packed)
            {
                input.Dispose();
            }
        }
    }

    /// <summary>Writes a decompressed file into its place, which it takes only if its length, and its SHA-256 where that is known, are the published ones.</summary>
    /// <exception cref="PackedFileException">It is not the published file.</exception>
    /// <exception cref="DataFileException">It cannot be written.</exception>
    /// <exception cref="InvalidDataException">The input cannot be decompressed.</exception>
    public static void Write(Stream input, DatasetFile file, string target, CancellationToken cancellationToken)
    {
        using var output = AtomicFile.Create(target);
        Copy(input, output.Content, file, target, cancellationToken);
        output.Commit();
    }

    /// <summary>Checks the SHA-256 of a file as it is.</summary>
    /// <exception cref="PackedFileException">It is another.</exception>
    public static void RequireHash(FileStream packed, string sha256, CancellationToken cancellationToken)
    {
        var hash = new Sha256();
        byte[] buffer = new byte[BufferBytes];
        packed.Position = 0;
        while (packed.Read(buffer) is var count and > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.Append(buffer.AsSpan(0, count));
        }

        RequireSame(hash.Finish(), sha256);
    }

    private static void Copy(Stream input, Stream output, DatasetFile file, string target, CancellationToken cancellationToken)
    {
        var hash = new Sha256();
        byte[] buffer = new byte[BufferBytes];
        long length = 0;
        while (input.Read(buffer) is var count and > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            length += count;
            if (length > file.Length)
            {
                throw new PackedFileException($"serves a file of more than {file.Length} bytes");
            }

            hash.Append(buffer.AsSpan(0, count));
            try
            {
                output.Write(buffer.AsSpan(0, count));
            }
            catch (Exception exception) when (FileErrors.IsFileError(exception))
            {
                throw FileErrors.Writing(target, exception);
            }
        }

        if (length < file.Length)
        {
            throw new PackedFileException($"serves a file of {length} bytes instead of {file.Length}");
        }

        if (file.Sha256 is { } published)
        {
            RequireSame(hash.Finish(), published);
        }
    }

    private static void RequireSame(string found, string published)
    {
        if (found != published)
        {
            throw new PackedFileException($"serves a file whose SHA-256 is {found} instead of {published}");
        }
    }
}
