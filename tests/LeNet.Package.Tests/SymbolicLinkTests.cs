namespace LeNet.Package.Tests;

/// <summary>Architecture files that are symbolic links, or in a folder that is one.</summary>
public sealed class SymbolicLinkTests(ConsumerProjects consumers)
{
    [LongFact]
    public async Task A_network_is_built_through_a_link_and_again_when_the_file_behind_it_has_changed()
    {
        MadeProject project = consumers.Make("Linked").WithProject().With("Program.cs", "System.Console.WriteLine();");
        consumers.Make("LinkedFrom").WithNetwork("one.json", "One").WithNetwork("nets/two.arch.json", "Two");
        File.CreateSymbolicLink(project.PathOf("net.arch.json"), "../LinkedFrom/one.json");
        Directory.CreateSymbolicLink(project.PathOf("nets"), "../LinkedFrom/nets");
        Assert.Equal(["One", "Two"], await project.Build());

        consumers.Make("LinkedFrom").WithNetwork("one.json", "Other");
        Assert.Equal(["Other", "Two"], await project.Build("--no-restore"));
    }
}
