using System.Buffers.Binary;

namespace LeNet.Runtime;

/// <summary>The element types of IDX files, big-endian, each read as bytes: whole numbers from 0 to 255, whatever the type.</summary>
/// <param name="Code">The third byte of the file.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Size">Bytes of an element.</param>
internal sealed record IdxElements(byte Code, string Name, int Size)
{
    private static readonly IdxElements[] All =
    [
        new(0x08, "unsigned bytes", 1),
        new(0x09, "signed bytes", 1),
        new(0x0b, "16-bit integers", 2),
        new(0x0c, "32-bit integers", 4),
        new(0x0d, "floats", 4),
        new(0x0e, "doubles", 8),
    ];

    /// <summary>Whether a file's bytes are the elements.</summary>
    public bool AreBytes => Code == 0x08;

    /// <summary>The type of a code, or null.</summary>
    public static IdxElements? Of(byte code) => All.FirstOrDefault(type => type.Code == code);

    /// <summary>The number that an element is.</summary>
    public double Value(ReadOnlySpan<byte> element) => Code switch
    {
        0x08 => element[0],
        0x09 => (sbyte)element[0],
        0x0b => BinaryPrimitives.ReadInt16BigEndian(element),
        0x0c => BinaryPrimitives.ReadInt32BigEndian(element),
        0x0d => BinaryPrimitives.ReadSingleBigEndian(element),
        _ => BinaryPrimitives.ReadDoubleBigEndian(element),
    };
}
