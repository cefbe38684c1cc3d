using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LeNet.Runtime;

/// <summary>A tensor to write: float32, or whole numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its sizes, row-major.</param>
/// <param name="Offset">Where it begins in the values handed over, in floats.</param>
/// <param name="Count">Its values: the product of its sizes.</param>
/// <param name="IsInteger">Whether the values are the bits of whole numbers, to be written as int64.</param>
internal readonly record struct SafetensorsEntry(string Name, IReadOnlyList<int> Shape, int Offset, int Count, bool IsInteger = false)
{
    /// <summary>The dtype in the file.</summary>
    public string Dtype => IsInteger ? "I64" : "F32";

    /// <summary>Bytes of a value in the file.</summary>
    public int ItemBytes => IsInteger ? sizeof(long) : sizeof(float);
}

/// <summary>Writes safetensors files: the same bytes as the reference implementation, always.</summary>
internal static class SafetensorsWriter
{
    private const int HeaderAlignment = 8;

    /// <summary>Writes a file's bytes.</summary>
    /// <param name="output">Where they go.</param>
    /// <param name="tensors">The tensors in any order; names differ.</param>
    /// <param name="values">The values of all tensors.</param>
    /// <param name="metadata">What the file says about itself, or null.</param>
    public static void Write(
        Stream output,
        IEnumerable<SafetensorsEntry> tensors,
        ReadOnlySpan<float> values,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        // The reference sorts by dtype, the widest first, then by the name's bytes.
        SafetensorsEntry[] sorted = [.. tensors];
        Array.Sort(sorted, static (a, b) => a.ItemBytes != b.ItemBytes
            ? b.ItemBytes.CompareTo(a.ItemBytes)
            : Encoding.UTF8.GetBytes(a.Name).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b.Name)));

        var header = new ArrayBufferWriter<byte>();
        WriteHeader(header, sorted, metadata);
        int padding = -header.WrittenCount & (HeaderAlignment - 1);
        header.GetSpan(padding)[..padding].Fill((byte)' ');
        header.Advance(padding);

        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)header.WrittenCount);
        output.Write(prefix);
        output.Write(header.WrittenSpan);
        foreach (SafetensorsEntry tensor in sorted)
        {
            ReadOnlySpan<float> own = values.Slice(tensor.Offset, tensor.Count);
            if (tensor.IsInteger)
            {
                WriteIntegers(output, MemoryMarshal.Cast<float, int>(own));
            }
            else
            {
                WriteValues(output, own);
            }
        }
    }

    private static void WriteHeader(
        IBufferWriter<byte> header, SafetensorsEntry[] sorted, IReadOnlyDictionary<string, string>? metadata)
    {
        using var json = new Utf8JsonWriter(header, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        if (metadata is { Count: > 0 })
        {
            json.WriteStartObject("__metadata__");
            foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        long offset = 0;
        foreach (SafetensorsEntry tensor in sorted)
        {
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", tensor.Dtype);
            json.WriteStartArray("shape");
            foreach (int size in tensor.Shape)
            {
                json.WriteNumberValue(size);
            }

            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            offset += (long)tensor.Count * tensor.ItemBytes;
            json.WriteNumberValue(offset);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteIntegers(Stream output, ReadOnlySpan<int> values)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        foreach (int value in values)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            output.Write(bytes);
        }
    }

    private static void WriteValues(Stream output, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            output.Write(MemoryMarshal.AsBytes(values));
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (float value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            output.Write(bytes);
        }
    }
}
