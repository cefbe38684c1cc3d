namespace LeNet.Runtime;

/// <summary>A download: mirror by mirror, resumed after a break, checked before it takes its place.</summary>
internal sealed class FileDownload(Delivery delivery, HttpTransfer transfer)
{
    /// <summary>How often a mirror may break off while it delivers.</summary>
    private const int BreaksPerMirror = 5;

    /// <summary>Told of the bytes received and of those in all, as far as known.</summary>
    public required Action<long, long?> Received { get; init; }

    /// <summary>Tries the mirrors in order.</summary>
    /// <returns>Nothing if the file is in its place, else what went wrong with each mirror.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(IEnumerable<Uri> mirrors, CancellationToken cancellationToken)
    {
        FileStream part = await PartFile.OpenAsync(delivery.PartPath, cancellationToken).ConfigureAwait(false);
        try
        {
            // Another process may have brought it while this one waited.
            return delivery.IsThere ? [] : await RunAsync(mirrors, part, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (delivery.IsThere || part.Length == 0)
            {
                PartFile.Delete(part);
            }

            await part.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<string>> RunAsync(IEnumerable<Uri> mirrors, FileStream part, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (Uri mirror in mirrors)
        {
            var url = new Uri(mirror, delivery.Name);
            try
            {
                await FetchAsync(url, part, cancellationToken).ConfigureAwait(false);
                return [];
            }
            catch (MirrorException exception)
            {
                problems.Add($"{url}: {exception.Message}");
            }
        }

        return problems;
    }

    private async Task FetchAsync(Uri url, FileStream part, CancellationToken cancellationToken)
    {
        int breaks = 0;
        while (true)
        {
            long before = part.Length;
            try
            {
                await transfer.ReceiveAsync(url, part, delivery.LongestBytes, Received, cancellationToken).ConfigureAwait(false);
                delivery.Unpack(part, cancellationToken);
                return;
            }
            catch (PackedFileException exception)
            {
                part.SetLength(0);
                if (before == 0)
                {
                    throw new MirrorException(exception.Message, exception);
                }

                // What was there before may have been another mirror's bytes: once more from the start.
            }
            catch (MirrorException) when (part.Length > before && breaks < BreaksPerMirror)
            {
                breaks++;
            }
        }
    }
}
