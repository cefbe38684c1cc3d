using System.Buffers.Binary;

namespace LeNet.Samples.Data.Numpy;

/// <summary>How the numbers of a NumPy array are stored.</summary>
/// <param name="Kind">b for truth values, i and u for integers, f for floats.</param>
/// <param name="Size">Bytes of one.</param>
/// <param name="IsBigEndian">Whether the most significant byte comes first.</param>
internal sealed record NpyType(char Kind, int Size, bool IsBigEndian)
{
    /// <summary>The type of a description such as <c>&lt;f4</c>, or null if it is none of numbers.</summary>
    public static NpyType? Of(string description)
    {
        string name = description.TrimStart('<', '>', '|', '=');
        return name is "b1" or "?" or "i1" or "u1" or "i2" or "u2" or "i4" or "u4" or "i8" or "u8" or "f2" or "f4" or "f8"
            ? new NpyType(name == "?" ? 'b' : name[0], name == "?" ? 1 : name[1] - '0', description[0] == '>')
            : null;
    }

    /// <summary>Whether elements are bytes as they are.</summary>
    public bool AreBytes => Size == 1 && Kind != 'i';

    /// <summary>The number that an element is.</summary>
    public double Value(ReadOnlySpan<byte> element)
    {
        Span<byte> little = stackalloc byte[8];
        element.CopyTo(little);
        little = little[..Size];
        if (IsBigEndian)
        {
            little.Reverse();
        }

        return (Kind, Size) switch
        {
            ('i', 1) => (sbyte)little[0],
            ('i', 2) => BinaryPrimitives.ReadInt16LittleEndian(little),
            ('i', 4) => BinaryPrimitives.ReadInt32LittleEndian(little),
            ('i', _) => BinaryPrimitives.ReadInt64LittleEndian(little),
            ('f', 2) => (double)BinaryPrimitives.ReadHalfLittleEndian(little),
            ('f', 4) => BinaryPrimitives.ReadSingleLittleEndian(little),
            ('f', _) => BinaryPrimitives.ReadDoubleLittleEndian(little),
            (_, 1) => little[0],
            (_, 2) => BinaryPrimitives.ReadUInt16LittleEndian(little),
            (_, 4) => BinaryPrimitives.ReadUInt32LittleEndian(little),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(little),
        };
    }
}
