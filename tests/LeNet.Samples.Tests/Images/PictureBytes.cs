using System.Buffers.Binary;
using System.IO.Compression;
using LeNet.Samples.Images;

namespace LeNet.Samples.Tests.Images;

/// <summary>Makes files that no sound program would write.</summary>
internal static class PictureBytes
{
    /// <summary>A PNG of one bit for each pixel.</summary>
    /// <param name="width">What its header gives.</param>
    /// <param name="height">What its header gives.</param>
    /// <param name="content">The bytes that are in it, before compression.</param>
    public static byte[] Png(uint width, uint height, long content)
    {
        var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            byte[] zeros = new byte[64 << 10];
            for (long rest = content; rest > 0; rest -= zeros.Length)
            {
                deflate.Write(zeros, 0, (int)Math.Min(rest, zeros.Length));
            }
        }

        byte[] header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        header[8] = 1;
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    /// <summary>A JPEG with another size in its header.</summary>
    public static byte[] WithSize(byte[] jpeg, ushort width, ushort height)
    {
        byte[] changed = [.. jpeg];
        int frame = changed.AsSpan().IndexOf<byte>([0xff, 0xc0]);
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(changed.AsSpan(frame + 7), width);
        return changed;
    }

    /// <summary>A JPEG with EXIF that says how it was held (EXIF 2.32, tag 0x0112).</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            .. "Exif\0\0"u8, .. "MM\0\u002a"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], 0xff, 0xe1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }

    /// <summary>A PNG with EXIF that says how it was held.</summary>
    public static byte[] WithExif(byte[] png, byte orientation, bool before, bool little)
    {
        const int EndOfHeader = 33;
        const int EndBytes = 12;
        byte[] exif = little
            ? [.. "II"u8, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
            : [.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
        int place = before ? EndOfHeader : png.Length - EndBytes;
        return [.. png[..place], .. Chunk("eXIf"u8, exif), .. png[place..]];
    }

    /// <summary>A BMP of 24 bits for each pixel, its rows from the last to the first.</summary>
    public static byte[] Bmp(GreyImage picture)
    {
        int stride = ((3 * picture.Width) + 3) / 4 * 4;
        byte[] file = new byte[54 + (stride * picture.Height)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        file[10] = 54;
        file[14] = 40;
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), picture.Width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), picture.Height);
        (file[26], file[28]) = (1, 24);
        for (int row = 0; row < picture.Height; row++)
        {
            for (int column = 0; column < picture.Width; column++)
            {
                file.AsSpan(54 + ((picture.Height - 1 - row) * stride) + (3 * column), 3).Fill(picture.Values[(row * picture.Width) + column]);
            }
        }

        return file;
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        byte[] chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        type.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), PngSums.Of(chunk.AsSpan(4, 4 + content.Length)));
        return chunk;
    }
}
