using System.Diagnostics;

namespace LeNet.Package.Tests;

/// <summary>A program that is published in each of the ways there are: without a warning, and with the same bits.</summary>
public sealed class PublishTests(ConsumerProjects consumers)
{
    [LongTheory]
    [InlineData("Portable")]
    [InlineData("SingleFile", "--use-current-runtime", "--no-self-contained", "-p:PublishSingleFile=true")]
    [InlineData("Trimmed", "--use-current-runtime", "--self-contained", "-p:PublishTrimmed=true")]
    [InlineData("TrimmedSingleFile", "--use-current-runtime", "--self-contained", "-p:PublishTrimmed=true", "-p:PublishSingleFile=true")]
    [InlineData("ReadyToRun", "--use-current-runtime", "--no-self-contained", "-p:PublishReadyToRun=true")]
    [InlineData("NativeProgram", "--use-current-runtime", "-p:PublishAot=true", "-p:StripSymbols=false")]
    public async Task A_published_program_gives_the_same_bits(string name, params string[] options)
    {
        MadeProject project = consumers.MakeWithPublicPackages(name)
            .WithProject("<PropertyGroup><UseAppHost>true</UseAppHost><InvariantGlobalization>true</InvariantGlobalization><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>")
            .WithFewSteps()
            .With("Program.cs", "Console.WriteLine(Few.Steps.Hash(1)); Console.WriteLine(Few.Steps.Hash(2));");
        await project.Publish("published", options);

        using Process process = Process.Start(project.Start(project.PathOf(Path.Combine("published", name))))!;
        string[] said = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await process.WaitForExitAsync();
        Assert.Equal([FewSteps.Hash, FewSteps.Hash], said);
    }
}
