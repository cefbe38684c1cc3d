using LeNet.Runtime;
using LeNet.Samples.Data.Formats;
using LeNet.Samples.Reporting;

namespace LeNet.Samples.Data;

/// <summary>A data set that is neither in the folders nor to be downloaded.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="Folder">The folder where its files would be found, or null if this user has none.</param>
/// <param name="Reasons">Why it could not be downloaded, mirror by mirror.</param>
internal sealed record MissingData(DatasetDescription Dataset, string? Folder, IReadOnlyList<string> Reasons);

/// <summary>Finds the data set that a command is to use.</summary>
/// <param name="choice">What is asked for.</param>
/// <param name="threads">Threads to draw the synthetic digits on; 0 for as many as help.</param>
/// <param name="progress">Told of a download, or null.</param>
/// <param name="standsIn">Told that the synthetic digits stand in, before they do.</param>
internal sealed class DataFinder(DataChoice choice, int threads, DownloadReport? progress, Action<MissingData> standsIn) : IDataFinder
{
    /// <inheritdoc/>
    public async Task<DataSource> FindAsync(DatasetPart part, CancellationToken cancellationToken)
    {
        if (choice is { IsAnyKind: true, Folder: { } path } && DataFormats.Recognise(path) is { } recognised)
        {
            return recognised;
        }

        if (choice.Published is not { } dataset)
        {
            return choice.IsAnyKind ? throw DataFormats.Unknown(choice.Folder!) : new SyntheticData(threads);
        }

        try
        {
            return new PublishedData(dataset, await LocateAsync(dataset, part, cancellationToken));
        }
        catch (DataFileException exception) when (choice.HasStandIn)
        {
            string? folder = Path.IsPathFullyQualified(exception.Path) ? exception.Path : null;
            standsIn(new MissingData(dataset, folder, Reasons(exception)));
            return new SyntheticData(threads);
        }
    }

    private static IReadOnlyList<string> Reasons(DataFileException exception) => exception.InnerException is AggregateException mirrors
        ? [.. mirrors.InnerExceptions.Select(mirror => mirror.Message)]
        : [exception.InnerException?.Message ?? exception.Message];

    private async Task<DatasetFiles> LocateAsync(DatasetDescription dataset, DatasetPart part, CancellationToken cancellationToken)
    {
        try
        {
            return await DatasetFiles.LocateAsync(dataset, choice.Folder, progress, cancellationToken, part);
        }
        finally
        {
            progress?.End();
        }
    }
}
