namespace LeNet.Package.Tests;

/// <summary>Where the schema is that an architecture file names.</summary>
public sealed class SchemaTests(ConsumerProjects consumers)
{
    [LongFact]
    public async Task It_is_where_the_file_says_also_where_a_build_puts_nothing_beside_the_project()
    {
        MadeProject project = consumers.Make("Artifacts").WithProject().With("Program.cs", "System.Console.WriteLine();").WithNetwork("net.arch.json", "Net");
        DotNetResult result = await project.Run("build", "-nologo", "-tl:off", "-v:minimal", "--artifacts-path", "../ArtifactsElsewhere");
        Assert.True(result.ExitCode == 0, result.Output);
        Assert.False(Directory.Exists(project.PathOf("bin")));
        Assert.True(File.Exists(project.PathOf("obj/lenet.arch.schema.json")));
    }
}
