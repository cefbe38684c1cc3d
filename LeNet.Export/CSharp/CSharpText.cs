using System.Globalization;
using LeNet.Generator.Emission;

namespace LeNet.Export.CSharp;

/// <summary>Pieces of C#.</summary>
internal static class CSharpText
{
    /// <summary>A float that the compiler reads as the same bits.</summary>
    public static string Literal(double value) => ((float)value).ToString("G9", CultureInfo.InvariantCulture) + "f";

    /// <summary>variable * factor, as short as it can be.</summary>
    public static string Times(string variable, int factor) =>
        factor == 1 ? variable : string.Create(CultureInfo.InvariantCulture, $"{variable} * {factor}");

    /// <summary>A loop from 0.</summary>
    public static CodeWriter.BlockScope For(this CodeWriter code, string variable, int count) =>
        code.Block($"for (int {variable} = 0; {variable} < {count}; {variable}++)");

    /// <summary>A number as a term of <see cref="Sum"/>; nothing for 0.</summary>
    public static string Term(int value) => value == 0 ? "" : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Terms joined by plus; empty ones are left out.</summary>
    public static string Sum(params IEnumerable<string> terms) => string.Join(" + ", terms.Where(term => term.Length > 0));

    /// <summary>A number as the end of a sum: " − 2", or nothing for 0.</summary>
    public static string Less(int value) => value == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" - {value}");

    /// <summary>Where a value lies in an array of several dimensions: At("i", (28, "r"), (28, "c")) is (i * 28 + r) * 28 + c.</summary>
    public static string At(string first, params ReadOnlySpan<(int Size, string Index)> inner)
    {
        string index = first;
        foreach ((int size, string next) in inner)
        {
            string outer = index.Contains(' ', StringComparison.Ordinal) ? $"({index})" : index;
            index = $"{Times(outer, size)} + {next}";
        }

        return index;
    }

    /// <summary>A line of text without what would end the comment that it stands in.</summary>
    public static string Comment(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
