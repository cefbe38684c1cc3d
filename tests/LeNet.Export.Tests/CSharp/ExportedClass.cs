using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using LeNet.Export.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace LeNet.Export.Tests.CSharp;

/// <summary>An exported class, compiled alone: against the framework that it is for, with nothing else.</summary>
internal sealed class ExportedClass
{
    private static readonly ImmutableArray<MetadataReference> Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly IReadOnlyDictionary<CSharpTarget, (LanguageVersion Version, ImmutableArray<MetadataReference> References)> Targets =
        new Dictionary<CSharpTarget, (LanguageVersion, ImmutableArray<MetadataReference>)>
        {
            [CSharpTarget.Net80] = (LanguageVersion.CSharp12, Framework),
            [CSharpTarget.NetStandard21] = (LanguageVersion.CSharp7_3, References("netstandard2.1")),
            [CSharpTarget.NetStandard20] = (LanguageVersion.CSharp7_3, References("netstandard2.0")),
        };

    private readonly PredictMethod _predict;
    private readonly LogitsProperty _logits;

    private ExportedClass(Type type)
    {
        Type = type;
        object instance = Activator.CreateInstance(type)!;
        _predict = type.GetMethod("Predict")!.CreateDelegate<PredictMethod>(instance);
        _logits = type.GetProperty("Logits")!.GetMethod!.CreateDelegate<LogitsProperty>(instance);
    }

    private delegate int PredictMethod(ReadOnlySpan<byte> image, Span<float> probabilities);

    private delegate ReadOnlySpan<float> LogitsProperty();

    /// <summary>The class.</summary>
    public Type Type { get; }

    /// <summary>The logits of the last image.</summary>
    public ReadOnlySpan<float> Logits => _logits();

    /// <summary>Compiles a class as its target's compiler would, every warning an error; fails the test with the diagnostics.</summary>
    /// <param name="source">Its text.</param>
    /// <param name="fullName">Its name with its namespace.</param>
    /// <param name="target">What it is for.</param>
    public static ExportedClass Compile(string source, string fullName, CSharpTarget target = CSharpTarget.Net80)
    {
        (LanguageVersion version, ImmutableArray<MetadataReference> references) = Targets[target];
        var compilation = CSharpCompilation.Create(
            "Exported",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(version, DocumentationMode.Diagnose))],
            references,
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

    /// <summary>The assemblies in the folders that the project names for a target.</summary>
    private static ImmutableArray<MetadataReference> References(string target) =>
    [
        .. typeof(ExportedClass).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == target).Value!
            .Split(';')
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
