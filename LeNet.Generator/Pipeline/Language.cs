using LeNet.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LeNet.Generator.Pipeline;

/// <summary>Rules out projects whose C# is older than that of the emitted sources, which would fail in them with errors that do not say so.</summary>
internal static class Language
{
    /// <summary>That of .NET 10, the first with implicit conversions of spans.</summary>
    private const LanguageVersion Needed = LanguageVersion.CSharp14;

    public static LanguageVersion Of(ParseOptions options) => ((CSharpParseOptions)options).LanguageVersion;

    public static bool IsTooOld(LanguageVersion version) => version < Needed;

    /// <summary>One error for the project: its cause is in no architecture file.</summary>
    public static Diagnostic Error(LanguageVersion version) => Diagnostic.Create(
        Descriptors.OldLanguage,
        Location.None,
        $"the generated code is C# {Needed.ToDisplayString()}, and the project is compiled as C# {version.ToDisplayString()}; take <LangVersion> out of the project");
}
