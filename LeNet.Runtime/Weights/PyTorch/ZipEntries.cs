using System.IO.Compression;

namespace LeNet.Runtime;

/// <summary>Reads entries of zip archives that may be damaged.</summary>
internal static class ZipEntries
{
    /// <summary>Deflate's best case: 258 bytes for two bits (RFC 1951), 1032 to 1.</summary>
    private const int HighestRatio = 1032;

    /// <summary>More than a state dict's pickle has as a rule.</summary>
    private const int FirstBytes = 64 << 10;

    /// <summary>The most that can come out of an entry, whatever it claims.</summary>
    public static long MostContent(ZipArchiveEntry entry) => Math.Min(entry.CompressedLength, long.MaxValue / HighestRatio) * HighestRatio;

    /// <summary>All of an entry.</summary>
    /// <exception cref="DataFileException">It is larger, or cannot be read.</exception>
    public static byte[] ReadAll(string path, ZipArchiveEntry entry, int mostBytes)
    {
        // Lengths are claims: memory grows with what comes.
        using Stream stream = Open(path, entry);
        byte[] content = new byte[Math.Clamp(entry.Length, 1, FirstBytes)];
        int length = 0;
        while (true)
        {
            int read = Guard(path, () => stream.Read(content, length, content.Length - length));
            length += read;
            if (read == 0 && length == entry.Length && length <= mostBytes)
            {
                return content[..length];
            }

            if (read == 0 || length > mostBytes)
            {
                throw new DataFileException(path, $"is damaged: its entry {SafetensorsHeader.Shown(entry.FullName)} claims {entry.Length} bytes, which it does not have, or too many");
            }

            if (length == content.Length)
            {
                Array.Resize(ref content, (int)Math.Min(2L * length, mostBytes + 1L));
            }
        }
    }

    /// <summary>An entry's content, from its beginning.</summary>
    public static Stream Open(string path, ZipArchiveEntry entry) => Guard(path, entry.Open);

    /// <summary>Reads as many bytes as a span has.</summary>
    public static void ReadExactly(string path, Stream stream, Span<byte> bytes)
    {
        try
        {
            stream.ReadExactly(bytes);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw Damaged(path, exception);
        }
    }

    /// <summary>Reads bytes and forgets them.</summary>
    public static void Skip(string path, Stream stream, long count)
    {
        Span<byte> buffer = stackalloc byte[4096];
        for (; count > 0; count -= Math.Min(count, buffer.Length))
        {
            ReadExactly(path, stream, buffer[..(int)Math.Min(count, buffer.Length)]);
        }
    }

    /// <summary>Does something with an archive; what is wrong with it becomes one line.</summary>
    public static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw Damaged(path, exception);
        }
    }

    private static bool IsDamage(Exception exception) => exception is InvalidDataException or ArgumentException or IOException or NotSupportedException or UnauthorizedAccessException;

    private static DataFileException Damaged(string path, Exception exception) => new(path, "is a zip archive, as torch.save writes them, that is truncated or damaged; get it anew", exception);
}
