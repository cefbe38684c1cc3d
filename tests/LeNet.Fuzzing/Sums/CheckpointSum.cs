using System.Security.Cryptography;

namespace LeNet.Fuzzing.Sums;

/// <summary>The SHA-256 in a checkpoint's header: of the whole file, with zeros in its own place.</summary>
internal static class CheckpointSum
{
    private const int Digits = 64;

    private static readonly byte[] Key = "\"sha256\":\""u8.ToArray();

    /// <summary>Makes the sum right, in place, if there is one.</summary>
    public static byte[] Repair(byte[] file)
    {
        int key = file.AsSpan().IndexOf(Key);
        if (key < 0 || key + Key.Length + Digits > file.Length)
        {
            return file;
        }

        Span<byte> place = file.AsSpan(key + Key.Length, Digits);
        place.Fill((byte)'0');
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(file, hash);
        Convert.TryToHexStringLower(hash, place, out _);
        return file;
    }
}
