namespace LeNet.Runtime;

/// <summary>Downloads files of a data set into a folder, where they are put decompressed.</summary>
internal sealed class DatasetDownloader(DatasetDescription dataset, string folder)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Sends the requests, and is not disposed; null for the network.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Told how far the download is.</summary>
    public IProgress<DownloadProgress>? Progress { get; init; }

    /// <summary>The clock that measures a server's silence.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Downloads the files, one after the other.</summary>
    /// <exception cref="DataFileException">No mirror delivers a file, with an <see cref="AggregateException"/> of what is wrong with each, the folder cannot be written, or the program is built without downloads.</exception>
    /// <exception cref="OperationCanceledException">The download was broken off; what has arrived is kept for the next.</exception>
    public Task DownloadAsync(IReadOnlyList<DatasetFile> files, CancellationToken cancellationToken) =>
        DownloadSupport.IsEnabled ? FetchAsync(files, cancellationToken) : throw Failure(["this program is built without downloads"]);

    private async Task FetchAsync(IReadOnlyList<DatasetFile> files, CancellationToken cancellationToken)
    {
        if (dataset.Archive is null && files.Any(file => file is { Sha256: null, PackedSha256: null }))
        {
            throw Failure(["no checksum of its files is known, so that the program does not download them"]);
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception))
        {
            throw new DataFileException(folder, $"the folder for {dataset.Title} cannot be made: {exception.Message}", exception);
        }

        using var client = Handler is null
            ? new HttpClient(new SocketsHttpHandler { ConnectTimeout = ConnectTimeout })
            : new HttpClient(Handler, disposeHandler: false);
        client.Timeout = Timeout.InfiniteTimeSpan; // HttpTransfer watches for silence instead
        var transfer = new HttpTransfer(client) { Clock = Clock };
        Delivery[] deliveries = dataset.Archive is { } archive
            ? [new ArchiveDelivery(archive, files, folder)]
            : [.. files.Select(file => new FileDelivery(file, folder))];
        for (int i = 0; i < deliveries.Length; i++)
        {
            Delivery delivery = deliveries[i];
            int number = i + 1;
            var download = new FileDownload(delivery, transfer)
            {
                Received = (bytes, total) => Progress?.Report(new DownloadProgress(delivery.Title, number, deliveries.Length, bytes, total)),
            };
            Progress?.Report(new DownloadProgress(delivery.Title, number, deliveries.Length, 0, null));
            IReadOnlyList<string> problems = await download.RunAsync(dataset.Mirrors, cancellationToken).ConfigureAwait(false);
            if (problems.Count > 0)
            {
                throw Failure(problems);
            }
        }
    }

    private DataFileException Failure(IReadOnlyList<string> problems) => new(folder, FailureText(problems), new AggregateException(problems.Select(problem => new MirrorException(problem))));

    private string FailureText(IEnumerable<string> problems) =>
        $"{dataset.Title} could not be downloaded ({string.Join("; ", problems)}); " +
        $"put its four files {string.Join(", ", dataset.Files.Select(file => file.Name + ".gz"))} into this folder, compressed or not, " +
        $"or name a folder that holds them with --data or {DatasetLocator.FolderVariable}; " +
        $"they are published at {string.Join(" and ", dataset.Mirrors.Select(mirror => dataset.Archive is { } archive ? new Uri(mirror, archive.Name) : mirror))}";
}
