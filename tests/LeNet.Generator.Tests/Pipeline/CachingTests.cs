using LeNet.Generator.Pipeline;
using LeNet.Testing;
using Microsoft.CodeAnalysis;

namespace LeNet.Generator.Tests.Pipeline;

public class CachingTests
{
    private const string First = "/project/first.arch.json";
    private const string Second = "/project/second.arch.json";

    private const IncrementalStepRunReason New = IncrementalStepRunReason.New;
    private const IncrementalStepRunReason Cached = IncrementalStepRunReason.Cached;
    private const IncrementalStepRunReason Unchanged = IncrementalStepRunReason.Unchanged;
    private const IncrementalStepRunReason Modified = IncrementalStepRunReason.Modified;

    private static readonly string Other = Architectures.LeNet5.Replace("LeNet5", "Other", StringComparison.Ordinal);

    [Fact]
    public void The_first_run_makes_everything_new()
    {
        GeneratedProject project = TwoFiles().Generate();
        Assert.Equal([New, New], Reasons(project, Steps.Files));
        Assert.Equal([New, New], Reasons(project, Steps.Networks));
        Assert.Equal([New, New], OutputReasons(project));
    }

    [Fact]
    public void Running_again_uses_the_cache_throughout()
    {
        GeneratorDriverHost host = TwoFiles();
        host.Generate();
        GeneratedProject project = host.Generate();
        Assert.All(
            project.Result.TrackedSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs),
            output => Assert.Contains(output.Reason, (IncrementalStepRunReason[])[Cached, Unchanged]));
        Assert.Equal([Cached, Cached], OutputReasons(project));
    }

    [Fact]
    public void Editing_CSharp_leaves_the_files_and_the_output_cached()
    {
        GeneratorDriverHost host = TwoFiles();
        host.Generate();
        GeneratedProject project = host.WithSource("class Program { int _edited; }").Generate();
        Assert.Equal([Cached, Cached], Reasons(project, Steps.Files));
        Assert.Equal([Cached, Cached], Reasons(project, Steps.Networks));
        Assert.Equal([Cached, Cached], OutputReasons(project));
    }

    [Fact]
    public void Laying_out_a_file_anew_leaves_its_network_unchanged()
    {
        GeneratorDriverHost host = TwoFiles();
        IReadOnlyDictionary<string, string> before = host.Generate().Sources;
        string laidOut = "// A comment.\n" + Architectures.LeNet5.Replace("\n", "\r\n\t", StringComparison.Ordinal);
        GeneratedProject project = host.WithFile(First, laidOut).Generate();

        // The place of the name in the file is new; the network is not.
        Assert.Equal([Modified, Cached], Reasons(project, Steps.Files));
        Assert.Equal([Cached, Cached], Reasons(project, Steps.Networks));
        Assert.Equal([Cached, Cached], OutputReasons(project));
        Assert.Equal(before, project.Sources);
    }

    [Fact]
    public void Changing_one_of_two_files_regenerates_one()
    {
        GeneratorDriverHost host = TwoFiles();
        host.Generate();
        GeneratedProject project = host.WithFile(Second, Other.Replace("120", "121", StringComparison.Ordinal)).Generate();
        Assert.Equal([Cached, Modified], Reasons(project, Steps.Files));
        Assert.Equal([Cached, Modified], Reasons(project, Steps.Networks));
        Assert.Equal([Cached, Modified], OutputReasons(project));
    }

    [Fact]
    public void The_root_namespace_matters_only_to_files_without_a_namespace()
    {
        GeneratorDriverHost host = TwoFiles()
            .WithFile(Second, Other.Replace("\"name\": \"Other\"", "\"name\": \"Other\", \"namespace\": \"Fixed\"", StringComparison.Ordinal));
        host.Generate();
        GeneratedProject project = host.WithRootNamespace("Renamed").Generate();
        Assert.Equal([Modified, Cached], Reasons(project, Steps.Networks));
        Assert.Equal([Modified, Cached], OutputReasons(project));
        Assert.NotNull(project.Compilation.GetTypeByMetadataName("Fixed.Other"));
        Assert.NotNull(project.Compilation.GetTypeByMetadataName("Renamed.LeNet5"));
    }

    [Fact]
    public void Mending_a_file_takes_its_diagnostic_away()
    {
        GeneratorDriverHost host = TwoFiles().WithFile(First, Architectures.LeNet5.Replace("tanh", "than", StringComparison.Ordinal));
        Assert.Equal(["LENET008"], host.Generate().Diagnostics.Select(diagnostic => diagnostic.Id).Distinct());
        GeneratedProject project = host.WithFile(First, Architectures.LeNet5).Generate();
        Assert.Empty(project.Diagnostics);
        Assert.Equal([Modified, Cached], OutputReasons(project));
    }

    private static GeneratorDriverHost TwoFiles() => new GeneratorDriverHost()
        .WithSource("class Program { }")
        .WithFile(First, Architectures.LeNet5)
        .WithFile(Second, Other);

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratedProject project, string step) =>
        project.Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);

    // The run that adds sources; the one that reports has no output of its own where nothing is wrong.
    private static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratedProject project) =>
        project.Result.TrackedOutputSteps.Values.SelectMany(steps => steps)
            .Where(run => run.Inputs.All(input => input.Source.Name == Steps.Networks))
            .SelectMany(run => run.Outputs)
            .Select(output => output.Reason);
}
