using System.IO.Compression;

namespace LeNet.Runtime;

/// <summary>
/// Reads a data file front to back, raw or gzip (told apart by content), into the caller's own memory.
/// Every error is a <see cref="DataFileException"/> that names the file.
/// </summary>
internal sealed class DataFileReader : IDisposable
{
    /// <summary>Deflate's best case: 258 bytes for two bits (RFC 1951), 1032 to 1.</summary>
    private const int HighestRatio = 1032;

    private readonly FileStream _file;
    private readonly Stream _content;
    private readonly long _fileLength;
    private long _position;

    private DataFileReader(string path, FileStream file)
    {
        Path = path;
        _file = file;
        _fileLength = file.Length;
        _content = Expand(file, leaveOpen: false);
        IsGzip = _content != file;
    }

    /// <summary>The file, as it was given.</summary>
    public string Path { get; }

    /// <summary>Whether the file is compressed.</summary>
    public bool IsGzip { get; }

    /// <summary>Opens a regular file.</summary>
    public static DataFileReader Open(string path)
    {
        FileStream file = RegularFile.Open(path);
        try
        {
            return new DataFileReader(path, file);
        }
        catch (IOException exception)
        {
            file.Dispose();
            throw FileErrors.Reading(path, exception);
        }
    }

    /// <summary>A stream of the decompressed content of a seekable one from its beginning: the stream itself if it is not gzip.</summary>
    public static Stream Expand(Stream stream, bool leaveOpen)
    {
        stream.Position = 0;
        Span<byte> start = stackalloc byte[2];
        bool gzip = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == 2 && start is [0x1f, 0x8b];
        stream.Position = 0;
        return gzip ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen) : stream;
    }

    /// <summary>
    /// Checks, before anything is allocated for it, that the file can hold this much in all:
    /// exactly that for a raw file, at most what gzip can squeeze into its size for a compressed one.
    /// </summary>
    public void RequireLength(long length)
    {
        if (IsGzip && length > _fileLength * HighestRatio)
        {
            throw new DataFileException(Path, $"is truncated: its header promises {length} bytes, more than {_fileLength} bytes of gzip can hold");
        }

        if (!IsGzip && length > _fileLength)
        {
            throw new DataFileException(Path, $"is truncated: its header promises {length} bytes, but it has {_fileLength}");
        }

        if (!IsGzip && length < _fileLength)
        {
            throw new DataFileException(Path, $"is {_fileLength} bytes long, but its header promises {length}; it is damaged or not the file it should be");
        }
    }

    /// <summary>Fills a span, or says how the file is too short for what it should hold.</summary>
    /// <param name="buffer">Where the bytes go.</param>
    /// <param name="length">What the file should hold in all, as far as known.</param>
    public void Read(Span<byte> buffer, long length)
    {
        int read = ReadUpTo(buffer);
        if (read < buffer.Length)
        {
            throw new DataFileException(Path, $"is truncated: it ends after {_position} of {length} bytes{(IsGzip ? " of decompressed content" : "")}");
        }
    }

    /// <summary>Checks that the content ends here, and that gzip's members are whole.</summary>
    public void RequireEnd()
    {
        long length = _position;
        Span<byte> more = stackalloc byte[1];
        if (ReadUpTo(more) > 0)
        {
            throw new DataFileException(Path, $"goes on after the {length} bytes that its header promises; it is damaged or not the file it should be");
        }

        if (!IsGzip)
        {
            return;
        }

        try
        {
            if (!GzipMembers.IsOne(_file, length) && !GzipMembers.AreWhole(_file))
            {
                throw new DataFileException(Path, "does not end as a gzip file does: it is truncated or has bytes after its end; get it anew, or use it decompressed");
            }
        }
        catch (InvalidDataException exception)
        {
            throw new DataFileException(Path, "is a damaged gzip file; get it anew", exception);
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception))
        {
            throw FileErrors.Reading(Path, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();

    private int ReadUpTo(Span<byte> buffer)
    {
        try
        {
            int read = _content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            _position += read;
            return read;
        }
        catch (InvalidDataException exception)
        {
            throw new DataFileException(Path, "is a damaged gzip file; get it anew", exception);
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception))
        {
            throw FileErrors.Reading(Path, exception);
        }
    }
}
