using System.Text;
using System.Text.Json;

namespace LeNet.Runtime;

/// <summary>The header of a safetensors file, checked: every tensor's bytes lie in the file, without overlaps and holes.</summary>
internal sealed class SafetensorsHeader
{
    private const string MetadataKey = "__metadata__";

    private readonly string _path;
    private readonly Dictionary<string, SafetensorsTensor> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private bool _hasMetadata;

    private SafetensorsHeader(string path) => _path = path;

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsTensor> Tensors => _tensors;

    /// <summary>The tensors in their order.</summary>
    public IReadOnlyCollection<SafetensorsTensor> Contents => _tensors.Values;

    /// <summary>What the file says about itself.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Reads and checks a header.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="json">The header's bytes.</param>
    /// <param name="dataLength">How many bytes follow the header.</param>
    /// <exception cref="DataFileException">The header is wrong.</exception>
    public static SafetensorsHeader Parse(string path, ReadOnlySpan<byte> json, long dataLength)
    {
        var header = new SafetensorsHeader(path);
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
            header.Parse(ref reader);
        }
        catch (JsonException exception)
        {
            // The message of the reader repeats what may be all of the header.
            throw header.Error($"its header is not valid JSON: {Shown(exception.Message)}", exception);
        }

        header.CheckLayout(dataLength);
        return header;
    }

    /// <summary>A name as a message shows it: quoted by the caller, and no longer than a line bears.</summary>
    public static string Shown(string name) => name.Length <= 100 ? name : name[..100] + "…";

    /// <summary>A shape as a message shows it.</summary>
    public static string Shown<T>(IReadOnlyList<T> shape) =>
        $"[{string.Join(", ", shape.Take(8))}{(shape.Count > 8 ? ", …" : "")}]";

    private void Parse(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Error("its header is not a JSON object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = Text(ref reader);
            if (name == MetadataKey)
            {
                ParseMetadata(ref reader);
            }
            else if (!_tensors.TryAdd(name, ParseTensor(name, ref reader)))
            {
                throw Error($"tensor '{Shown(name)}' occurs twice in its header");
            }
        }

        // Anything but white space after the object is an error of the reader's own.
        reader.Read();
    }

    private void ParseMetadata(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (_hasMetadata || reader.TokenType != JsonTokenType.StartObject)
        {
            throw Error(_hasMetadata ? $"{MetadataKey} occurs twice in its header" : $"{MetadataKey} is not a JSON object");
        }

        _hasMetadata = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = Text(ref reader);
            reader.Read();
            if (reader.TokenType != JsonTokenType.String || !_metadata.TryAdd(key, Text(ref reader)))
            {
                throw Error($"'{Shown(key)}' in {MetadataKey} {(_metadata.ContainsKey(key) ? "occurs twice" : "is not a string")}");
            }
        }
    }

    private SafetensorsTensor ParseTensor(string name, ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Error(name, "is not described by a JSON object");
        }

        string? dtype = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = Text(ref reader);
            reader.Read();
            switch (key)
            {
                case "dtype" when dtype is null:
                    dtype = reader.TokenType == JsonTokenType.String ? Text(ref reader) : throw Error(name, "has a dtype that is not a string");
                    break;
                case "shape" when shape is null:
                    shape = ParseNumbers(name, key, ref reader);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ParseNumbers(name, key, ref reader);
                    break;
                case "dtype" or "shape" or "data_offsets":
                    throw Error(name, $"has {key} twice");
                default:
                    throw Error(name, $"has the unknown key '{Shown(key)}'; the keys are dtype, shape and data_offsets");
            }
        }

        if (dtype is null || shape is null || offsets is null)
        {
            throw Error(name, $"lacks {(dtype is null ? "dtype" : shape is null ? "shape" : "data_offsets")}");
        }

        if (offsets is not [long begin, long end] || begin > end)
        {
            throw Error(name, $"has the data_offsets {Shown(offsets)} instead of a begin and an end");
        }

        var tensor = new SafetensorsTensor(name, dtype, shape, begin, end);
        CheckLength(tensor);
        return tensor;
    }

    private List<long> ParseNumbers(string name, string key, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw Error(name, $"has a {key} that is not an array");
        }

        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
            {
                throw Error(name, $"has a {key} with something else than whole numbers from 0 to {long.MaxValue}");
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private void CheckLength(SafetensorsTensor tensor)
    {
        long length = ElementBytes(tensor.Dtype) ?? throw Error(tensor.Name, $"has the unknown dtype '{Shown(tensor.Dtype)}'");
        foreach (long size in tensor.Shape)
        {
            if (size != 0 && length > long.MaxValue / size)
            {
                throw Error(tensor.Name, $"has the impossible shape {Shown(tensor.Shape)}");
            }

            length *= size;
        }

        if (length != tensor.Length)
        {
            throw Error(tensor.Name, $"has {tensor.Length} bytes by its data_offsets, but {tensor.Dtype} {Shown(tensor.Shape)} takes {length}");
        }
    }

    private void CheckLayout(long dataLength)
    {
        foreach (SafetensorsTensor tensor in _tensors.Values)
        {
            if (tensor.End > dataLength)
            {
                throw Error(tensor.Name, $"ends at byte {tensor.End} of the data, but the file has only {dataLength}: it is truncated or its header is wrong");
            }
        }

        long end = 0;
        string? previous = null;
        foreach (SafetensorsTensor tensor in _tensors.Values.OrderBy(tensor => tensor.Begin).ThenBy(tensor => tensor.End))
        {
            if (tensor.Begin < end)
            {
                throw Error(tensor.Name, $"overlaps tensor '{Shown(previous!)}'");
            }

            if (tensor.Begin > end)
            {
                throw Error(tensor.Name, $"begins at byte {tensor.Begin} of the data, with a hole of {tensor.Begin - end} bytes before it");
            }

            (end, previous) = (tensor.End, tensor.Name);
        }

        if (end < dataLength)
        {
            throw Error($"{dataLength - end} bytes follow its last tensor");
        }
    }

    /// <summary>JSON strings may hold what no string can: halves of surrogate pairs and broken UTF-8.</summary>
    private string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            throw Error("its header has a string that is not valid Unicode", exception);
        }
    }

    private static long? ElementBytes(string dtype) => dtype switch
    {
        "BOOL" or "U8" or "I8" or "F8_E4M3" or "F8_E5M2" or "F8_E8M0" => 1,
        "U16" or "I16" or "F16" or "BF16" => 2,
        "U32" or "I32" or "F32" => 4,
        "U64" or "I64" or "F64" or "C64" => 8,
        _ => null,
    };

    private DataFileException Error(string tensor, string problem) => Error($"tensor '{Shown(tensor)}' {problem}");

    private DataFileException Error(string problem, Exception? exception = null) => new(_path, problem, exception);
}
