namespace LeNet.Runtime;

/// <summary>Finds the files of a data set; see <see cref="DatasetFiles.LocateAsync"/>.</summary>
internal sealed class DatasetLocator
{
    /// <summary>The environment variable that names a data set's folder.</summary>
    public const string FolderVariable = "LENET_DATA";

    /// <summary>Looks up an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The folder of all cached data sets, or null if the user has none.</summary>
    public string? CacheRoot { get; init; } = CacheFolder.Root();

    /// <summary>The data sets that a folder may hold instead of the one looked for.</summary>
    public IReadOnlyList<DatasetDescription> Known { get; init; } = DatasetDescription.All;

    /// <summary>Sends the requests of a download; null for the network.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <inheritdoc cref="DatasetFiles.LocateAsync"/>
    public async Task<DatasetFiles> LocateAsync(
        DatasetDescription dataset, string? folder, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        if (folder is not null)
        {
            return DatasetIdentity.OtherIn(folder, dataset, Known) is { } other
                ? throw new DataFileException(folder, $"holds {other.Title}, not {dataset.Title}; ask for it with --dataset {other.Name}, or name another folder")
                : InFolder(dataset, folder, "");
        }

        if (Variable(FolderVariable) is { Length: > 0 } named && FolderIn(named, dataset) is { } chosen)
        {
            return InFolder(dataset, chosen, $" (the folder that {FolderVariable} names)");
        }

        if (dataset.SystemFolder is { } system && Find(dataset, system) is var installed && !installed.Contains(null))
        {
            return Found(dataset, installed);
        }

        if (CacheRoot is null)
        {
            throw new DataFileException(dataset.Title, $"no folder to keep it in, as this user has no home; name the folder of its files with --data or {FolderVariable}");
        }

        string cache = Path.Combine(CacheRoot, dataset.Name);
        string?[] paths = Find(dataset, cache);
        if (paths.Contains(null))
        {
            await new DatasetDownloader(dataset, cache) { Handler = Handler, Progress = progress }
                .DownloadAsync([.. dataset.Files.Where((_, i) => paths[i] is null)], cancellationToken)
                .ConfigureAwait(false);
            paths = Find(dataset, cache);
        }

        return Found(dataset, paths);
    }

    /// <summary>
    /// Where a data set is to be in the folder that the variable names: below it, or in itself.
    /// Null if it holds another data set: then it says nothing of this one.
    /// </summary>
    private string? FolderIn(string named, DatasetDescription dataset)
    {
        string own = Path.Combine(named, dataset.Name);
        return Directory.Exists(own) ? own : DatasetIdentity.OtherIn(named, dataset, Known) is null ? named : null;
    }

    private static DatasetFiles InFolder(DatasetDescription dataset, string folder, string origin)
    {
        if (!Directory.Exists(folder))
        {
            throw new DataFileException(folder, $"no such folder{origin}; it should hold {Names(dataset.Files)}");
        }

        string?[] paths = Find(dataset, folder);
        DatasetFile[] missing = [.. dataset.Files.Where((_, i) => paths[i] is null)];
        if (missing.Length > 0)
        {
            throw new DataFileException(folder, $"lacks {Names(missing)}{origin}; put them there, with or without .gz");
        }

        return Found(dataset, paths);
    }

    /// <summary>The paths of a data set's four files in a folder, null for those that are not there.</summary>
    public static string?[] Find(DatasetDescription dataset, string folder) =>
        [.. dataset.Files.Select(file => file.Spellings.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists))];

    private static DatasetFiles Found(DatasetDescription dataset, string?[] paths) =>
        new(paths[0]!, paths[1]!, paths[2]!, paths[3]!) { IsColumnMajor = dataset.IsColumnMajor };

    private static string Names(IEnumerable<DatasetFile> files) => string.Join(", ", files.Select(file => file.Name));
}
