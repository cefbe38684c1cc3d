namespace LeNet.Package.Tests;

/// <summary>A program that is one C# file and one architecture file, without a project.</summary>
public sealed class FileBasedTests(ConsumerProjects consumers)
{
    // Programs of a file are published natively unless they say otherwise, for which even a restore needs the native compiler's package.
    private const string Program = """
        #:package LeNet@LENET_VERSION
        #:property PublishAot=false
        System.Console.WriteLine(new digits.Net().Description.Classes);
        """;

    [LongFact]
    public async Task Each_run_uses_the_architecture_file_as_it_is()
    {
        MadeProject project = consumers.Make("FileBased").With("digits.cs", Program).WithNetwork("net.arch.json", "Net").WithNetwork("below/other.arch.json", "Net");
        Assert.Equal("3", await Say());
        Assert.True(File.Exists(project.PathOf("obj/lenet.arch.schema.json")));

        project.WithNetwork("net.arch.json", "Net", classes: 5);
        Assert.Equal("5", await Say());

        project.WithNetwork("net.arch.json", "Net", classes: 0);
        DotNetResult broken = await project.Run("run", "digits.cs");
        Assert.NotEqual(0, broken.ExitCode);
        Assert.Contains("net.arch.json(7,55): error LENET007: ", broken.Output, StringComparison.Ordinal);

        DotNetResult converted = await project.Run("project", "convert", "digits.cs", "-o", "Converted");
        Assert.True(converted.ExitCode == 0, converted.Output);
        Assert.True(File.Exists(project.PathOf("Converted/net.arch.json")));

        async Task<string> Say()
        {
            DotNetResult result = await project.Run("run", "digits.cs");
            Assert.True(result.ExitCode == 0, result.Output);
            return result.Lines[^1];
        }
    }
}
