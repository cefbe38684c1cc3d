using System.Buffers.Binary;
using System.IO.Compression;

namespace LeNet.Runtime.Tests.Data;

/// <summary>Builds IDX files.</summary>
internal static class Idx
{
    /// <summary>An IDX file of unsigned bytes with the sizes given, whatever follows.</summary>
    public static byte[] File(uint[] sizes, byte[] content, byte elementType = 0x08)
    {
        byte[] file = new byte[4 + (4 * sizes.Length) + content.Length];
        file[2] = elementType;
        file[3] = (byte)sizes.Length;
        for (int i = 0; i < sizes.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4 + (4 * i)), sizes[i]);
        }

        content.CopyTo(file.AsSpan(4 + (4 * sizes.Length)));
        return file;
    }

    /// <summary>Images whose bytes count up.</summary>
    public static byte[] Images(int count, int height, int width) =>
        File([(uint)count, (uint)height, (uint)width], Counting(count * height * width));

    public static byte[] Labels(params byte[] labels) => File([(uint)labels.Length], labels);

    public static byte[] Counting(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))];

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
