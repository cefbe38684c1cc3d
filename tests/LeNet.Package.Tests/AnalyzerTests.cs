using System.Text.RegularExpressions;

namespace LeNet.Package.Tests;

/// <summary>A project whose analyzers are errors, also those that look at generated code, and which keeps what is generated among its own files.</summary>
public sealed partial class AnalyzerTests(ConsumerProjects consumers)
{
    [LongFact]
    public async Task A_list_of_the_public_API_is_for_what_people_write_also_where_generated_files_lie_in_the_project()
    {
        MadeProject project = consumers.MakeWithPublicPackages("Listed")
            .WithProject("""
                <PropertyGroup>
                  <OutputType>Library</OutputType>
                  <RunAnalyzers>true</RunAnalyzers>
                  <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                  <EmitCompilerGeneratedFiles>true</EmitCompilerGeneratedFiles>
                  <CompilerGeneratedFilesOutputPath>Generated</CompilerGeneratedFilesOutputPath>
                </PropertyGroup>
                <ItemGroup>
                  <PackageReference Include="Microsoft.CodeAnalysis.PublicApiAnalyzers" Version="4.14.0" PrivateAssets="all" />
                  <AdditionalFiles Include="PublicAPI.*.txt" />
                </ItemGroup>
                """)
            .With("PublicAPI.Shipped.txt", "#nullable enable")
            .With("PublicAPI.Unshipped.txt", "#nullable enable\nstatic Own.Listed() -> int\nOwn")
            .With("Own.cs", "[assembly: System.CLSCompliant(true)]\npublic static class Own { public static int Listed() => 1; }")
            .WithNetwork("net.arch.json", "Net");
        Assert.Equal("", await Complaints("build"));
        Assert.True(Directory.Exists(project.PathOf("Generated/LeNet.Generator")));

        // The analyzer is awake, and the files of the first build are there.
        project.With("Own.cs", "[assembly: System.CLSCompliant(true)]\npublic static class Own { public static int Listed() => 1; public static int Other() => 2; }");
        Assert.Equal("Own.cs RS0016", await Complaints("build", "--no-restore"));

        async Task<string> Complaints(params string[] command)
        {
            DotNetResult result = await project.Run([.. command, "-nologo", "-tl:off", "-v:minimal"]);
            MadeProject.SkipWithoutPackages(result);
            return string.Join(", ", result.Lines.Select(line => Complaint().Match(line)).Where(match => match.Success).Select(match => $"{match.Groups[1]} {match.Groups[2]}").Distinct());
        }
    }

    [GeneratedRegex(@"([^/\\(]*)(?:\([0-9,]*\))? ?: (?:error|warning) ([A-Z]+[0-9]+)")]
    private static partial Regex Complaint();
}
