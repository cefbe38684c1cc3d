using System.Buffers.Binary;
using System.Text;

namespace LeNet.Comparison.Onnx;

/// <summary>
/// Writes messages in the wire format of Protocol Buffers: fields of a number and a type, integers as base-128 varints,
/// everything else with its length before it.
/// </summary>
/// <param name="output">Where the bytes go.</param>
internal sealed class ProtobufWriter(Stream output)
{
    private enum WireType
    {
        Varint = 0,
        LengthDelimited = 2,
        Fixed32 = 5,
    }

    /// <summary>An integer: int32, int64 or an enumeration's value.</summary>
    public void Integer(int field, long value)
    {
        Tag(field, WireType.Varint);
        Varint((ulong)value);
    }

    /// <summary>A float.</summary>
    public void Float(int field, float value)
    {
        Tag(field, WireType.Fixed32);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        output.Write(bytes);
    }

    /// <summary>A text, as UTF-8.</summary>
    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Bytes as they are.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, WireType.LengthDelimited);
        Varint((ulong)value.Length);
        output.Write(value);
    }

    /// <summary>A repeated integer, packed.</summary>
    public void Integers(int field, IEnumerable<long> values)
    {
        Message(field, packed =>
        {
            foreach (long value in values)
            {
                packed.Varint((ulong)value);
            }
        });
    }

    /// <summary>A message inside this one.</summary>
    /// <param name="field">The field's number.</param>
    /// <param name="write">Writes the message's own fields.</param>
    public void Message(int field, Action<ProtobufWriter> write)
    {
        using MemoryStream content = new();
        write(new ProtobufWriter(content));
        Bytes(field, content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    private void Tag(int field, WireType type) => Varint(((ulong)field << 3) | (ulong)type);

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            output.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        output.WriteByte((byte)value);
    }
}
