using LeNet.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LeNet.Generator.Tests.Pipeline;

public class ProjectTests
{
    private const string User = """
        namespace Tests;

        public static class Program
        {
            public static LeNet.Runtime.Network Create()
            {
                var network = new LeNet5();
                network.Initialize(seed: 1);
                return network;
            }
        }
        """;

    [Theory]
    [InlineData("tanh", "than", "LENET008")]
    [InlineData("\"layers\": [", "\"layers\": ", "LENET001")]
    [InlineData("\"name\": \"LeNet5\",", "\"name\": \"LeNet5\"", "LENET001")]
    [InlineData("{\n  \"name\": \"LeNet5\",", "\n  \"name\": \"LeNet5\",", "LENET001")]
    [InlineData("\"kernel_size\": 5", "\"kernel_size\": 50", "LENET013")]
    [InlineData("\"loss\": \"cross_entropy\"", "", "LENET004")]
    public void A_broken_file_gives_its_own_errors_and_none_of_CSharp(string old, string replacement, string id)
    {
        GeneratedProject project = new GeneratorDriverHost()
            .WithSource(User)
            .WithFile("/project/network.arch.json", Architectures.LeNet5.Replace(old, replacement, StringComparison.Ordinal))
            .Generate();
        Assert.Equal([id], project.Diagnostics.Select(diagnostic => diagnostic.Id).Distinct());
        Assert.Empty(project.CompilerDiagnostics);
    }

    [Theory]
    [InlineData("{ \"namespace\": \"A.B\", \"layers\": [", "/p/lenet5.arch.json", "A.B.Lenet5.g.cs")]
    [InlineData("[1]", "/p/le-net_5.arch.json", "Tests.LeNet_5.g.cs")]
    [InlineData("{ \"name\": 5 }", "C:\\p\\5.arch.json", "Tests._5.g.cs")]
    [InlineData("\"name\" : \"Saved\"", "/p/x.arch.json", "Tests.Saved.g.cs")]
    [InlineData("\"name", "/p/class.ARCH.JSON", "Tests.Class.g.cs")]
    [InlineData("\"name\":", "/p/.arch.json", "Tests.ArchJson.g.cs")]
    [InlineData("", "/p/a/b.arch.json", "Tests.B.g.cs")]
    public void A_stand_in_has_the_name_that_can_be_made_out(string text, string path, string hintName)
    {
        GeneratedProject project = GeneratorDriverHost.Run(text, path);
        Assert.Equal([hintName], project.Sources.Keys);
        Assert.NotEmpty(project.Diagnostics);
        Assert.Empty(project.CompilerDiagnostics);
    }

    [Fact]
    public void Diagnostics_are_at_their_place_in_the_additional_file()
    {
        Diagnostic diagnostic = Assert.Single(GeneratorDriverHost.Run(
            Architectures.LeNet5.Replace("\"linear\", \"out_features\": 10", "\"linear\", \"out_features\": 0", StringComparison.Ordinal),
            "/project/x.arch.json").Diagnostics);
        Assert.Equal(LocationKind.ExternalFile, diagnostic.Location.Kind);
        Assert.Equal("/project/x.arch.json", diagnostic.Location.GetLineSpan().Path);
        Assert.Equal("LENET007 (12,56)-(12,57): fc3: out_features must be an integer from 1 to 65536; found 0", DiagnosticText.Of(diagnostic));
    }

    [Fact]
    public void Two_files_of_the_same_name_in_two_folders_give_two_classes()
    {
        GeneratedProject project = new GeneratorDriverHost()
            .WithFile("/project/a/net.arch.json", Architectures.LeNet5)
            .WithFile("/project/b/net.arch.json", Architectures.LeNet5.Replace("\"LeNet5\"", "\"LeNet5\", \"namespace\": \"B\"", StringComparison.Ordinal))
            .Generate();
        Assert.Empty(project.Diagnostics);
        Assert.Empty(project.CompilerDiagnostics);
        Assert.NotNull(project.Compilation.GetTypeByMetadataName("Tests.LeNet5"));
        Assert.NotNull(project.Compilation.GetTypeByMetadataName("B.LeNet5"));
    }

    [Fact]
    public void The_second_of_two_files_with_the_same_class_is_reported_at_its_name()
    {
        GeneratedProject project = new GeneratorDriverHost()
            .WithFile("/project/b.arch.json", Architectures.LeNet5)
            .WithFile("/project/a.arch.json", Architectures.LeNet5.Replace("120", "121", StringComparison.Ordinal))
            .Generate();
        Diagnostic diagnostic = Assert.Single(project.Diagnostics);
        Assert.Equal("/project/a.arch.json", diagnostic.Location.GetLineSpan().Path);
        Assert.Equal(
            "LENET011 (2,11)-(2,19): the class Tests.LeNet5 is already given by /project/b.arch.json; choose another \"name\" or \"namespace\", or if this file is a copy of it, take it out of the project",
            DiagnosticText.Of(diagnostic));
        Assert.Empty(project.CompilerDiagnostics);
    }

    [Fact]
    public void Classes_that_differ_only_in_case_are_reported()
    {
        GeneratedProject project = new GeneratorDriverHost()
            .WithFile("/project/a.arch.json", Architectures.LeNet5)
            .WithFile("/project/b.arch.json", Architectures.LeNet5.Replace("LeNet5", "Lenet5", StringComparison.Ordinal))
            .Generate();
        Assert.Equal(
            ["LENET011 (2,11)-(2,19): the class Tests.Lenet5 differs only in case from Tests.LeNet5 of /project/a.arch.json; choose another \"name\" or \"namespace\", or if this file is a copy of it, take it out of the project"],
            project.Diagnostics.Select(DiagnosticText.Of));
    }

    [Fact]
    public void A_guessed_name_does_not_take_the_class_of_a_good_file()
    {
        GeneratedProject project = new GeneratorDriverHost()
            .WithFile("/project/leNet5.arch.json", "{ \"layers\": [ }")
            .WithFile("/project/good.arch.json", Architectures.LeNet5)
            .Generate();
        Assert.Equal(["LENET001"], project.Diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.DoesNotContain(project.Sources.Values, source => source.Contains("stands in", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("My-App", "My_App.LeNet5")]
    [InlineData("", "LeNet5")]
    [InlineData(null, "LeNet5")]
    public void The_root_namespace_is_made_legal(string? rootNamespace, string fullName)
    {
        GeneratedProject project = new GeneratorDriverHost(rootNamespace).WithFile(Architectures.Path, Architectures.LeNet5).Generate();
        Assert.NotNull(project.Compilation.GetTypeByMetadataName(fullName));
        Assert.Empty(project.CompilerDiagnostics);
    }

    [Fact]
    public void A_network_that_is_not_optimised_is_reported_once_for_the_project()
    {
        GeneratorDriverHost host = new GeneratorDriverHost()
            .WithFile("/project/a.arch.json", Architectures.LeNet5)
            .WithFile("/project/b.arch.json", Architectures.LeNet5.Replace("LeNet5", "Other", StringComparison.Ordinal))
            .WithOptimization(OptimizationLevel.Debug);
        Diagnostic warning = Assert.Single(host.Generate().Diagnostics);
        Assert.Equal("LENET017", warning.Id);
        Assert.Equal(DiagnosticSeverity.Warning, warning.Severity);
        Assert.Equal(Location.None, warning.Location);
        Assert.StartsWith("the kernels are compiled without optimisation", warning.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Empty(host.WithOptimization(OptimizationLevel.Release).Generate().Diagnostics);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp13, "13.0")]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    public void An_old_language_is_reported_once_for_the_project_and_nothing_else_is(LanguageVersion language, string name)
    {
        GeneratedProject project = new GeneratorDriverHost(language: language)
            .WithSource("class Program { static LeNet.Runtime.Network Create() { return new Tests.LeNet5(); } }")
            .WithFile("/project/a.arch.json", Architectures.LeNet5)
            .WithFile("/project/b.arch.json", Architectures.LeNet5.Replace("LeNet5", "Other", StringComparison.Ordinal))
            .Generate();
        Assert.Equal(
            [$"LENET018 (1,1)-(1,1): the generated code is C# 14.0, and the project is compiled as C# {name}; take <LangVersion> out of the project"],
            project.Diagnostics.Select(DiagnosticText.Of));
        Assert.Equal(Location.None, project.Diagnostics[0].Location);
        Assert.Empty(project.CompilerDiagnostics);
    }

    [Fact]
    public void The_language_of_NET_10_is_new_enough()
    {
        GeneratedProject project = new GeneratorDriverHost(language: LanguageVersion.CSharp14).WithFile(Architectures.Path, Architectures.LeNet5).Generate();
        Assert.Empty(project.Diagnostics);
        Assert.Empty(project.CompilerDiagnostics);
    }

    [Fact]
    public void A_project_without_a_network_may_be_compiled_as_it_likes()
    {
        GeneratorDriverHost host = new GeneratorDriverHost().WithSource("class Program { }").WithOptimization(OptimizationLevel.Debug);
        Assert.Empty(host.Generate().Diagnostics);

        // What stands in for a broken network has no kernels.
        host.WithFile(Architectures.Path, Architectures.LeNet5.Replace("tanh", "than", StringComparison.Ordinal));
        Assert.Equal(["LENET008"], host.Generate().Diagnostics.Select(diagnostic => diagnostic.Id).Distinct());
    }

    [Fact]
    public void Other_additional_files_are_left_alone()
    {
        GeneratedProject project = new GeneratorDriverHost()
            .WithFile("/project/appsettings.json", "{")
            .WithFile("/project/arch.json", "{")
            .WithFile("/project/readme.md", "x")
            .Generate();
        Assert.Empty(project.Sources);
        Assert.Empty(project.Diagnostics);
    }

    [Fact]
    public void A_file_that_throws_becomes_an_internal_error()
    {
        GeneratedProject project = new GeneratorDriverHost().WithSource(User).WithFile(new ThrowingText()).Generate();
        Assert.Equal(
            ["LENET099 (1,1)-(1,1): internal error in the generator, please report it with this file: InvalidTimeZoneException in ThrowingText.GetText: a test"],
            project.Diagnostics.Select(DiagnosticText.Of));
        Assert.Empty(project.CompilerDiagnostics);
    }

    private sealed class ThrowingText : AdditionalText
    {
        public override string Path => "/project/leNet5.arch.json";

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) =>
            throw new InvalidTimeZoneException("a\ntest");
    }
}
