using System.Buffers.Binary;

namespace LeNet.Fuzzing.Sums;

/// <summary>The check sums of a PNG file's chunks. A decoder stops at the first one that is wrong.</summary>
internal static class PngSums
{
    private const int SignatureBytes = 8;
    private const int AroundContent = 12;

    /// <summary>Makes the sums of all whole chunks right, in place; a file that is no PNG stays as it is.</summary>
    public static byte[] Repair(byte[] file)
    {
        if (file is not [0x89, (byte)'P', ..])
        {
            return file;
        }

        for (int at = SignatureBytes; at + AroundContent <= file.Length;)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - AroundContent)
            {
                break;
            }

            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(at + 8 + (int)length), Crc32.Of(file.AsSpan(at + 4, 4 + (int)length)));
            at += AroundContent + (int)length;
        }

        return file;
    }
}
