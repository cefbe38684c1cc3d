using System.Buffers.Binary;

namespace LeNet.Runtime;

/// <summary>What an IDX file is expected to hold.</summary>
internal enum IdxContent
{
    /// <summary>Images: count, height, width; or count, channels, height, width.</summary>
    Images,

    /// <summary>Labels: count.</summary>
    Labels,
}

/// <summary>
/// An IDX file of unsigned bytes, raw or gzip, opened and its header checked; see
/// "The IDX file format" in Y. LeCun, C. Cortes, C. J. C. Burges: "The MNIST database of handwritten digits".
/// </summary>
internal sealed class IdxFile : IDisposable
{
    private const byte UnsignedByte = 0x08;

    private readonly DataFileReader _reader;
    private readonly int _headerLength;

    private IdxFile(DataFileReader reader, ReadOnlySpan<uint> sizes)
    {
        _reader = reader;
        _headerLength = 4 + (4 * sizes.Length);
        Count = (int)sizes[0];
        (Channels, Height, Width) = sizes.Length switch
        {
            1 => (1, 1, 1),
            3 => (1, (int)sizes[1], (int)sizes[2]),
            _ => ((int)sizes[1], (int)sizes[2], (int)sizes[3]),
        };
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
            CheckMagic(path, magic, content);

            Span<byte> bytes = stackalloc byte[4 * magic[3]];
            reader.Read(bytes, magic.Length + bytes.Length);
            Span<uint> sizes = stackalloc uint[magic[3]];
            for (int i = 0; i < sizes.Length; i++)
            {
                sizes[i] = BinaryPrimitives.ReadUInt32BigEndian(bytes[(4 * i)..]);
            }

            CheckSizes(path, sizes, out long length);
            reader.RequireLength(magic.Length + bytes.Length + length);
            return new IdxFile(reader, sizes);
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
        _reader.Read(content, _headerLength + ((long)Count * Channels * Height * Width));
        return content;
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private static void CheckMagic(string path, ReadOnlySpan<byte> magic, IdxContent content)
    {
        string wanted = content == IdxContent.Images ? "images (magic number 0x00000803 or 0x00000804)" : "labels (magic number 0x00000801)";
        if (magic is not [0, 0, _, _])
        {
            throw new DataFileException(path, $"is not an IDX file of {wanted}: it begins with 0x{Convert.ToHexStringLower(magic)}");
        }

        if (magic[2] != UnsignedByte)
        {
            throw new DataFileException(path, $"is not an IDX file of {wanted}: its element type is 0x{magic[2]:x2}, and only unsigned bytes (0x08) are read");
        }

        if (content == IdxContent.Images ? magic[3] is not (3 or 4) : magic[3] != 1)
        {
            string found = magic[3] switch
            {
                1 => "labels (magic number 0x00000801)",
                3 or 4 => $"images (magic number 0x000008{magic[3]:x2})",
                _ => $"{magic[3]} dimensions (magic number 0x000008{magic[3]:x2})",
            };
            throw new DataFileException(path, $"is an IDX file of {found}, not of {wanted}");
        }
    }

    private static void CheckSizes(string path, ReadOnlySpan<uint> sizes, out long length)
    {
        length = 1;
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
