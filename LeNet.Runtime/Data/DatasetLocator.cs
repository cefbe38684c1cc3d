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
        DatasetDescription dataset, string? folder, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken, DatasetPart part = DatasetPart.Both)
    {
        if (folder is not null)
        {
            folder = Inner(dataset, folder);
            return DatasetIdentity.OtherIn(folder, dataset, Known) is { } other
                ? throw new DataFileException(folder, $"holds {other.Title}, not {dataset.Title}; ask for it with --dataset {other.Name}, or name another folder")
                : InFolder(dataset, folder, "", part);
        }

        if (Variable(FolderVariable) is { Length: > 0 } named && FolderIn(named, dataset) is { } chosen)
        {
            return InFolder(dataset, chosen, $" (the folder that {FolderVariable} names)", part);
        }

        if (dataset.SystemFolder is { } system && Missing(dataset, system, part).Length == 0)
        {
            return Found(dataset, system);
        }

        if (CacheRoot is null)
        {
            throw new DataFileException(dataset.Title, $"no folder to keep it in, as this user has no home; name the folder of its files with --data or {FolderVariable}");
        }

        string cache = Path.Combine(CacheRoot, dataset.Name);
        DatasetFile[] missing = Missing(dataset, cache, part);
        if (missing.Length > 0)
        {
            await new DatasetDownloader(dataset, cache) { Handler = Handler, Progress = progress }
                .DownloadAsync(missing, cancellationToken)
                .ConfigureAwait(false);
        }

        return Found(dataset, cache);
    }

    /// <summary>
    /// Where a data set is to be in the folder that the variable names: below it, or in itself.
    /// Null if it holds another data set: then it says nothing of this one.
    /// </summary>
    private string? FolderIn(string named, DatasetDescription dataset)
    {
        string own = Path.Combine(named, dataset.Name);
        if (Directory.Exists(own))
        {
            return Inner(dataset, own);
        }

        string inner = Inner(dataset, named);
        return DatasetIdentity.OtherIn(inner, dataset, Known) is null ? inner : null;
    }

    /// <summary>The folder itself if a file of the data set is in it; else the one below in which torchvision keeps them, if one is there.</summary>
    private static string Inner(DatasetDescription dataset, string folder)
    {
        if (dataset.TorchvisionFolder is not { } whole)
        {
            return folder;
        }

        string[] candidates = [folder, Path.Combine(folder, whole), Path.Combine(folder, Path.GetFileName(whole))];
        return candidates.FirstOrDefault(candidate => Find(dataset, candidate).Any(path => path is not null)) ?? folder;
    }

    private static DatasetFiles InFolder(DatasetDescription dataset, string folder, string origin, DatasetPart part)
    {
        if (!Directory.Exists(folder))
        {
            throw new DataFileException(folder, $"no such folder{origin}; it should hold {Names(dataset.FilesOf(part))}");
        }

        DatasetFile[] missing = Missing(dataset, folder, part);
        return missing.Length > 0
            ? throw new DataFileException(folder, $"lacks {Names(missing)}{origin}; put them there, with or without .gz")
            : Found(dataset, folder);
    }

    /// <summary>The paths of a data set's four files in a folder, null for those that are not there.</summary>
    public static string?[] Find(DatasetDescription dataset, string folder) => [.. dataset.Files.Select(file => Find(file, folder))];

    private static string? Find(DatasetFile file, string folder) => file.Spellings.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static DatasetFile[] Missing(DatasetDescription dataset, string folder, DatasetPart part) =>
        [.. dataset.FilesOf(part).Where(file => Find(file, folder) is null)];

    private static DatasetFiles Found(DatasetDescription dataset, string folder)
    {
        string[] paths = [.. dataset.Files.Select(file => Find(file, folder) ?? Path.Combine(folder, file.Name))];
        return new DatasetFiles(paths[0], paths[1], paths[2], paths[3]) { IsColumnMajor = dataset.IsColumnMajor, FirstLabel = dataset.FirstLabel };
    }

    private static string Names(IEnumerable<DatasetFile> files) => string.Join(", ", files.Select(file => file.Name));
}
