using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace LeNet.Runtime;

/// <summary>
/// Reads a safetensors file: 8 bytes with the header's length, the header in JSON, the tensors' bytes, little-endian
/// (the format's description is in the repository huggingface/safetensors). Nothing of the file is trusted.
/// </summary>
internal sealed class SafetensorsFile : ITensorFile
{
    private const int PrefixBytes = 8;

    /// <summary>As in the reference implementation.</summary>
    private const int MaxHeaderBytes = 100_000_000;

    private readonly FileStream _file;
    private readonly SafetensorsHeader _header;
    private readonly long _dataOffset;

    /// <summary>Takes a file at any place, and ends it when it is disposed itself.</summary>
    /// <exception cref="DataFileException">The file cannot be read or is damaged.</exception>
    public SafetensorsFile(string path, FileStream file)
    {
        Path = path;
        _file = file;
        long length = file.Length;
        if (length < PrefixBytes)
        {
            throw new DataFileException(path, $"is not a safetensors file, or truncated: it has {length} bytes");
        }

        Span<byte> prefix = stackalloc byte[PrefixBytes];
        Read(0, prefix);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > (ulong)(length - PrefixBytes) || headerLength > MaxHeaderBytes)
        {
            throw new DataFileException(path, $"is not a safetensors file, or truncated: it begins with a header length of {headerLength}, but has {length} bytes in all");
        }

        byte[] json = new byte[headerLength];
        Read(PrefixBytes, json);
        _dataOffset = PrefixBytes + (long)headerLength;
        _header = SafetensorsHeader.Parse(path, json, length - _dataOffset);
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsTensor> Tensors => _header.Tensors;

    /// <inheritdoc/>
    public IReadOnlyCollection<StoredTensor> Contents => _header.Contents;

    /// <inheritdoc/>
    public string? Note => null;

    /// <summary>What the file says about itself.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="DataFileException">The file cannot be read or is damaged.</exception>
    public static SafetensorsFile Open(string path)
    {
        FileStream file = RegularFile.Open(path);
        try
        {
            return new SafetensorsFile(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a whole tensor into an array of its own.</summary>
    /// <typeparam name="T"><see cref="float"/> for F32, <see cref="double"/> for F64, <see cref="long"/> for I64.</typeparam>
    /// <exception cref="DataFileException">There is no such tensor, it has another dtype, or the file cannot be read.</exception>
    public T[] Read<T>(string name)
        where T : unmanaged
    {
        SafetensorsTensor tensor = Require<T>(name);
        long count = tensor.Length / Marshal.SizeOf<T>();
        if (count > Array.MaxLength)
        {
            throw new DataFileException(Path, $"tensor '{SafetensorsHeader.Shown(name)}' is too large: {count} values");
        }

        T[] values = new T[count];
        Read(name, values.AsSpan());
        return values;
    }

    /// <summary>Reads a whole tensor into a span of its size.</summary>
    /// <inheritdoc cref="Read{T}(string)"/>
    public void Read<T>(string name, Span<T> values)
        where T : unmanaged
    {
        SafetensorsTensor tensor = Require<T>(name);
        Span<byte> bytes = MemoryMarshal.AsBytes(values);
        if (bytes.Length != tensor.Length)
        {
            throw new ArgumentException($"Tensor '{name}' has {tensor.Length} bytes, the span {bytes.Length}.", nameof(values));
        }

        Read(_dataOffset + tensor.Begin, bytes);
        if (!BitConverter.IsLittleEndian)
        {
            for (int size = Marshal.SizeOf<T>(); !bytes.IsEmpty; bytes = bytes[size..])
            {
                bytes[..size].Reverse();
            }
        }
    }

    /// <inheritdoc/>
    public void ReadBytes(StoredTensor tensor, long begin, Span<byte> bytes) => Read(_dataOffset + ((SafetensorsTensor)tensor).Begin + begin, bytes);

    /// <summary>Reads a whole tensor of I64 as counts.</summary>
    /// <exception cref="DataFileException">One is negative or larger than an int, or the tensor cannot be read.</exception>
    public void ReadCounts(string name, Span<int> values)
    {
        long[] read = Read<long>(name);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = read[i] is >= 0 and <= int.MaxValue
                ? (int)read[i]
                : throw new DataFileException(Path, $"tensor '{SafetensorsHeader.Shown(name)}' counts {read[i]}; a count is from 0 to {int.MaxValue}");
        }
    }

    /// <summary>SHA-256 of the file, in lower-case hexadecimal, with zeros for the one place in the header that has a text of ASCII characters.</summary>
    /// <exception cref="DataFileException">The file cannot be read.</exception>
    public string ComputeHash(string without)
    {
        var hash = new Sha256();
        byte[] header = new byte[_dataOffset];
        Read(0, header);
        int place = header.AsSpan().IndexOf(Encoding.UTF8.GetBytes(without));
        if (place >= 0)
        {
            header.AsSpan(place, without.Length).Fill((byte)'0');
        }

        hash.Append(header);
        byte[] part = new byte[1 << 16];
        for (long offset = _dataOffset, length = _file.Length; offset < length;)
        {
            Span<byte> next = part.AsSpan(0, (int)Math.Min(part.Length, length - offset));
            Read(offset, next);
            hash.Append(next);
            offset += next.Length;
        }

        return hash.Finish();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private SafetensorsTensor Require<T>(string name)
    {
        string dtype = typeof(T) == typeof(float) ? "F32"
            : typeof(T) == typeof(double) ? "F64"
            : typeof(T) == typeof(long) ? "I64"
            : throw new NotSupportedException($"No dtype is read as {typeof(T)}.");
        if (!Tensors.TryGetValue(name, out SafetensorsTensor? tensor))
        {
            throw new DataFileException(Path, $"tensor '{SafetensorsHeader.Shown(name)}' is missing");
        }

        return tensor.Dtype == dtype
            ? tensor
            : throw new DataFileException(Path, $"tensor '{SafetensorsHeader.Shown(name)}' is {tensor.Dtype}, not {dtype}");
    }

    private void Read(long offset, Span<byte> buffer)
    {
        try
        {
            _file.Position = offset;
            _file.ReadExactly(buffer);
        }
        catch (EndOfStreamException exception)
        {
            throw new DataFileException(Path, "became shorter while it was read", exception);
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception))
        {
            throw FileErrors.Reading(Path, exception);
        }
    }
}
