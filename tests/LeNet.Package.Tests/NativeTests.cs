namespace LeNet.Package.Tests;

/// <summary>What publishing a native program says; that needs a compiler's package, so only the package's own target runs here.</summary>
public sealed class NativeTests(ConsumerProjects consumers)
{
    private const string Check = "LENET023";

    [LongFact]
    public async Task A_native_program_for_all_processors_is_warned_of()
    {
        MadeProject project = consumers.Make("Native").WithProject();
        DotNetResult restore = await project.Run("restore");
        Assert.True(restore.ExitCode == 0, restore.Output);

        Assert.Contains(Check, await Say("-p:PublishAot=true", "-p:RuntimeIdentifier=linux-x64"), StringComparison.Ordinal);
        Assert.DoesNotContain(Check, await Say("-p:PublishAot=true", "-p:RuntimeIdentifier=linux-x64", "-p:IlcInstructionSet=x86-64-v3"), StringComparison.Ordinal);
        Assert.DoesNotContain(Check, await Say("-p:PublishAot=true", "-p:RuntimeIdentifier=linux-arm64"), StringComparison.Ordinal);
        Assert.DoesNotContain(Check, await Say("-p:RuntimeIdentifier=linux-x64"), StringComparison.Ordinal);

        async Task<string> Say(params string[] options)
        {
            DotNetResult result = await project.Run(["msbuild", "-nologo", "-tl:off", "-t:LeNetCheckNative", .. options]);
            Assert.True(result.ExitCode == 0, result.Output);
            return result.Output;
        }
    }
}
