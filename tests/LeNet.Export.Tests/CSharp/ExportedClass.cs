using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace LeNet.Export.Tests.CSharp;

/// <summary>An exported class, compiled alone: against the framework, with nothing else.</summary>
internal sealed class ExportedClass
{
    private static readonly ImmutableArray<MetadataReference> Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly PredictMethod _predict;
    private readonly LogitsProperty _logits;

    private ExportedClass(Type type)
    {
        object instance = Activator.CreateInstance(type)!;
        _predict = type.GetMethod("Predict")!.CreateDelegate<PredictMethod>(instance);
        _logits = type.GetProperty("Logits")!.GetMethod!.CreateDelegate<LogitsProperty>(instance);
    }

    private delegate int PredictMethod(ReadOnlySpan<byte> image, Span<float> probabilities);

    private delegate ReadOnlySpan<float> LogitsProperty();

    /// <summary>The logits of the last image.</summary>
    public ReadOnlySpan<float> Logits => _logits();

    /// <summary>Compiles a class as .NET 8's compiler would, every warning an error; fails the test with the diagnostics.</summary>
    /// <param name="source">Its text.</param>
    /// <param name="fullName">Its name with its namespace.</param>
    public static ExportedClass Compile(string source, string fullName)
    {
        var compilation = CSharpCompilation.Create(
            "Exported",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp12, DocumentationMode.Diagnose))],
            Framework,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Disable,
                warningLevel: 9999));
        using var stream = new MemoryStream();
        EmitResult result = compilation.Emit(stream);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));

        stream.Position = 0;
        Assembly assembly = new AssemblyLoadContext("Exported", isCollectible: true).LoadFromStream(stream);
        return new ExportedClass(assembly.GetType(fullName, throwOnError: true)!);
    }

    /// <summary>Calls its method.</summary>
    public int Predict(ReadOnlySpan<byte> image, Span<float> probabilities) => _predict(image, probabilities);
}
