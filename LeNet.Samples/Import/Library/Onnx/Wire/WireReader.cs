using System.Buffers.Binary;
using System.Text;

namespace LeNet.Import.Onnx.Wire;

/// <summary>
/// Reads the fields of one protobuf message (protobuf.dev, "Encoding"). A message within is a piece of the same memory, read by a reader of its own, so
/// nothing is allocated for what a length promises, and the depth is that of the code that reads.
/// </summary>
internal sealed class WireReader(ReadOnlyMemory<byte> message)
{
    private const int MostVarintBytes = 10;

    private int _at;
    private int _type;

    /// <summary>The number of the field at hand.</summary>
    public int Field { get; private set; }

    /// <summary>Whether the field at hand is a piece with a length: bytes, text, a message, or numbers without tags between them.</summary>
    public bool IsPiece => _type == 2;

    /// <summary>Goes to the next field, whose value must then be read or skipped.</summary>
    /// <returns>False at the end of the message.</returns>
    /// <exception cref="WireException">The message is damaged.</exception>
    public bool Next()
    {
        if (_at == message.Length)
        {
            return false;
        }

        ulong tag = Varint();
        Field = tag >> 3 is > 0 and < 1 << 29 ? (int)(tag >> 3) : throw new WireException();
        _type = (int)(tag & 7);
        return true;
    }

    /// <summary>Reads a whole number.</summary>
    public long Integer() => _type == 0 ? (long)Varint() : throw new WireException();

    /// <summary>Reads a float.</summary>
    public float Float() => _type == 5 ? BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)).Span) : throw new WireException();

    /// <summary>Reads bytes.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        ulong length = IsPiece ? Varint() : throw new WireException();
        return Take(length);
    }

    /// <summary>Reads a message.</summary>
    public WireReader Message() => new(Bytes());

    /// <summary>Reads text.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes().Span);

    /// <summary>Reads one whole number, or as many as lie here without tags.</summary>
    public void Integers(List<long> values)
    {
        if (!IsPiece)
        {
            values.Add(Integer());
            return;
        }

        var packed = new WireReader(Bytes());
        while (packed._at < packed.Length)
        {
            values.Add((long)packed.Varint());
        }
    }

    /// <summary>Reads one number of fixed width, or as many as lie here without tags, as bytes.</summary>
    public ReadOnlyMemory<byte> Fixed(int width) => IsPiece ? Bytes()
        : _type == (width == sizeof(float) ? 5 : 1) ? Take((ulong)width)
        : throw new WireException();

    /// <summary>Leaves out the value of a field.</summary>
    public void Skip()
    {
        switch (_type)
        {
            case 0:
                Varint();
                break;
            case 1:
                Take(sizeof(ulong));
                break;
            case 2:
                Bytes();
                break;
            case 5:
                Take(sizeof(uint));
                break;
            default:
                throw new WireException();
        }
    }

    private int Length => message.Length;

    private ulong Varint()
    {
        ulong value = 0;
        for (int i = 0; i < MostVarintBytes; i++)
        {
            byte next = Take(1).Span[0];
            value |= (ulong)(next & 0x7f) << (7 * i);
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new WireException();
    }

    private ReadOnlyMemory<byte> Take(ulong length)
    {
        if (length > (ulong)(message.Length - _at))
        {
            throw new WireException();
        }

        ReadOnlyMemory<byte> taken = message.Slice(_at, (int)length);
        _at += (int)length;
        return taken;
    }
}
