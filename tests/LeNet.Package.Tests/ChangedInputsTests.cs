namespace LeNet.Package.Tests;

/// <summary>A build compiles again when its architecture files are others, whatever their dates are, and only then.</summary>
public sealed class ChangedInputsTests(ConsumerProjects consumers)
{
    [LongFact]
    public async Task Another_set_of_files_or_another_setting_gives_another_assembly()
    {
        MadeProject project = consumers.Make("Changed")
            .WithProject("""
                <ItemGroup>
                  <AdditionalFiles Include="variants/$(Variant).arch.json" Condition="'$(Variant)' != ''" />
                </ItemGroup>
                <PropertyGroup>
                  <DefaultItemExcludes>$(DefaultItemExcludes);variants/**</DefaultItemExcludes>
                  <NoWarn>$(NoWarn);LENET017</NoWarn>
                </PropertyGroup>
                """)
            .With("Program.cs", "System.Console.WriteLine();")
            .WithNetwork("first.arch.json", "First")
            .WithNetwork("variants/a.arch.json", "A")
            .WithNetwork("variants/b.arch.json", "B");
        var old = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (string file in Directory.GetFiles(project.Folder, "*.arch.json", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, old);
        }

        Assert.Equal(["A", "First"], await project.Build("-p:Variant=a"));
        Assert.Equal(["B", "First"], await project.Build("--no-restore", "-p:Variant=b"));

        project.WithNetwork("second.arch.json", "Second");
        File.SetLastWriteTimeUtc(project.PathOf("second.arch.json"), old);
        Assert.Equal(["First", "Second"], await project.Build("--no-restore"));

        File.Delete(project.PathOf("first.arch.json"));
        Assert.Equal(["Second"], await project.Build("--no-restore"));

        DateTime built = File.GetLastWriteTimeUtc(project.Assembly);
        await project.Build("--no-restore");
        Assert.Equal(built, File.GetLastWriteTimeUtc(project.Assembly));

        await project.Build("--no-restore", "-p:LeNetOptimize=false");
        Assert.NotEqual(built, File.GetLastWriteTimeUtc(project.Assembly));

        File.Delete(project.PathOf("second.arch.json"));
        Assert.Empty(await project.Build("--no-restore"));
    }
}
