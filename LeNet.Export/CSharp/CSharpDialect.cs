using LeNet.Export.Text;

namespace LeNet.Export.CSharp;

/// <summary>How a class is written for a target.</summary>
/// <param name="Target">Its name, as in a project file.</param>
/// <param name="Needs">What a class needs, as the sentence "a trained network that needs … " goes on.</param>
/// <param name="Usings">The namespaces that it uses.</param>
/// <param name="IsModern">Whether there are file-scoped namespaces, nullable annotations and UTF-8 literals, and a fused multiply-add.</param>
/// <param name="HasMathF">Whether there is MathF.</param>
/// <param name="HasSingleBits">Whether the bits of a float become an integer.</param>
internal sealed record CSharpDialect(string Target, string Needs, IReadOnlyList<string> Usings, bool IsModern, bool HasMathF, bool HasSingleBits)
{
    private const string Fma = "FusedMultiplyAdd";

    private static readonly CSharpDialect Net80 = new(
        "net8.0", "nothing but .NET 8 or newer", ["System", "System.Buffers.Binary", "System.Buffers.Text", "System.Runtime.InteropServices"], true, true, true);

    private static readonly CSharpDialect NetStandard21 = new(
        "netstandard2.1", "nothing but .NET Standard 2.1 and C# 7.3", ["System", "System.Runtime.CompilerServices"], false, true, true);

    private static readonly CSharpDialect NetStandard20 = new(
        "netstandard2.0", ".NET Standard 2.0, C# 7.3 and the package System.Memory", ["System", "System.Runtime.CompilerServices"], false, false, false);

    /// <summary>The dialect of a target.</summary>
    public static CSharpDialect Of(CSharpTarget target) => target switch
    {
        CSharpTarget.Net80 => Net80,
        CSharpTarget.NetStandard21 => NetStandard21,
        CSharpTarget.NetStandard20 => NetStandard20,
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "There is no such target."),
    };

    /// <summary>The function that rounds a · b + c once.</summary>
    public string FusedMultiplyAdd => IsModern ? "MathF." + Fma : Fma;

    /// <summary>2ⁿ of 1.5 · 2²³ + n.</summary>
    public string PowerOfTwo(string shifted) =>
        HasSingleBits ? $"BitConverter.Int32BitsToSingle((BitConverter.SingleToInt32Bits({shifted}) + 127) << 23)" : $"PowerOfTwo({shifted})";

    /// <summary>√x.</summary>
    public string SquareRoot(string value) => HasMathF ? $"MathF.Sqrt({value})" : $"(float)Math.Sqrt({value})";

    /// <summary>The methods that code needs which the target does not have, and the one that decodes weights.</summary>
    /// <param name="body">The code.</param>
    public IEnumerable<string> Helpers(string body)
    {
        if (!IsModern)
        {
            yield return Read(Fma);
        }

        if (!HasSingleBits && body.Contains("PowerOfTwo(", StringComparison.Ordinal))
        {
            yield return Read("PowerOfTwo");
        }

        yield return Read(IsModern ? "DecodeUtf8" : "Decode");
    }

    private static string Read(string name) => EmbeddedText.Read($"csharp/{name}.cs.txt");
}
