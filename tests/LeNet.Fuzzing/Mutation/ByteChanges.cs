using System.Buffers.Binary;
using System.Text;

namespace LeNet.Fuzzing.Mutation;

/// <summary>Changes inputs as fuzzers do: bits, numbers, lengths, pieces taken out, doubled, exchanged, cut off or from another input.</summary>
internal static class ByteChanges
{
    /// <summary>No input grows beyond, so that a million of them take minutes.</summary>
    public const int MostBytes = 1 << 16;

    private const int MostChanges = 6;
    private const int MostPiece = 64;
    private const int MostRepeats = 256;

    /// <summary>A changed seed.</summary>
    /// <param name="seeds">Inputs to begin with and to take pieces from.</param>
    /// <param name="pieces">Other pieces to put in.</param>
    /// <param name="random">Decides.</param>
    public static byte[] Apply(IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> pieces, Random random)
    {
        byte[] input = [.. seeds[random.Next(seeds.Count)]];

        // Mostly few: what is broken in many places is refused at the first.
        for (int changes = 1 + random.Next(1 + random.Next(MostChanges)); changes > 0; changes--)
        {
            input = Change(input, seeds, pieces, random);
        }

        return input.Length <= MostBytes ? input : input[..MostBytes];
    }

    private static byte[] Change(byte[] input, IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> pieces, Random random)
    {
        if (input.Length == 0)
        {
            return Piece(seeds[random.Next(seeds.Count)], random).ToArray();
        }

        int at = random.Next(input.Length);
        int length = Length(input.Length - at, random);
        switch (random.Next(16))
        {
            case 0:
                input[at] ^= (byte)(1 << random.Next(8));
                return input;
            case 1:
                input[at] = (byte)random.Next(256);
                return input;
            case 2:
                return [.. input[..at], .. input[(at + length)..]];
            case 3:
                return [.. input[..(at + length)], .. input[at..]];
            case 4:
                return input[..at];
            case 5:
                return [.. input[..at], .. Piece(seeds[random.Next(seeds.Count)], random), .. input[at..]];
            case 6:
                return [.. input[..at], .. Piece(seeds[random.Next(seeds.Count)], random), .. input[(at + length)..]];
            case 7:
                random.NextBytes(input.AsSpan(at, length));
                return input;
            case 8:
                return Repeat(input, at, length, random);
            case 9:
                return Move(input, at, length, random);
            case 10 or 11 when pieces.Count > 0:
                byte[] piece = pieces[random.Next(pieces.Count)];
                return [.. input[..at], .. piece, .. input[(random.Next(2) == 0 ? at : at + length)..]];
            case 12 or 13:
                return ChangeNumberInText(input, at, random);
            case 14:
                WriteNumber(input.AsSpan(at), number => number + (ulong)random.Next(-8, 9), random);
                return input;
            default:
                WriteNumber(input.AsSpan(at), _ => TellingNumbers.Bits[random.Next(TellingNumbers.Bits.Count)], random);
                return input;
        }
    }

    /// <summary>Mostly short.</summary>
    private static int Length(int most, Random random) => 1 + random.Next(Math.Min(most, random.Next(4) == 0 ? most : MostPiece));

    private static ReadOnlySpan<byte> Piece(byte[] from, Random random)
    {
        if (from.Length == 0)
        {
            return new byte[] { (byte)random.Next(256) };
        }

        int begin = random.Next(from.Length);
        return from.AsSpan(begin, Length(from.Length - begin, random));
    }

    private static byte[] Repeat(byte[] input, int at, int length, Random random)
    {
        int times = Math.Min(1 + random.Next(MostRepeats), (MostBytes - Math.Min(MostBytes, input.Length)) / length);
        byte[] longer = new byte[input.Length + (times * length)];
        input.AsSpan(0, at).CopyTo(longer);
        for (int i = 0; i <= times; i++)
        {
            input.AsSpan(at, length).CopyTo(longer.AsSpan(at + (i * length)));
        }

        input.AsSpan(at + length).CopyTo(longer.AsSpan(at + ((times + 1) * length)));
        return longer;
    }

    private static byte[] Move(byte[] input, int at, int length, Random random)
    {
        byte[] piece = input[at..(at + length)];
        byte[] rest = [.. input[..at], .. input[(at + length)..]];
        int to = random.Next(rest.Length + 1);
        return [.. rest[..to], .. piece, .. rest[to..]];
    }

    /// <summary>Puts another number in the place of the next one written in digits.</summary>
    private static byte[] ChangeNumberInText(byte[] input, int at, Random random)
    {
        int begin = input.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (begin < 0)
        {
            return input;
        }

        begin += at;
        int length = input.AsSpan(begin).IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        int end = length < 0 ? input.Length : begin + length;
        return [.. input[..begin], .. Encoding.ASCII.GetBytes(TellingNumbers.Texts[random.Next(TellingNumbers.Texts.Count)]), .. input[end..]];
    }

    private static void WriteNumber(Span<byte> place, Func<ulong, ulong> change, Random random)
    {
        int bytes = Math.Min(place.Length, 1 << random.Next(4));
        bool isBig = random.Next(2) == 0;
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        number.Clear();
        place[..bytes].CopyTo(isBig ? number[^bytes..] : number);
        ulong value = change(isBig ? BinaryPrimitives.ReadUInt64BigEndian(number) : BinaryPrimitives.ReadUInt64LittleEndian(number));
        if (isBig)
        {
            BinaryPrimitives.WriteUInt64BigEndian(number, value);
            number[^bytes..].CopyTo(place);
        }
        else
        {
            BinaryPrimitives.WriteUInt64LittleEndian(number, value);
            number[..bytes].CopyTo(place);
        }
    }
}
