using System.Buffers.Binary;

namespace LeNet.Samples.Tests.Images;

/// <summary>Changes files as fuzzers do: bits, bytes, lengths, pieces taken out, doubled, cut off or from another file.</summary>
internal static class Mutation
{
    private const int MostChanges = 6;

    private static readonly uint[] Telling = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

    /// <summary>A changed file.</summary>
    /// <param name="corpus">Files to begin with.</param>
    /// <param name="random">Decides.</param>
    public static byte[] Of(byte[][] corpus, Random random)
    {
        byte[] content = [.. corpus[random.Next(corpus.Length)]];
        int changes = random.Next(1, MostChanges + 1);
        for (int i = 0; i < changes && content.Length > 8; i++)
        {
            content = Change(content, corpus, random);
        }

        // Without good check sums a PNG decoder stops at the first chunk that was changed.
        return random.Next(4) == 0 ? content : PngSums.Repair(content);
    }

    private static byte[] Change(byte[] content, byte[][] corpus, Random random)
    {
        int at = random.Next(content.Length);
        int length = random.Next(1, Math.Min(64, content.Length - at) + 1);
        switch (random.Next(8))
        {
            case 0:
                content[at] ^= (byte)(1 << random.Next(8));
                return content;
            case 1:
                content[at] = (byte)random.Next(256);
                return content;
            case 2:
                return [.. content[..at], .. content[(at + length)..]];
            case 3:
                return [.. content[..(at + length)], .. content[at..]];
            case 4:
                return content[..at];
            case 5:
                byte[] other = corpus[random.Next(corpus.Length)];
                int from = random.Next(other.Length);
                return [.. content[..at], .. other[from..Math.Min(other.Length, from + length)], .. content[at..]];
            case 6:
                random.NextBytes(content.AsSpan(at, length));
                return content;
            default:
                Write(content.AsSpan(at), Telling[random.Next(Telling.Length)], random);
                return content;
        }
    }

    private static void Write(Span<byte> place, uint value, Random random)
    {
        if (place.Length >= 4 && random.Next(2) == 0)
        {
            BinaryPrimitives.WriteUInt32BigEndian(place, value);
        }
        else if (place.Length >= 2)
        {
            BinaryPrimitives.WriteUInt16BigEndian(place, (ushort)value);
        }
        else
        {
            place[0] = (byte)value;
        }
    }
}
