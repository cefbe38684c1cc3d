using System.Buffers.Binary;
using LeNet.Testing;

namespace LeNet.Export.Tests;

/// <summary>Triples of floats whose a · b + c is hard to round.</summary>
internal static class FusedMultiplyAdds
{
    private const int Kinds = 6;

    /// <summary>How many triples are tried.</summary>
    public static int Count => Suite.Count(quick: 1_000_000, whole: 60_000_000);

    /// <summary>A triple of one of several kinds, in turn.</summary>
    public static (float A, float B, float C) Next(TestRandom random, int index)
    {
        float a = Bits(random);
        float b = Bits(random);
        float c = Bits(random);
        switch (index % Kinds)
        {
            case 0: // any bits: infinities, not numbers and subnormal ones too
                return (a, b, c);
            case 1: // of like size, as in a network
                return (Unit(random), Unit(random), Unit(random));
            case 2: // a product that is almost the middle between c and its neighbour
                c = Scaled(random, 60);
                float half = MathF.BitIncrement(MathF.Abs(c)) - MathF.Abs(c);
                return (half * (1 + (random.Between(-8, 8) * 1.1920929e-7f)), 0.5f + (random.Between(-8, 8) * 5.9604645e-8f), c);
            case 3: // results among the subnormal floats, and where they begin
                return (Scaled(random, 20) * 1e-19f, Scaled(random, 20) * 1e-19f, random.Between(-64, 64) * float.Epsilon * (1 << random.Between(0, 20)));
            case 4: // results where floats end
                return (Scaled(random, 2) * 1.8446744e19f, Scaled(random, 2) * 1.8446744e19f, Scaled(random, 2) * 1.7e38f);
            default: // what cancels
                return (a, b, -a * b);
        }
    }

    /// <summary>All triples with what the processor makes of them, as little-endian floats.</summary>
    public static byte[] Quadruples()
    {
        var random = new TestRandom(18);
        byte[] bytes = new byte[Count * 16];
        for (int i = 0; i < Count; i++)
        {
            (float a, float b, float c) = Next(random, i);
            Span<byte> quadruple = bytes.AsSpan(i * 16, 16);
            BinaryPrimitives.WriteSingleLittleEndian(quadruple, a);
            BinaryPrimitives.WriteSingleLittleEndian(quadruple[4..], b);
            BinaryPrimitives.WriteSingleLittleEndian(quadruple[8..], c);
            BinaryPrimitives.WriteSingleLittleEndian(quadruple[12..], MathF.FusedMultiplyAdd(a, b, c));
        }

        return bytes;
    }

    private static float Bits(TestRandom random) => BitConverter.Int32BitsToSingle((int)random.Next());

    private static float Unit(TestRandom random) => (float)((2 * random.Unit()) - 1);

    private static float Scaled(TestRandom random, int bits) => (1 + Unit(random)) * MathF.ScaleB(random.Between(0, 1) == 0 ? 1 : -1, random.Between(-bits, bits));
}
