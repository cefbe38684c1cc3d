using System.Buffers.Binary;

namespace LeNet.Runtime;

/// <summary>A dtype of numbers.</summary>
/// <param name="Name">As safetensors files spell it.</param>
/// <param name="Bytes">Bytes of a value.</param>
/// <param name="Largest">The largest finite value of a floating-point type; 0 for whole numbers.</param>
/// <param name="Read">The value of little-endian bytes.</param>
internal sealed record NumberDtype(string Name, int Bytes, double Largest, NumberDtype.Reader Read)
{
    private static readonly NumberDtype[] All =
    [
        new("F32", sizeof(float), float.MaxValue, bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes)),
        new("F64", sizeof(double), double.MaxValue, BinaryPrimitives.ReadDoubleLittleEndian),
        new("F16", sizeof(ushort), (double)Half.MaxValue, bytes => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes)),

        // The upper half of a float32.
        new("BF16", sizeof(ushort), float.MaxValue, bytes => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16)),
        new("I64", sizeof(long), 0, bytes => BinaryPrimitives.ReadInt64LittleEndian(bytes)),
        new("I32", sizeof(int), 0, bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes)),
        new("I16", sizeof(short), 0, bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes)),
        new("I8", sizeof(sbyte), 0, bytes => (sbyte)bytes[0]),
        new("U8", sizeof(byte), 0, bytes => bytes[0]),
    ];

    /// <summary>Reads a value.</summary>
    public delegate double Reader(ReadOnlySpan<byte> bytes);

    /// <summary>Whether its numbers have fractions.</summary>
    public bool IsFloat => Largest > 0;

    /// <summary>The dtype of a name, or null.</summary>
    public static NumberDtype? Find(string name) => Array.Find(All, dtype => dtype.Name == name);
}
