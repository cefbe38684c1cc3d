using System.Runtime.CompilerServices;
using LeNet.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LeNet.Generator.Tests.Emission;

/// <summary>What generated code may rely on and what it may not: plain, checked, documented C#.</summary>
public sealed class GeneratedAssemblyTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() => NetworkCompiler.Compile(
        ArchitectureText.Of(
            "Everything",
            ArchitectureText.Input(2, 15, 13, 20, 9, "resize"),
            ArchitectureText.Conv(5, (3, 2), (1, 2), (1, 1), activation: "relu"),
            ArchitectureText.Pool("max", (3, 3), (2, 1)),
            ArchitectureText.Conv(4, 2, bias: false, activation: "sigmoid"),
            ArchitectureText.Pool("avg", (2, 2)),
            ArchitectureText.Flatten,
            ArchitectureText.Linear(7, activation: "tanh"),
            ArchitectureText.Linear(3, bias: false)),
        ArchitectureText.Of("Padded", ArchitectureText.Input(1, 9, 9, 8, 7, "pad"), ArchitectureText.Conv(3, 3, padding: 2, activation: "tanh"), ArchitectureText.Flatten)));

    [Fact]
    public void Code_compiles_without_warnings_documentation_included()
    {
        GeneratedProject project = Networks.Value.Project;
        CSharpParseOptions options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest).WithDocumentationMode(DocumentationMode.Diagnose);
        CSharpCompilation compilation = project.Compilation
            .RemoveAllSyntaxTrees()
            .AddSyntaxTrees(project.Sources.Select(source => CSharpSyntaxTree.ParseText(source.Value.Replace("#pragma warning disable ", "", StringComparison.Ordinal), options, source.Key, cancellationToken: TestContext.Current.CancellationToken)))
            .WithOptions(project.Compilation.Options.WithWarningLevel(9999));

        Assert.True(compilation.Options.NullableContextOptions == NullableContextOptions.Enable);
        Assert.Empty(compilation
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => diagnostic.ToString()));
    }

    [Fact]
    public void Code_has_nothing_unsafe()
    {
        GeneratedProject project = Networks.Value.Project;
        Assert.False(project.Compilation.Options.AllowUnsafe);
        string[] unwanted = ["unsafe", "fixed", "Unsafe", "MemoryMarshal", "LoadUnsafe", "StoreUnsafe", "SkipLocalsInit", "DllImport"];
        Assert.All(project.Sources, source =>
        {
            SyntaxNode root = CSharpSyntaxTree.ParseText(source.Value, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken);
            Assert.Empty(root.DescendantTokens().Select(token => token.Text).Intersect(unwanted, StringComparer.Ordinal));
        });
        Assert.DoesNotContain("System.Security.UnverifiableCodeAttribute", AssemblyImage.AttributeNames(Networks.Value.Image));
        Assert.Contains(typeof(RuntimeCompatibilityAttribute).FullName, AssemblyImage.AttributeNames(Networks.Value.Image));
    }
}
