using LeNet.Export.Text;
using LeNet.Generator.Emission;

namespace LeNet.Export.CSharp;

/// <summary>
/// Floats in source code, as Base64. In a UTF-8 literal the compiler puts it into the assembly as it is, at any size, in milliseconds,
/// which it does with neither a list of numbers nor an ordinary string; older languages have only the string.
/// </summary>
internal static class EmbeddedFloats
{
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
        code.Line();
        code.Line($"// {title}, {values.Length} values");
        code.Line(inUtf8 ? $"private static ReadOnlySpan<byte> {name} => \"\"\"" : $"private const string {name} = @\"");
        foreach (string line in Base64Lines.Of(values))
        {
            code.Line($"    {line}");
        }

        code.Line(inUtf8 ? "    \"\"\"u8;" : "    \";");
    }
}
