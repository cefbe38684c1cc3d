using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LeNet.Runtime;

namespace LeNet.Samples.Data.Numpy;

/// <summary>What an array file of NumPy says of its content (NumPy Enhancement Proposal 1).</summary>
/// <param name="Type">How its elements are stored.</param>
/// <param name="Shape">Its sizes.</param>
internal sealed partial record NpyHeader(NpyType Type, IReadOnlyList<int> Shape)
{
    private const int MostBytes = 1 << 16;

    private static readonly byte[] Magic = [0x93, .. "NUMPY"u8];

    /// <summary>Elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Its shape as NumPy writes it.</summary>
    public string ShapeText => $"({string.Join(", ", Shape)})";

    /// <summary>Reads it from the beginning of a file; the stream is then where the elements begin.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="DataFileException">It is no such file, or holds what is not read.</exception>
    public static NpyHeader Read(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[8];
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.StartsWith(Magic))
        {
            throw new DataFileException(name, "is no array file of NumPy");
        }

        Span<byte> length = stackalloc byte[start[6] == 1 ? 2 : 4];
        stream.ReadExactly(length);
        long bytes = length.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(length) : BinaryPrimitives.ReadUInt32LittleEndian(length);
        if (bytes > MostBytes)
        {
            throw new DataFileException(name, $"has a header of {bytes} bytes; it is damaged");
        }

        byte[] text = new byte[bytes];
        stream.ReadExactly(text);
        return Parse(Encoding.Latin1.GetString(text), name);
    }

    private static NpyHeader Parse(string text, string name)
    {
        Match type = Description().Match(text);
        Match order = FortranOrder().Match(text);
        Match shape = ShapeOf().Match(text);
        if (!type.Success || !order.Success || !shape.Success)
        {
            throw new DataFileException(name, "has a header that is not understood; write the array with numpy.save or numpy.savez");
        }

        NpyType elements = NpyType.Of(type.Groups[1].Value)
            ?? throw new DataFileException(name, $"holds elements of type {type.Groups[1].Value}; numbers are read");
        if (order.Groups[1].Value == "True")
        {
            throw new DataFileException(name, "is stored column by column (Fortran order); write numpy.ascontiguousarray of it");
        }

        List<int> sizes = [];
        foreach (string size in shape.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            sizes.Add(int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                ? value
                : throw new DataFileException(name, $"has a shape that is not understood: {shape.Groups[1].Value}"));
        }

        Int128 count = sizes.Aggregate((Int128)elements.Size, (product, size) => product > Array.MaxLength ? product : product * size);
        return count <= Array.MaxLength
            ? new NpyHeader(elements, sizes)
            : throw new DataFileException(name, $"is too large: its header gives the shape {shape.Groups[1].Value}, and at most {Array.MaxLength} bytes are read");
    }

    [GeneratedRegex(@"'descr'\s*:\s*'([<>|=]?[a-zA-Z?]\d*)'", RegexOptions.CultureInvariant)]
    private static partial Regex Description();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)", RegexOptions.CultureInvariant)]
    private static partial Regex FortranOrder();

    [GeneratedRegex(@"'shape'\s*:\s*\(([\d\s,]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex ShapeOf();
}
