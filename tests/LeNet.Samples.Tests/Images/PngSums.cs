using System.Buffers.Binary;

namespace LeNet.Samples.Tests.Images;

/// <summary>The check sums of a PNG file's chunks.</summary>
internal static class PngSums
{
    private const int SignatureBytes = 8;
    private const int AroundContent = 12;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    /// <summary>The CRC of type and content (PNG specification, annex D).</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    /// <summary>Makes the sums of all whole chunks right; a file that is no PNG stays as it is.</summary>
    public static byte[] Repair(byte[] content)
    {
        if (content is not [0x89, (byte)'P', ..])
        {
            return content;
        }

        for (int at = SignatureBytes; at + AroundContent <= content.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(at));
            if (length > content.Length - at - AroundContent)
            {
                break;
            }

            BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(at + 8 + (int)length), Of(content.AsSpan(at + 4, 4 + (int)length)));
            at += AroundContent + (int)length;
        }

        return content;
    }

    private static uint Entry(int value)
    {
        uint crc = (uint)value;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) != 0 ? 0xedb88320 ^ (crc >> 1) : crc >> 1;
        }

        return crc;
    }
}
