using System.Buffers;
using System.Text;
using System.Text.Json;
using LeNet.Runtime;
using LeNet.Samples.Files;
using LeNet.Samples.Parsing;
using LeNet.Samples.Sweeping.Values;

namespace LeNet.Samples.Sweeping.Plans;

/// <summary>
/// A grid file: a JSON object whose keys are options of <c>train</c> without dashes, and whose values are a value, a list of them, or text as on the command
/// line, such as <c>"1..5"</c>. Comments and trailing commas are allowed.
/// </summary>
internal sealed class GridFile
{
    private const int LargestFile = 1 << 20;

    private readonly string _path;
    private readonly byte[] _text;
    private readonly IReadOnlyList<string> _options;

    private GridFile(string path, byte[] text, IReadOnlyList<string> options)
    {
        (_path, _text, _options) = (path, text, options);
    }

    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The options that may be varied, dashes included.</param>
    /// <exception cref="DataFileException">It cannot be read or is wrong; the message says where.</exception>
    public static IReadOnlyList<SweptOption> Load(string path, IReadOnlyList<string> options)
    {
        byte[] text;
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > LargestFile)
            {
                throw new DataFileException(path, "is too long for a grid, which is a short JSON file");
            }

            text = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (FileProblem.IsOne(exception))
        {
            throw FileProblem.Reading(path, exception);
        }

        return new GridFile(path, text.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text, options).Read();
    }

    private List<SweptOption> Read()
    {
        var reader = new Utf8JsonReader(_text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var found = new List<SweptOption>();
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw Error(reader.TokenStartIndex, "a grid is an object, such as { \"lr\": [0.01, 0.02], \"seed\": \"1..5\" }");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                found.Add(ReadOption(ref reader, found));
            }

            reader.Read(); // anything but space after it is an error
            return found;
        }
        catch (JsonException exception)
        {
            int place = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            string problem = (place < 0 ? exception.Message : exception.Message[..place]).TrimEnd('.');
            throw Error(OffsetOf(exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0), $"this is not JSON: {problem}");
        }
        catch (InvalidOperationException)
        {
            throw Error(reader.TokenStartIndex, "this text is not valid: half of a surrogate pair, or bytes that are not UTF-8");
        }
    }

    private SweptOption ReadOption(ref Utf8JsonReader reader, List<SweptOption> found)
    {
        long keyStart = reader.TokenStartIndex;
        string key = reader.GetString()!;
        string option = "--" + key.Replace('_', '-');
        if (!_options.Contains(option))
        {
            string hint = Similar.Find(option, _options) is { } name ? $" (did you mean \"{name[2..]}\"?)" : "";
            throw Error(keyStart, $"unknown key \"{key}\"{hint}; a grid has the options of train that sweep --help lists, without dashes");
        }

        if (found.Any(other => other.Name == option))
        {
            throw Error(keyStart, $"the key \"{key}\" is here twice; delete one");
        }

        reader.Read();
        long start = reader.TokenStartIndex;
        try
        {
            return new SweptOption(option, ReadValues(ref reader, option));
        }
        catch (UsageException exception)
        {
            throw Error(start, exception.Message);
        }
    }

    private OptionValues ReadValues(ref Utf8JsonReader reader, string option)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return ValuesText.Parse(option, reader.GetString()!);
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return new ValueList([ReadValue(ref reader)]);
        }

        long start = reader.TokenStartIndex;
        var values = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            values.Add(ReadValue(ref reader));
        }

        return values.Count > 0 ? ValuesText.Of(option, values) : throw Error(start, "this list is empty; give a value at least");
    }

    private string ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString()!;
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            case JsonTokenType.StartObject:
                return Compact(ref reader);
            default:
                throw Error(reader.TokenStartIndex, "a value is a number, a text, true, false, or an object as in a recipe");
        }
    }

    /// <summary>An object on one line, for the command line.</summary>
    private static string Compact(ref Utf8JsonReader reader)
    {
        using JsonDocument value = JsonDocument.ParseValue(ref reader);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            value.WriteTo(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private DataFileException Error(long at, string problem)
    {
        ReadOnlySpan<byte> before = _text.AsSpan(0, (int)Math.Min(at, _text.Length));
        int line = before.Count((byte)'\n') + 1;
        int column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return new DataFileException(_path, FormattableString.Invariant($"line {line}, column {column}: {problem}"));
    }

    private long OffsetOf(long line, long byteInLine)
    {
        int at = 0;
        for (; line > 0; line--)
        {
            at += _text.AsSpan(at).IndexOf((byte)'\n') + 1;
        }

        return at + byteInLine;
    }
}
