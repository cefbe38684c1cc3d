using System.Buffers.Binary;

namespace LeNet.Runtime;

/// <summary>What an IDX file is expected to hold.</summary>
internal enum IdxContent
{
    /// <summary>Images: count, height, width; or count, channels, height, width.</summary>
    Images,

    /// <summary>Labels: count; or count and columns, of which the first is the class, as QMNIST has them.</summary>
    Labels,
}

/// <summary>
/// An IDX file, raw or gzip, opened and its header checked; see
/// "The IDX file format" in Y. LeCun, C. Cortes, C. J. C. Burges: "The MNIST database of handwritten digits".
/// </summary>
internal sealed class IdxFile : IDisposable
{
    /// <summary>Elements that are converted at a time.</summary>
    private const int Piece = 8192;

    private readonly DataFileReader _reader;
    private readonly int _headerLength;
    private readonly IdxElements _elements;

    /// <summary>Elements of an image or label in the file; of those of a label, the first counts.</summary>
    private readonly int _itemElements;

    private IdxFile(DataFileReader reader, IdxElements elements, ReadOnlySpan<uint> sizes)
    {
        _reader = reader;
        _elements = elements;
        _headerLength = 4 + (4 * sizes.Length);
        Count = (int)sizes[0];
        (Channels, Height, Width) = sizes.Length switch
        {
            1 or 2 => (1, 1, 1),
            3 => (1, (int)sizes[1], (int)sizes[2]),
            _ => ((int)sizes[1], (int)sizes[2], (int)sizes[3]),
        };
        _itemElements = sizes.Length == 2 ? (int)sizes[1] : Channels * Height * Width;
    }

    /// <summary>Images or labels in the file, at least 1.</summary>
    public int Count { get; }

    /// <summary>Channels of an image; 1 for labels.</summary>
    public int Channels { get; }

    /// <summary>Rows of an image; 1 for labels.</summary>
    public int Height { get; }

    /// <summary>Columns of an image; 1 for labels.</summary>
    public int Width { get; }

    /// <summary>Opens a file and reads its header. What the header promises fits one array and can be in the file.</summary>
    /// <exception cref="DataFileException">The file cannot be read or its header is wrong.</exception>
    public static IdxFile Open(string path, IdxContent content)
    {
        DataFileReader reader = DataFileReader.Open(path);
        try
        {
            Span<byte> magic = stackalloc byte[4];
            reader.Read(magic, magic.Length);
            IdxElements elements = Elements(path, magic, content);

            Span<byte> bytes = stackalloc byte[4 * magic[3]];
            reader.Read(bytes, magic.Length + bytes.Length);
            Span<uint> sizes = stackalloc uint[magic[3]];
            for (int i = 0; i < sizes.Length; i++)
            {
                sizes[i] = BinaryPrimitives.ReadUInt32BigEndian(bytes[(4 * i)..]);
            }

            CheckSizes(path, sizes, elements, out long length);
            reader.RequireLength(magic.Length + bytes.Length + length);
            return new IdxFile(reader, elements, sizes);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Reads everything, into one array of exactly that size, and checks that nothing follows. Call it once.</summary>
    public byte[] ReadAll()
    {
        byte[] content = Read(Count);
        _reader.RequireEnd();
        return content;
    }

    /// <summary>Reads the first images or labels alone; what follows is not looked at. Call it once.</summary>
    public byte[] Read(int count)
    {
        int length = count * Channels * Height * Width;
        byte[] content = LargeMemory.Allocate(_reader.Path, length, () => GC.AllocateUninitializedArray<byte>(length));
        if (_elements.AreBytes && _itemElements * (long)count == length)
        {
            _reader.Read(content, Length);
        }
        else
        {
            Convert(content, count);
        }

        return content;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private long Length => _headerLength + ((long)Count * _itemElements * _elements.Size);

    /// <summary>Elements → bytes: all of an image, the first of a label.</summary>
    private void Convert(Span<byte> content, int count)
    {
        int kept = Channels * Height * Width;
        byte[] bytes = new byte[Math.Min(Piece, _itemElements) * _elements.Size];
        int at = 0;
        for (int item = 0; item < count; item++)
        {
            for (int first = 0; first < _itemElements; first += Piece)
            {
                int elements = Math.Min(Piece, _itemElements - first);
                _reader.Read(bytes.AsSpan(0, elements * _elements.Size), Length);
                for (int i = 0; i < elements && first + i < kept; i++)
                {
                    double value = _elements.Value(bytes.AsSpan(i * _elements.Size, _elements.Size));
                    content[at++] = (byte)value == value
                        ? (byte)value
                        : throw new DataFileException(_reader.Path, FormattableString.Invariant($"holds {value} in item {item}, and only whole numbers from 0 to 255 are read"));
                }
            }
        }
    }

    private static IdxElements Elements(string path, ReadOnlySpan<byte> magic, IdxContent content)
    {
        string wanted = content == IdxContent.Images ? "images (magic number 0x00000803 or 0x00000804)" : "labels (magic number 0x00000801)";
        if (magic is not [0, 0, _, _])
        {
            throw new DataFileException(path, $"is not an IDX file of {wanted}: it begins with 0x{System.Convert.ToHexStringLower(magic)}");
        }

        IdxElements elements = IdxElements.Of(magic[2])
            ?? throw new DataFileException(path, $"is not an IDX file of {wanted}: there is no element type 0x{magic[2]:x2}");
        if (content == IdxContent.Images ? magic[3] is not (3 or 4) : magic[3] is not (1 or 2))
        {
            string found = magic[3] switch
            {
                1 => "labels (magic number 0x00000801)",
                3 or 4 => $"images (magic number 0x0000{magic[2]:x2}{magic[3]:x2})",
                _ => $"{magic[3]} dimensions (magic number 0x0000{magic[2]:x2}{magic[3]:x2})",
            };
            throw new DataFileException(path, $"is an IDX file of {found}, not of {wanted}");
        }

        return elements;
    }

    private static void CheckSizes(string path, ReadOnlySpan<uint> sizes, IdxElements elements, out long length)
    {
        length = elements.Size;
        foreach (uint size in sizes)
        {
            if (size == 0)
            {
                throw new DataFileException(path, $"is empty: its header gives the size {Show(sizes)}");
            }
        }

        foreach (uint size in sizes)
        {
            // Below 2³¹ · 2³², so no overflow.
            length *= size;
            if (length > Array.MaxLength)
            {
                throw new DataFileException(path, $"is too large: its header gives {Show(sizes)} bytes, and at most {Array.MaxLength} are read");
            }
        }

        static string Show(ReadOnlySpan<uint> sizes) => string.Join('×', sizes.ToArray());
    }
}
