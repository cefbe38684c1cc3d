using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LeNet.Runtime;

namespace LeNet.Import.Onnx.Wire;

/// <summary>Reads constants: numbers of every type, as bytes, in fields of their type, or in a file beside the model.</summary>
/// <param name="external">Gives the bytes of a file beside the model, by its name.</param>
internal sealed class TensorReader(Func<string, ReadOnlyMemory<byte>> external)
{
    private const int MostAxes = 8;
    private const int FloatType = 1;
    private const int Int64Type = 7;
    private const int DoubleType = 11;
    private const int Uint32Type = 12;
    private const int Uint64Type = 13;

    /// <summary>By their number in TensorProto.DataType: bytes of a value, how it is read, whether it is a whole number.</summary>
    private static readonly Dictionary<long, (int Bytes, bool IsInteger, NumberDtype.Reader Read)> Types = new()
    {
        [FloatType] = Of("F32"),
        [2] = Of("U8"),
        [3] = Of("I8"),
        [4] = (sizeof(ushort), true, bytes => BinaryPrimitives.ReadUInt16LittleEndian(bytes)),
        [5] = Of("I16"),
        [6] = Of("I32"),
        [Int64Type] = Of("I64"),
        [9] = Of("U8"),
        [10] = Of("F16"),
        [DoubleType] = Of("F64"),
        [Uint32Type] = (sizeof(uint), true, bytes => BinaryPrimitives.ReadUInt32LittleEndian(bytes)),
        [Uint64Type] = (sizeof(ulong), true, bytes => BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
        [16] = Of("BF16"),
    };

    private readonly List<long> _dims = [];
    private readonly List<long> _integers = [];
    private readonly List<ReadOnlyMemory<byte>> _numbers = [];
    private readonly Dictionary<string, string> _place = new(StringComparer.Ordinal);
    private ReadOnlyMemory<byte>? _raw;
    private bool _isElsewhere;
    private long _type;
    private string _name = "";

    /// <summary>Reads a TensorProto.</summary>
    /// <exception cref="OnnxException">It is of a type that is not read, or holds another number of values than its shape says.</exception>
    public (string Name, OnnxTensor Tensor) Read(WireReader tensor)
    {
        while (tensor.Next())
        {
            ReadField(tensor);
        }

        if (!Types.TryGetValue(_type, out (int Bytes, bool IsInteger, NumberDtype.Reader Read) type))
        {
            throw Refuse(FormattableString.Invariant($"is of the type {_type} of onnx.proto, which is not read; weights are float, double, float16 or bfloat16 (quantised ones must be made floats first)"));
        }

        if (_dims.Count > MostAxes)
        {
            throw Refuse(FormattableString.Invariant($"has {_dims.Count} axes; at most {MostAxes} are read"));
        }

        long count = 1;
        foreach (long size in _dims)
        {
            count = size is >= 0 and <= int.MaxValue && count * size <= int.MaxValue ? count * size : throw Refuse("has sizes that no file can hold");
        }

        ReadOnlyMemory<byte> raw = _isElsewhere ? Elsewhere() : _raw ?? default;
        return (_name, new OnnxTensor([.. _dims.Select(size => (int)size)], _raw is null && !_isElsewhere ? Typed(count) : Raw(raw, count, type.Bytes, type.Read), type.IsInteger));
    }

    /// <summary>Floats of bytes.</summary>
    public static float[] Floats(ReadOnlyMemory<byte> bytes)
    {
        float[] values = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.Span[(i * sizeof(float))..]);
        }

        return values;
    }

    private static (int, bool, NumberDtype.Reader) Of(string name)
    {
        NumberDtype dtype = NumberDtype.Find(name)!;
        return (dtype.Bytes, !dtype.IsFloat, dtype.Read);
    }

    private void ReadField(WireReader tensor)
    {
        switch (tensor.Field)
        {
            case 1:
                tensor.Integers(_dims);
                break;
            case 2:
                _type = tensor.Integer();
                break;
            case 3:
                throw Refuse("is a part of a tensor; save the model with whole ones");
            case 4:
                _numbers.Add(tensor.Fixed(sizeof(float)));
                break;
            case 5 or 7 or 11:
                tensor.Integers(_integers);
                break;
            case 8:
                _name = tensor.Text();
                break;
            case 9:
                _raw = tensor.Bytes();
                break;
            case 10:
                _numbers.Add(tensor.Fixed(sizeof(double)));
                break;
            case 13:
                ReadPlace(tensor.Message());
                break;
            case 14:
                _isElsewhere = tensor.Integer() == 1;
                break;
            default:
                tensor.Skip();
                break;
        }
    }

    private void ReadPlace(WireReader entry)
    {
        (string key, string value) = ("", "");
        while (entry.Next())
        {
            switch (entry.Field)
            {
                case 1:
                    key = entry.Text();
                    break;
                case 2:
                    value = entry.Text();
                    break;
                default:
                    entry.Skip();
                    break;
            }
        }

        _place[key] = value;
    }

    private ReadOnlyMemory<byte> Elsewhere()
    {
        ReadOnlyMemory<byte> file = external(_place.GetValueOrDefault("location", ""));
        long offset = Number("offset", 0);
        long length = Number("length", file.Length - offset);
        return offset >= 0 && length >= 0 && offset <= file.Length && length <= file.Length - offset
            ? file.Slice((int)offset, (int)length)
            : throw Refuse($"lies beyond the end of the file '{OnnxNode.Shown(_place.GetValueOrDefault("location", ""))}' beside the model");

        long Number(string key, long otherwise) => _place.TryGetValue(key, out string? text) ? long.TryParse(text, out long number) ? number : -1 : otherwise;
    }

    private double[] Raw(ReadOnlyMemory<byte> raw, long count, int width, NumberDtype.Reader read)
    {
        RequireCount(count, raw.Length / width, raw.Length % width == 0);
        double[] values = new double[count];
        ReadOnlySpan<byte> bytes = raw.Span;
        if (_type == FloatType && BitConverter.IsLittleEndian)
        {
            ReadOnlySpan<float> floats = MemoryMarshal.Cast<byte, float>(bytes);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = floats[i];
            }

            return values;
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = read(bytes.Slice(i * width, width));
        }

        return values;
    }

    /// <summary>Numbers in fields of their type: the narrow ones are the bits of whole numbers.</summary>
    private double[] Typed(long count)
    {
        if (_type is FloatType or DoubleType)
        {
            int width = _type == FloatType ? sizeof(float) : sizeof(double);
            long there = _numbers.Sum(piece => (long)piece.Length);
            RequireCount(count, there / width, _numbers.TrueForAll(piece => piece.Length % width == 0));
            byte[] all = new byte[there];
            int at = 0;
            foreach (ReadOnlyMemory<byte> piece in _numbers)
            {
                piece.CopyTo(all.AsMemory(at));
                at += piece.Length;
            }

            return Raw(all, count, width, Types[_type].Read);
        }

        RequireCount(count, _integers.Count, true);
        if (Types[_type] is { IsInteger: true })
        {
            return [.. _integers.Select(value => _type == Uint64Type ? (double)(ulong)value : value)];
        }

        byte[] bits = new byte[sizeof(ushort)];
        return [.. _integers.Select(value =>
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bits, (ushort)value);
            return Types[_type].Read(bits);
        })];
    }

    private void RequireCount(long wanted, long there, bool isWhole)
    {
        if (wanted != there || !isWhole)
        {
            throw Refuse(FormattableString.Invariant($"should hold {wanted} values by its shape, but has {there}; the file is damaged"));
        }
    }

    private OnnxException Refuse(string problem) => new($"the constant '{OnnxNode.Shown(_name)}' {problem}");
}
