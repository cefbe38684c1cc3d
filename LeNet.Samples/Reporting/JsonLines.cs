using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LeNet.Samples.Reporting;

/// <summary>JSON objects, each on a line of its own. Floating-point numbers are in round-trip form; what JSON has no number for is null.</summary>
internal static class JsonLines
{
    /// <summary>Writes one object and the end of its line.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="writeMembers">Writes the object's members.</param>
    public static void WriteLine(TextWriter output, Action<Utf8JsonWriter> writeMembers)
    {
        output.WriteLine(Encoding.UTF8.GetString(Serialize(writeMembers)));
    }

    /// <summary>One object in UTF-8, without the end of its line.</summary>
    public static ReadOnlySpan<byte> Serialize(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan;
    }

    /// <summary>Writes a number, or null if it is infinite or not a number.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Writes an array of numbers, with null for those that are infinite or not a number.</summary>
    public static void WriteNumbers(this Utf8JsonWriter json, string name, ReadOnlySpan<float> values)
    {
        json.WriteStartArray(name);
        foreach (float value in values)
        {
            if (float.IsFinite(value))
            {
                json.WriteNumberValue(value);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Writes how many networks were averaged, unless it was one.</summary>
    public static void WriteEnsemble(this Utf8JsonWriter json, int networks)
    {
        if (networks > 1)
        {
            json.WriteNumber("ensemble", networks);
        }
    }

    /// <summary>Writes an array of whole numbers.</summary>
    public static void WriteNumbers(this Utf8JsonWriter json, string name, IEnumerable<int> values)
    {
        json.WriteStartArray(name);
        foreach (int value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes an array of texts.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
