namespace LeNet.Package.Tests;

/// <summary>What publishing a native program says; that needs a compiler's package, so only the package's own target runs here.</summary>
public sealed class NativeTests(ConsumerProjects consumers)
{
    private const string Warning = "LENET023";

    [LongTheory]
    [InlineData("linux-x64", null, "x86-64-v3", false)]
    [InlineData("win-x64", null, "x86-64-v3", false)]
    [InlineData("osx-x64", null, "", true)]
    [InlineData("linux-arm64", null, "", false)]
    [InlineData("linux-x64", "x86-64-v4", "x86-64-v4", false)]
    [InlineData("linux-x64", "native", "native", false)]
    [InlineData("linux-x64", "x86-64-v2", "x86-64-v2", true)]
    public async Task A_native_program_is_for_processors_with_AVX2_or_warned_of(string platform, string? asked, string processors, bool warned)
    {
        MadeProject project = await Restored();
        string[] options = ["-p:PublishAot=true", "-p:RuntimeIdentifier=" + platform, .. asked is null ? (string[])[] : ["-p:IlcInstructionSet=" + asked]];
        DotNetResult chosen = await project.Run(["msbuild", "-getProperty:IlcInstructionSet", .. options]);
        Assert.Equal(processors, chosen.Output.Trim());
        Assert.Equal(warned, (await Check(project, options)).Contains(Warning, StringComparison.Ordinal));
    }

    [LongFact]
    public async Task A_program_that_is_not_native_is_left_alone()
    {
        MadeProject project = await Restored();
        DotNetResult chosen = await project.Run("msbuild", "-getProperty:IlcInstructionSet", "-p:RuntimeIdentifier=linux-x64");
        Assert.Equal("", chosen.Output.Trim());
        Assert.DoesNotContain(Warning, await Check(project, "-p:RuntimeIdentifier=linux-x64"), StringComparison.Ordinal);
    }

    private async Task<MadeProject> Restored()
    {
        MadeProject project = consumers.Make("Native").WithProject();
        DotNetResult restore = await project.Run("restore");
        Assert.True(restore.ExitCode == 0, restore.Output);
        return project;
    }

    private static async Task<string> Check(MadeProject project, params string[] options)
    {
        DotNetResult result = await project.Run(["msbuild", "-nologo", "-tl:off", "-t:LeNetCheckNative", .. options]);
        Assert.True(result.ExitCode == 0, result.Output);
        return result.Output;
    }
}
