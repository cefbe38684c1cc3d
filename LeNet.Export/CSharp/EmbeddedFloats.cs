using System.Runtime.InteropServices;
using LeNet.Generator.Emission;

namespace LeNet.Export.CSharp;

/// <summary>
/// Floats in source code, as Base64. In a UTF-8 literal the compiler puts it into the assembly as it is, at any size, in milliseconds,
/// which it does with neither a list of numbers nor an ordinary string; older languages have only the string.
/// </summary>
internal static class EmbeddedFloats
{
    private const int BytesPerLine = 96;

    /// <summary>The most floats that strings can hold: all of an assembly's strings together have 2²⁴ bytes, two for a character.</summary>
    public const int MostInStrings = 1_500_000;

    /// <summary>Writes a constant.</summary>
    /// <param name="code">Where it goes.</param>
    /// <param name="title">What it is.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="values">The floats.</param>
    /// <param name="inUtf8">Whether the language has UTF-8 literals.</param>
    public static void Write(CodeWriter code, string title, string name, ReadOnlySpan<float> values, bool inUtf8)
    {
        byte[] bytes = LittleEndian(values);
        code.Line();
        code.Line($"// {title}, {values.Length} values");
        code.Line(inUtf8 ? $"private static ReadOnlySpan<byte> {name} => \"\"\"" : $"private const string {name} = @\"");
        for (int begin = 0; begin < bytes.Length; begin += BytesPerLine)
        {
            code.Line($"    {Convert.ToBase64String(bytes, begin, Math.Min(BytesPerLine, bytes.Length - begin))}");
        }

        code.Line(inUtf8 ? "    \"\"\"u8;" : "    \";");
    }

    /// <summary>The bytes of floats, the least significant first.</summary>
    public static byte[] LittleEndian(ReadOnlySpan<float> values)
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            for (int i = 0; i < bytes.Length; i += sizeof(float))
            {
                bytes.AsSpan(i, sizeof(float)).Reverse();
            }
        }

        return bytes;
    }
}
