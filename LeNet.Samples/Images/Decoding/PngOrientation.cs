using System.Buffers.Binary;
using SkiaSharp;

namespace LeNet.Samples.Images;

/// <summary>How a PNG picture was held: its chunk eXIf (PNG specification, third edition, 11.3.4.4), which Skia leaves alone.</summary>
internal static class PngOrientation
{
    private const int SignatureBytes = 8;
    private const int ChunkBytes = 12;
    private const int EntryBytes = 12;
    private const ushort Tag = 0x0112;

    /// <summary>What the file says, or that it is upright if it says nothing that is understood.</summary>
    /// <param name="content">The whole file.</param>
    public static SKEncodedOrigin Of(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> rest = content[Math.Min(SignatureBytes, content.Length)..];
        while (rest.Length >= ChunkBytes)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - ChunkBytes)
            {
                break;
            }

            if (rest.Slice(4, 4).SequenceEqual("eXIf"u8))
            {
                return OfExif(rest.Slice(8, (int)length));
            }

            rest = rest[(ChunkBytes + (int)length)..];
        }

        return SKEncodedOrigin.Default;
    }

    /// <summary>The orientation in the first directory (TIFF 6.0, section 2).</summary>
    private static SKEncodedOrigin OfExif(ReadOnlySpan<byte> exif)
    {
        if (exif is not ([(byte)'I', (byte)'I', 42, 0, _, _, _, _, ..] or [(byte)'M', (byte)'M', 0, 42, _, _, _, _, ..]))
        {
            return SKEncodedOrigin.Default;
        }

        bool little = exif[0] == 'I';
        uint at = little ? BinaryPrimitives.ReadUInt32LittleEndian(exif[4..]) : BinaryPrimitives.ReadUInt32BigEndian(exif[4..]);
        if (at > exif.Length - 2)
        {
            return SKEncodedOrigin.Default;
        }

        ReadOnlySpan<byte> entries = exif[((int)at + 2)..];
        for (int count = Short(exif[(int)at..]); count > 0 && entries.Length >= EntryBytes; count--, entries = entries[EntryBytes..])
        {
            if (Short(entries) == Tag)
            {
                int value = Short(entries[8..]);
                return value is >= 1 and <= 8 ? (SKEncodedOrigin)value : SKEncodedOrigin.Default;
            }
        }

        return SKEncodedOrigin.Default;

        ushort Short(ReadOnlySpan<byte> bytes) => little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }
}
