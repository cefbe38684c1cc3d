using System.Reflection;
using LeNet.Generator.Pipeline;
using LeNet.Testing;
using Microsoft.CodeAnalysis;

namespace LeNet.Generator.Tests.Pipeline;

/// <summary>What every step of the generator does after each kind of change to a project of two architecture files.</summary>
public class CachingTests
{
    private const string First = "/project/first.arch.json";
    private const string Second = "/project/second.arch.json";

    // All that is cached or unchanged is not emitted anew.
    private const string NothingAnew = """
        Texts: Cached Cached
        Files: Cached Cached
        RootNamespace: Cached
        Classes: Cached
        Language: Cached
        Networks: Cached Cached
        Unoptimized: Cached
        OldLanguage: Cached
        Diagnostics:
        Sources: Cached Cached
        """;

    private static readonly string Other = Architectures.LeNet5.Replace("LeNet5", "Other", StringComparison.Ordinal);

    [Fact]
    public void The_first_run_makes_everything_new() => Assert.Equal(
        """
        Texts: New New
        Files: New New
        RootNamespace: New
        Classes: New
        Language: New
        Networks: New New
        Unoptimized: New
        OldLanguage: New
        Diagnostics:
        Sources: New New
        """,
        Reasons(TwoFiles().Generate()));

    [Fact]
    public void Running_again_uses_the_cache_throughout()
    {
        GeneratorDriverHost host = TwoFiles();
        host.Generate();
        Assert.Equal(NothingAnew, Reasons(host.Generate()));
    }

    [Fact]
    public void Editing_CSharp_leaves_everything_as_it_is()
    {
        GeneratorDriverHost host = TwoFiles();
        host.Generate();
        Assert.Equal(NothingAnew, Reasons(host.WithSource("class Program { int _edited; }").Generate()));
        Assert.Equal(NothingAnew, Reasons(host.WithSource("class Another { }", "Another.cs").Generate()));
    }

    [Fact]
    public void Another_kind_of_additional_file_leaves_everything_as_it_is()
    {
        GeneratorDriverHost host = TwoFiles().WithFile("/project/appsettings.json", "{}");
        host.Generate();
        Assert.Equal(NothingAnew, Reasons(host.WithFile("/project/appsettings.json", "{ \"edited\": true }").Generate()));
    }

    [Theory]
    [InlineData("\n", "\r\n\t")]
    [InlineData(": ", ":")]
    [InlineData("{\n  \"name\"", "// A comment.\n{\n  \"name\"")]
    [InlineData("\"kernel_size\": 5", "\"kernel_size\": [5, 5.0]")]
    public void Laying_out_a_file_anew_leaves_its_network_and_all_that_follows(string old, string replacement)
    {
        GeneratorDriverHost host = TwoFiles();
        IReadOnlyDictionary<string, string> before = host.Generate().Sources;
        GeneratedProject project = host.WithFile(First, Architectures.LeNet5.Replace(old, replacement, StringComparison.Ordinal)).Generate();
        Assert.Contains("\nNetworks: Cached Cached\nUnoptimized: Cached\nOldLanguage: Cached\nDiagnostics:\nSources: Cached Cached", Reasons(project), StringComparison.Ordinal);
        Assert.Equal(before, project.Sources);
    }

    [Fact]
    public void Laying_out_a_file_anew_is_felt_only_where_it_names_its_class()
    {
        GeneratorDriverHost host = TwoFiles();
        host.Generate();
        Assert.Equal(
            """
            Texts: Modified Unchanged
            Files: Modified Cached
            RootNamespace: Cached
            Classes: Cached
            Language: Cached
            Networks: Cached Cached
            Unoptimized: Cached
            OldLanguage: Cached
            Diagnostics:
            Sources: Cached Cached
            """,
            Reasons(host.WithFile(First, "\n" + Architectures.LeNet5).Generate()));
        Assert.Equal(
            """
            Texts: Modified Unchanged
            Files: Unchanged Cached
            RootNamespace: Cached
            Classes: Cached
            Language: Cached
            Networks: Cached Cached
            Unoptimized: Cached
            OldLanguage: Cached
            Diagnostics:
            Sources: Cached Cached
            """,
            Reasons(host.WithFile(First, "\n" + Architectures.LeNet5 + "\n").Generate()));
    }

    [Fact]
    public void Changing_one_of_two_files_regenerates_one()
    {
        GeneratorDriverHost host = TwoFiles();
        host.Generate();
        Assert.Equal(
            """
            Texts: Unchanged Modified
            Files: Cached Modified
            RootNamespace: Cached
            Classes: Cached
            Language: Cached
            Networks: Cached Modified
            Unoptimized: Unchanged
            OldLanguage: Unchanged
            Diagnostics:
            Sources: Cached Modified
            """,
            Reasons(host.WithFile(Second, Other.Replace("120", "121", StringComparison.Ordinal)).Generate()));
    }

    [Fact]
    public void A_new_file_leaves_the_others_alone()
    {
        GeneratorDriverHost host = TwoFiles();
        host.Generate();
        string third = Architectures.LeNet5.Replace("LeNet5", "Third", StringComparison.Ordinal);
        Assert.Equal(
            """
            Texts: Unchanged Unchanged New
            Files: Cached Cached New
            RootNamespace: Cached
            Classes: Modified
            Language: Cached
            Networks: Cached Cached New
            Unoptimized: Unchanged
            OldLanguage: Unchanged
            Diagnostics:
            Sources: Cached Cached New
            """,
            Reasons(host.WithFile("/project/third.arch.json", third).Generate()));
    }

    [Fact]
    public void A_file_taken_away_leaves_the_other_alone()
    {
        GeneratorDriverHost host = TwoFiles();
        host.Generate();
        GeneratedProject project = host.WithoutFile(Second).Generate();
        Assert.Equal(
            """
            Texts: Unchanged Removed
            Files: Cached Removed
            RootNamespace: Cached
            Classes: Modified
            Language: Cached
            Networks: Cached Removed
            Unoptimized: Unchanged
            OldLanguage: Unchanged
            Diagnostics:
            Sources: Cached Removed
            """,
            Reasons(project));
        Assert.All(project.Sources.Keys, name => Assert.StartsWith("Tests.LeNet5.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void The_root_namespace_matters_only_to_files_without_a_namespace()
    {
        GeneratorDriverHost host = TwoFiles()
            .WithFile(Second, Other.Replace("\"name\": \"Other\"", "\"name\": \"Other\", \"namespace\": \"Fixed\"", StringComparison.Ordinal));
        host.Generate();
        GeneratedProject project = host.WithRootNamespace("Renamed").Generate();
        Assert.Equal(
            """
            Texts: Cached Cached
            Files: Cached Cached
            RootNamespace: Modified
            Classes: Modified
            Language: Cached
            Networks: Modified Cached
            Unoptimized: Unchanged
            OldLanguage: Unchanged
            Diagnostics:
            Sources: Modified Cached
            """,
            Reasons(project));
        Assert.NotNull(project.Compilation.GetTypeByMetadataName("Fixed.Other"));
        Assert.NotNull(project.Compilation.GetTypeByMetadataName("Renamed.LeNet5"));
    }

    [Fact]
    public void Compiling_without_optimisation_leaves_the_sources_alone()
    {
        GeneratorDriverHost host = TwoFiles();
        host.Generate();
        Assert.Equal(
            NothingAnew.Replace("Unoptimized: Cached", "Unoptimized: Modified", StringComparison.Ordinal),
            Reasons(host.WithOptimization(OptimizationLevel.Debug).Generate()));
    }

    [Fact]
    public void Laying_out_a_broken_file_anew_moves_its_diagnostics_and_nothing_else()
    {
        string broken = Architectures.LeNet5.Replace("\"out_features\": 10", "\"out_features\": 0", StringComparison.Ordinal);
        GeneratorDriverHost host = TwoFiles().WithFile(First, broken);
        Assert.StartsWith("LENET007 (12,", DiagnosticText.Of(Assert.Single(host.Generate().Diagnostics)), StringComparison.Ordinal);
        GeneratedProject project = host.WithFile(First, "\n" + broken).Generate();
        Assert.StartsWith("LENET007 (13,", DiagnosticText.Of(Assert.Single(project.Diagnostics)), StringComparison.Ordinal);
        Assert.Equal(
            """
            Texts: Modified Unchanged
            Files: Modified Cached
            RootNamespace: Cached
            Classes: Cached
            Language: Cached
            Networks: Cached Cached
            Unoptimized: Cached
            OldLanguage: Cached
            Diagnostics: Modified
            Sources: Cached Cached
            """,
            Reasons(project));
    }

    [Fact]
    public void Mending_a_file_takes_its_diagnostic_away()
    {
        GeneratorDriverHost host = TwoFiles().WithFile(First, Architectures.LeNet5.Replace("\"out_features\": 10", "\"out_features\": 0", StringComparison.Ordinal));
        Assert.Equal(["LENET007"], host.Generate().Diagnostics.Select(diagnostic => diagnostic.Id));
        GeneratedProject project = host.WithFile(First, Architectures.LeNet5).Generate();
        Assert.Empty(project.Diagnostics);
        Assert.Equal(
            """
            Texts: Modified Unchanged
            Files: Modified Cached
            RootNamespace: Cached
            Classes: Cached
            Language: Cached
            Networks: Modified Cached
            Unoptimized: Unchanged
            OldLanguage: Unchanged
            Diagnostics: Removed
            Sources: Modified Cached
            """,
            Reasons(project));
    }

    private static GeneratorDriverHost TwoFiles() => new GeneratorDriverHost()
        .WithSource("class Program { }")
        .WithFile(First, Architectures.LeNet5)
        .WithFile(Second, Other);

    /// <summary>A line for each named step, and one for the sources that are added: why each output is as it is.</summary>
    private static string Reasons(GeneratedProject project)
    {
        IEnumerable<string> names = typeof(Steps).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        IEnumerable<string> lines = names.Select(name => Line(name, project.Result.TrackedSteps.TryGetValue(name, out var runs) ? runs : []));
        return string.Join('\n', lines.Append(Line("Sources", SourceRuns(project))));
    }

    private static string Line(string name, IEnumerable<IncrementalGeneratorRunStep> runs) =>
        string.Join(' ', runs.SelectMany(run => run.Outputs).Select(output => output.Reason.ToString()).Prepend(name + ":"));

    // The runs that report have no output of their own where nothing is wrong.
    private static IEnumerable<IncrementalGeneratorRunStep> SourceRuns(GeneratedProject project) =>
        project.Result.TrackedOutputSteps.Values.SelectMany(steps => steps)
            .Where(run => run.Inputs.All(input => input.Source.Name == Steps.Networks));
}
