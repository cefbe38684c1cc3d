namespace LeNet.Package.Tests;

/// <summary>A library with a network that is a package itself.</summary>
public sealed class LibraryTests(ConsumerProjects consumers)
{
    [LongFact]
    public async Task A_program_that_has_LeNet_through_another_package_uses_that_network_and_has_its_own()
    {
        MadeProject library = consumers.Make("Library").WithProject("<PropertyGroup><OutputType>Library</OutputType><Version>1.0.0-test</Version></PropertyGroup>").WithNetwork("net.arch.json", "Packed");
        DotNetResult packed = await library.Run("pack", "-nologo", "-tl:off", "-v:minimal", "-o", "packed");
        Assert.True(packed.ExitCode == 0 && !packed.Output.Contains("warning", StringComparison.Ordinal), packed.Output);

        MadeProject program = consumers.Make("Reader")
            .With("Reader.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <UseAppHost>false</UseAppHost>
                    <RestoreAdditionalProjectSources>../Library/packed</RestoreAdditionalProjectSources>
                  </PropertyGroup>
                  <ItemGroup>
                    <PackageReference Include="Library" Version="1.0.0-test" />
                  </ItemGroup>
                </Project>
                """)
            .With("Program.cs", "System.Console.WriteLine(new Library.Packed().Description.Classes + new Reader.Own().Description.Classes);")
            .WithNetwork("own.arch.json", "Own", classes: 4);
        Assert.Equal(["Own"], await program.Build());
        DotNetResult ran = await program.Run(program.Assembly);
        Assert.Equal("7", ran.Output.Trim());
    }
}
