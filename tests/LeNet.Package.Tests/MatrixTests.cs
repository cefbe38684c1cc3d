using System.Text.RegularExpressions;

namespace LeNet.Package.Tests;

/// <summary>Kinds of projects, each a folder of Consumers, with what their build complains of and the networks that come of it.</summary>
public sealed partial class MatrixTests(ConsumerProjects consumers)
{
    [LongTheory]
    [InlineData("CentralVersions", "", "Net")]
    [InlineData("Copies", "", "Net Sub")]
    [InlineData("FSharp", "warning LENET022", "")]
    [InlineData("GlobalReference", "error LENET020", null)]
    [InlineData("Odd", "", "Net Second", "Odd 'path' (1)")]
    [InlineData("Platforms", "", "Net")]
    [InlineData("PrivateReference", "warning LENET021", "Net")]
    [InlineData("Strict", "", "Net")]
    [InlineData("VisualBasic", "warning LENET022", "")]
    public void A_kind_of_project_gives_its_networks_or_says_why_not(string kind, string complaints, string? networks, string? folder = null)
    {
        Assert.Equal(complaints, string.Join(' ', consumers.ComplaintsAbout(kind).Select(line => Complaint().Match(line).Value)));
        if (networks is not null)
        {
            Assert.Equal(networks, string.Join(' ', MadeProject.NetworksIn(consumers.FileOf(folder ?? kind, "bin", "Debug", "net10.0", kind + ".dll"))));
        }
    }

    [LongFact]
    public async Task A_program_in_FSharp_uses_a_network_of_a_CSharp_library()
    {
        string[] lines = await consumers.Run("FSharp");
        Assert.Matches("^digit [0-2]$", lines[0]);
        Assert.Equal("sum 1.000000", lines[1]);
    }

    [Fact]
    public Task A_project_for_an_older_framework_is_told_when_it_is_restored() => IsToldAtRestore("net8.0");

    [LongTheory]
    [InlineData("net9.0")]
    [InlineData("net8.0;net10.0")]
    [InlineData("netstandard2.1")]
    public Task So_is_one_for_several_or_for_NET_Standard(string frameworks) => IsToldAtRestore(frameworks);

    private async Task IsToldAtRestore(string frameworks)
    {
        MadeProject project = consumers.Make("Older").WithProject(framework: frameworks).WithNetwork("net.arch.json", "Net");
        DotNetResult result = await project.Run("restore", "-tl:off");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("error NU1202: Package LeNet", result.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex("(error|warning) [A-Z]+[0-9]+")]
    private static partial Regex Complaint();
}
