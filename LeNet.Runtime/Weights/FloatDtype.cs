using System.Buffers.Binary;

namespace LeNet.Runtime;

/// <summary>A dtype of floating-point numbers that float32 can stand for.</summary>
/// <param name="Name">As safetensors files spell it.</param>
/// <param name="Bytes">Bytes of a value.</param>
/// <param name="Read">The value of little-endian bytes.</param>
internal sealed record FloatDtype(string Name, int Bytes, FloatDtype.Reader Read)
{
    private static readonly FloatDtype[] All =
    [
        new("F32", sizeof(float), bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes)),
        new("F64", sizeof(double), BinaryPrimitives.ReadDoubleLittleEndian),
        new("F16", sizeof(ushort), bytes => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes)),

        // The upper half of a float32.
        new("BF16", sizeof(ushort), bytes => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16)),
    ];

    /// <summary>Reads a value.</summary>
    public delegate double Reader(ReadOnlySpan<byte> bytes);

    /// <summary>The dtype of a name, or null.</summary>
    public static FloatDtype? Find(string name) => Array.Find(All, dtype => dtype.Name == name);
}
