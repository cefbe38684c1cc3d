namespace LeNet.Benchmarks.Rebuild;

/// <summary>A revision, checked out in a folder of its own.</summary>
/// <param name="Revision">Its name as the user gave it.</param>
/// <param name="Commit">The first digits of its hash.</param>
/// <param name="Folder">The folder that has a <c>repository</c> and room for projects that use it.</param>
internal sealed record Clone(string Revision, string Commit, string Folder)
{
    /// <summary>The checkout.</summary>
    public string Repository => Path.Combine(Folder, "repository");

    /// <summary>The architecture file that people edit.</summary>
    public string Architecture => Path.Combine(Repository, "lenet.arch.json");

    /// <summary>The folder with a small data set.</summary>
    public string Data => Path.Combine(Folder, "data");

    /// <summary>Runs dotnet in the checkout.</summary>
    public Task<ToolRun> DotNet(CancellationToken cancellation, params string[] arguments) => Tool.Run(Repository, cancellation, ["dotnet", .. arguments]);
}
