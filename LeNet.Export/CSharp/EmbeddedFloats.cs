using System.Runtime.InteropServices;
using LeNet.Generator.Emission;

namespace LeNet.Export.CSharp;

/// <summary>
/// Floats in source code: Base64 in a UTF-8 literal. The compiler puts it into the assembly as it is, at any size, in milliseconds,
/// which it does with neither a list of numbers nor an ordinary string.
/// </summary>
internal static class EmbeddedFloats
{
    private const int BytesPerLine = 96;

    /// <summary>Writes a constant.</summary>
    public static void Write(CodeWriter code, string title, string name, ReadOnlySpan<float> values)
    {
        byte[] bytes = MemoryMarshal.AsBytes(values).ToArray();
        if (!BitConverter.IsLittleEndian)
        {
            for (int i = 0; i < bytes.Length; i += sizeof(float))
            {
                bytes.AsSpan(i, sizeof(float)).Reverse();
            }
        }

        code.Line();
        code.Line($"// {title}, {values.Length} values");
        code.Line($"private static ReadOnlySpan<byte> {name} => \"\"\"");
        for (int begin = 0; begin < bytes.Length; begin += BytesPerLine)
        {
            code.Line($"    {Convert.ToBase64String(bytes, begin, Math.Min(BytesPerLine, bytes.Length - begin))}");
        }

        code.Line("    \"\"\"u8;");
    }
}
