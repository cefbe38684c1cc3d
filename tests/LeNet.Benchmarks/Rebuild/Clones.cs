using LeNet.Testing;

namespace LeNet.Benchmarks.Rebuild;

/// <summary>Temporary clones of this repository, side by side. Disposing deletes them.</summary>
internal sealed class Clones : IDisposable
{
    private readonly string _root;

    private Clones(string root, IReadOnlyList<Clone> all)
    {
        _root = root;
        All = all;
    }

    public IReadOnlyList<Clone> All { get; }

    /// <param name="revisions">What to check out.</param>
    /// <param name="cancellation">Stops it; nothing is left behind.</param>
    /// <exception cref="ToolException">There is no such revision.</exception>
    public static async Task<Clones> Create(IReadOnlyList<string> revisions, CancellationToken cancellation)
    {
        string root = Directory.CreateTempSubdirectory("lenet-rebuild-").FullName;
        List<Clone> all = [];
        var clones = new Clones(root, all);
        try
        {
            foreach (string revision in revisions)
            {
                all.Add(await CheckOut(revision, Path.Combine(root, $"{all.Count + 1}"), cancellation));
            }

            return clones;
        }
        catch
        {
            clones.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (string file in Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories))
        {
            // Git marks its objects as read-only, which keeps Windows from deleting them.
            if (File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly))
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }
        }

        Directory.Delete(_root, recursive: true);
    }

    private static async Task<Clone> CheckOut(string revision, string folder, CancellationToken cancellation)
    {
        string source = Repository.PathOf("");
        string commit = (await Tool.Run(source, cancellation, "git", "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")).Output.Trim();
        if (commit.Length == 0)
        {
            throw new ToolException($"there is no revision '{revision}' in {source}");
        }

        Directory.CreateDirectory(folder);
        var clone = new Clone(revision, commit[..7], folder);
        await Checked(Tool.Run(folder, cancellation, "git", "clone", "--quiet", "--shared", "--no-checkout", source, clone.Repository));
        await Checked(Tool.Run(clone.Repository, cancellation, "git", "checkout", "--quiet", "--detach", commit));
        SmallData.Write(clone.Data);
        return clone;
    }

    private static async Task Checked(Task<ToolRun> run) => (await run).Succeeded();
}
