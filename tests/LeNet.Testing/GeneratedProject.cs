using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit.Sdk;

namespace LeNet.Testing;

/// <summary>What one run of the generator gave.</summary>
/// <param name="Compilation">The project with the generated sources in it.</param>
/// <param name="Result">The run, with its tracked steps.</param>
internal sealed record GeneratedProject(CSharpCompilation Compilation, GeneratorRunResult Result)
{
    /// <summary>What the generator reported.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>Generated text by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; } = Result.GeneratedSources.IsDefault
        ? ImmutableDictionary<string, string>.Empty
        : Result.GeneratedSources.ToImmutableDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>Errors and warnings of the C# compiler over user code and generated code.</summary>
    public ImmutableArray<Diagnostic> CompilerDiagnostics =>
        [.. Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    /// <summary>The compiled assembly's bytes; fails with the diagnostics if there are any, warnings included.</summary>
    public byte[] Compile()
    {
        using var stream = new MemoryStream();
        EmitResult result = Compilation.Emit(stream);
        IEnumerable<Diagnostic> complaints = Diagnostics.Concat(result.Diagnostics).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        if (!result.Success || complaints.Any())
        {
            throw new XunitException("The project does not compile cleanly:" + Environment.NewLine + string.Join(Environment.NewLine, complaints));
        }

        return stream.ToArray();
    }

    /// <summary>Compiles and loads into a context of its own, which the collector may unload when nothing uses it.</summary>
    public Assembly Load()
    {
        var context = new AssemblyLoadContext("Generated", isCollectible: true);
        using var stream = new MemoryStream(Compile());
        return context.LoadFromStream(stream);
    }

    /// <summary>Compiles, loads, and makes an instance of a class with a parameterless constructor.</summary>
    /// <param name="typeName">With its namespace.</param>
    public T Create<T>(string typeName) => (T)Activator.CreateInstance(Load().GetType(typeName, throwOnError: true)!)!;
}
