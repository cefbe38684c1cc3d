using System.Buffers.Binary;
using System.Security.Cryptography;

namespace LeNet.Samples.Data.Description;

/// <summary>Tells images apart.</summary>
internal static class ImageHash
{
    /// <summary>128 bits of an image's SHA-256: two images have the same if they are equal.</summary>
    public static UInt128 Of(ReadOnlySpan<byte> image)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(image, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
