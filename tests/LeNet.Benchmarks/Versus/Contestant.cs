using System.Diagnostics;
using System.Globalization;
using LeNet.Benchmarks.Rebuild;

namespace LeNet.Benchmarks.Versus;

/// <summary>A process with one revision's engine, which does a piece of work when it is told to. Disposing ends it.</summary>
internal sealed class Contestant : IDisposable
{
    private const string Name = "Worker";
    private static readonly string[] Networks = ["lenet.arch.json", "arch/modern.arch.json"];

    private readonly Process _process;

    private Contestant(Process process)
    {
        _process = process;
    }

    /// <summary>Builds the program with a revision's package, and starts it.</summary>
    /// <exception cref="ToolException">It cannot be built, or ends before it is asked for anything.</exception>
    public static async Task<Contestant> Start(Clone clone, CancellationToken cancellation)
    {
        await ConsoleProject.Write(clone, Name, "", cancellation);
        string folder = Path.Combine(clone.Folder, Name);
        foreach (string network in Networks)
        {
            File.Copy(Path.Combine(clone.Repository, network), Path.Combine(folder, Path.GetFileName(network)), overwrite: true);
        }

        await using (Stream source = typeof(Contestant).Assembly.GetManifestResourceStream("worker.cs")!)
        await using (FileStream target = File.Create(Path.Combine(folder, "Program.cs")))
        {
            await source.CopyToAsync(target, cancellation);
        }

        (await Tool.Run(folder, cancellation, "dotnet", "build", "-c", "Release", "-o", "out")).Succeeded();
        var contestant = new Contestant(Process.Start(new ProcessStartInfo(Path.Combine(folder, "out", Name)) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new ToolException($"the program of {clone.Revision} did not start"));
        if (await contestant._process.StandardOutput.ReadLineAsync(cancellation) != "ready")
        {
            contestant.Dispose();
            throw new ToolException($"the program of {clone.Revision} ended before its work");
        }

        return contestant;
    }

    /// <summary>Does a piece of work, and gives its seconds.</summary>
    public double Do(string work)
    {
        _process.StandardInput.WriteLine(work);
        _process.StandardInput.Flush();
        return double.Parse(_process.StandardOutput.ReadLine() ?? throw new ToolException($"a program ended in the middle of {work}"), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
