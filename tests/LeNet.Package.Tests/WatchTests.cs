using System.Diagnostics;
using System.Text;

namespace LeNet.Package.Tests;

/// <summary>`dotnet watch` under a pseudo-terminal, which Debian's `script` gives.</summary>
public sealed class WatchTests(ConsumerProjects consumers)
{
    private const string Script = "/usr/bin/script";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [LongTheory]
    [InlineData("WatchReload", "dotnet watch run")]
    [InlineData("WatchRestart", "dotnet watch --no-hot-reload run")]
    public async Task An_edit_of_the_architecture_file_builds_and_starts_the_program_again_without_asking(string name, string command)
    {
        Assert.SkipUnless(File.Exists(Script), Script + " is not there");
        MadeProject project = consumers.Make(name)
            .WithProject()
            .With("Program.cs", $"System.Console.WriteLine($\"classes {{new {name}.Net().Description.Classes}}.\"); System.Threading.Thread.Sleep(-1);")
            .WithNetwork("net.arch.json", "Net");
        await project.Build();

        ProcessStartInfo start = project.Start(Script, "-qfec", command, "/dev/null");
        start.RedirectStandardInput = true;
        using Process process = Process.Start(start)!;
        try
        {
            await Until("classes 3.");
            project.WithNetwork("net.arch.json", "Net", classes: 4);
            await Until("classes 4.");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        async Task Until(string wanted)
        {
            StringBuilder said = new();
            char[] some = new char[1024];
            using CancellationTokenSource patience = new(Patience);
            try
            {
                while (!said.ToString().Contains(wanted, StringComparison.Ordinal))
                {
                    int count = await process.StandardOutput.ReadAsync(some, patience.Token);
                    Assert.True(count > 0, said.ToString());
                    said.Append(some, 0, count);
                }
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"no '{wanted}' within {Patience.TotalMinutes} minutes:\n{said}");
            }
        }
    }
}
