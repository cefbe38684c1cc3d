using System.Buffers.Binary;
using System.IO.Compression;

namespace LeNet.Fuzzing.Sums;

/// <summary>The trailer of a gzip file: CRC and length of what it expands to.</summary>
internal static class GzipSums
{
    private const int HeaderBytes = 10;
    private const int TrailerBytes = 8;

    /// <summary>Expands no further than this; what is longer keeps its trailer.</summary>
    private const int MostExpanded = 1 << 17;

    /// <summary>Makes the trailer of a file right, in place, if it has a header without options and expands at all.</summary>
    public static byte[] Repair(byte[] file)
    {
        if (file is not [0x1f, 0x8b, 8, 0, ..] || file.Length < HeaderBytes + TrailerBytes)
        {
            return file;
        }

        byte[]? content = Expand(file);
        if (content is not null)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(file.Length - TrailerBytes), Crc32.Of(content));
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(file.Length - sizeof(int)), content.Length);
        }

        return file;
    }

    /// <summary>Compresses.</summary>
    public static byte[] Pack(ReadOnlySpan<byte> content, CompressionLevel level = CompressionLevel.Optimal)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[]? Expand(byte[] file)
    {
        byte[] content = new byte[4096];
        int length = 0;
        try
        {
            using var deflate = new DeflateStream(new MemoryStream(file, HeaderBytes, file.Length - HeaderBytes - TrailerBytes), CompressionMode.Decompress);
            while (deflate.Read(content, length, content.Length - length) is var read and > 0)
            {
                length += read;
                if (length == content.Length)
                {
                    if (length > MostExpanded)
                    {
                        return null;
                    }

                    Array.Resize(ref content, 2 * length);
                }
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return content[..length];
    }
}
