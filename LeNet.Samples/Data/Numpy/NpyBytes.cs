using LeNet.Runtime;

namespace LeNet.Samples.Data.Numpy;

/// <summary>An array of NumPy whose elements are whole numbers from 0 to 255, whatever their type.</summary>
/// <param name="Header">Its type and shape.</param>
/// <param name="Values">Its elements, the last index first.</param>
internal sealed record NpyBytes(NpyHeader Header, byte[] Values)
{
    private const int Piece = 8192;

    /// <summary>Reads an array file to its end.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="most">Bytes that it can hold, at most: more is not allocated for.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="DataFileException">It is no such file, truncated, or holds other numbers.</exception>
    public static NpyBytes Read(Stream stream, long most, string name)
    {
        try
        {
            NpyHeader header = NpyHeader.Read(stream, name);
            if (header.Count * header.Type.Size > most)
            {
                throw new DataFileException(name, $"is truncated: its header gives the shape {header.ShapeText}, more than the file can hold");
            }

            byte[] values = new byte[header.Count];
            if (header.Type.AreBytes)
            {
                stream.ReadExactly(values);
            }
            else
            {
                Convert(stream, header.Type, values, name);
            }

            return stream.ReadByte() < 0
                ? new NpyBytes(header, values)
                : throw new DataFileException(name, $"goes on after the elements of its shape {header.ShapeText}; it is damaged");
        }
        catch (EndOfStreamException exception)
        {
            throw new DataFileException(name, "is truncated; get it anew", exception);
        }
    }

    private static void Convert(Stream stream, NpyType type, Span<byte> values, string name)
    {
        byte[] bytes = new byte[Math.Min(Piece, values.Length) * type.Size];
        for (int first = 0; first < values.Length; first += Piece)
        {
            int count = Math.Min(Piece, values.Length - first);
            stream.ReadExactly(bytes, 0, count * type.Size);
            for (int i = 0; i < count; i++)
            {
                double value = type.Value(bytes.AsSpan(i * type.Size, type.Size));
                if ((byte)value != value)
                {
                    string advice = value is > 0 and < 1 ? "; multiply by 255, round, and store as uint8" : "";
                    throw new DataFileException(name, FormattableString.Invariant($"holds {value}, and images and labels are whole numbers from 0 to 255{advice}"));
                }

                values[first + i] = (byte)value;
            }
        }
    }
}
