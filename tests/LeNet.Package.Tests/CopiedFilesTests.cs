namespace LeNet.Package.Tests;

/// <summary>Copies of the architecture file that builds leave in the project's own folder are no second network.</summary>
public sealed class CopiedFilesTests(ConsumerProjects consumers)
{
    [LongTheory]
    [InlineData("PublishedInside", "Microsoft.NET.Sdk.Web", "", "publish", "-o", "publish")]
    [InlineData("BuiltInside", "Microsoft.NET.Sdk", """<ItemGroup><None Update="**/*.arch.json" CopyToOutputDirectory="PreserveNewest" /></ItemGroup>""", "build", "-o", "out")]
    public async Task A_build_after_the_files_were_copied_into_the_project_gives_the_same_networks(string name, string sdk, string more, params string[] command)
    {
        MadeProject project = consumers.Make(name)
            .WithProject(more, sdk: sdk)
            .With("Program.cs", "System.Console.WriteLine();")
            .WithNetwork("net.arch.json", "Net")
            .WithNetwork("nets/sub.arch.json", "Sub");
        DotNetResult first = await project.Run([.. command, "-nologo", "-tl:off", "-v:minimal"]);
        Assert.True(first.ExitCode == 0, first.Output);
        Assert.True(File.Exists(project.PathOf($"{command[^1]}/nets/sub.arch.json")), "nothing was copied: " + first.Output);

        Assert.Equal(["Net", "Sub"], await project.Build("--no-restore"));
    }
}
