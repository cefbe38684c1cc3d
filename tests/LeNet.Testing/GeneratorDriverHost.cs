using System.Collections.Immutable;
using LeNet.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LeNet.Testing;

/// <summary>Runs the generator in memory over C# and additional files, as the compiler would.</summary>
internal sealed class GeneratorDriverHost
{
    // All that the test process itself may use: the framework and LeNet.Runtime. One compilation that all others begin with: what the
    // compiler has found out about these assemblies is found out once.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Generated",
        references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
        options: new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable,
            deterministic: true));

    private readonly CSharpParseOptions _parseOptions;
    private GeneratorDriver _driver;
    private CSharpCompilation _compilation;
    private ImmutableArray<AdditionalText> _files = [];

    /// <param name="rootNamespace">The project's RootNamespace property; null if it has none.</param>
    /// <param name="language">The project's LangVersion property.</param>
    public GeneratorDriverHost(string? rootNamespace = "Tests", LanguageVersion language = LanguageVersion.Latest)
    {
        _parseOptions = CSharpParseOptions.Default.WithLanguageVersion(language);
        _driver = CSharpGeneratorDriver.Create(
            [new LeNetGenerator().AsSourceGenerator()],
            parseOptions: _parseOptions,
            optionsProvider: new ProjectOptions(rootNamespace),
            driverOptions: new GeneratorDriverOptions(default, trackIncrementalGeneratorSteps: true));
        _compilation = language < LanguageVersion.CSharp8
            ? Empty.WithOptions(Empty.Options.WithNullableContextOptions(NullableContextOptions.Disable))
            : Empty;
    }

    /// <summary>Generates for one architecture file.</summary>
    public static GeneratedProject Run(string architecture, string path = "/project/lenet.arch.json") =>
        new GeneratorDriverHost().WithFile(path, architecture).Generate();

    /// <summary>Adds an additional file, or replaces the one of the same path.</summary>
    public GeneratorDriverHost WithFile(string path, string text) => WithFile(new MemoryAdditionalText(path, text));

    /// <inheritdoc cref="WithFile(string, string)"/>
    public GeneratorDriverHost WithFile(AdditionalText file)
    {
        AdditionalText? old = _files.FirstOrDefault(other => other.Path == file.Path);
        _driver = old is null ? _driver.AddAdditionalTexts([file]) : _driver.ReplaceAdditionalText(old, file);
        _files = old is null ? _files.Add(file) : _files.Replace(old, file);
        return this;
    }

    /// <summary>Adds a C# file, or replaces the one of the same path.</summary>
    public GeneratorDriverHost WithSource(string source, string path = "Program.cs")
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(source, _parseOptions, path);
        SyntaxTree? old = _compilation.SyntaxTrees.FirstOrDefault(other => other.FilePath == path);
        _compilation = old is null ? _compilation.AddSyntaxTrees(tree) : _compilation.ReplaceSyntaxTree(old, tree);
        return this;
    }

    /// <summary>Changes the project's RootNamespace property.</summary>
    public GeneratorDriverHost WithRootNamespace(string? rootNamespace)
    {
        _driver = _driver.WithUpdatedAnalyzerConfigOptions(new ProjectOptions(rootNamespace));
        return this;
    }

    /// <summary>Changes whether the compiler optimises, which it does at first.</summary>
    public GeneratorDriverHost WithOptimization(OptimizationLevel level)
    {
        _compilation = _compilation.WithOptions(_compilation.Options.WithOptimizationLevel(level));
        return this;
    }

    /// <summary>Takes an additional file away.</summary>
    public GeneratorDriverHost WithoutFile(string path)
    {
        AdditionalText file = _files.Single(file => file.Path == path);
        _driver = _driver.RemoveAdditionalTexts([file]);
        _files = _files.Remove(file);
        return this;
    }

    /// <summary>Runs the generator; what did not change since the last run comes from its cache.</summary>
    public GeneratedProject Generate()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out Compilation output, out _);
        return new GeneratedProject((CSharpCompilation)output, _driver.GetRunResult().Results.Single());
    }
}
