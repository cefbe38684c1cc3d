using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace LeNet.Runtime;

/// <summary>Receives what a URL serves into a file, from where the file ends.</summary>
internal sealed class HttpTransfer(HttpClient client)
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>How long a server may stay silent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The clock that measures the silence.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>
    /// Appends the rest of the URL's content to the part that an earlier transfer left, or receives all of it if the
    /// server does not serve parts. When this throws, the file keeps what has arrived.
    /// </summary>
    /// <param name="url">What to get.</param>
    /// <param name="part">Where it goes; open for writing.</param>
    /// <param name="limit">The most bytes that the content can have.</param>
    /// <param name="received">Told of the bytes in the file and in all, as far as known.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="MirrorException">The server did not deliver.</exception>
    public async Task ReceiveAsync(Uri url, FileStream part, long limit, Action<long, long?> received, CancellationToken cancellationToken)
    {
        if (part.Length > limit)
        {
            Truncate(part);
        }

        using var silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, Clock);
        using CancellationTokenRegistration cancelled = cancellationToken.Register(silence.Cancel);
        try
        {
            HttpResponseMessage response = await RequestAsync(url, part.Length, silence).ConfigureAwait(false);
            if (part.Length > 0 && ServesOtherBytes(response, part.Length))
            {
                Truncate(part);
                if (response.StatusCode != HttpStatusCode.OK)
                {
                    response.Dispose();
                    response = await RequestAsync(url, 0, silence).ConfigureAwait(false);
                }
            }

            using (response)
            {
                await ReceiveAsync(response, part, limit, received, silence).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Either the clock above or the handler's own, for connecting.
            throw new MirrorException("no answer in time", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The socket's own message does without the host, which is in the URL.
            throw new MirrorException((exception.InnerException as SocketException ?? exception).Message, exception);
        }
    }

    private async Task<HttpResponseMessage> RequestAsync(Uri url, long offset, CancellationTokenSource silence)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
        }

        silence.CancelAfter(Patience);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
    }

    private static bool ContinuesAt(HttpResponseMessage response, long offset) =>
        response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == offset;

    private static bool ServesOtherBytes(HttpResponseMessage response, long offset) => response.StatusCode switch
    {
        HttpStatusCode.OK or HttpStatusCode.RequestedRangeNotSatisfiable => true,
        HttpStatusCode.PartialContent => !ContinuesAt(response, offset),
        _ => false,
    };

    private async Task ReceiveAsync(
        HttpResponseMessage response, FileStream part, long limit, Action<long, long?> received, CancellationTokenSource silence)
    {
        bool whole = response.StatusCode == HttpStatusCode.OK;
        if (!whole && !ContinuesAt(response, part.Length))
        {
            throw new MirrorException($"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd());
        }

        long? total = part.Length + response.Content.Headers.ContentLength;
        if (total > limit)
        {
            throw TooLarge(limit);
        }

        part.Position = part.Length;
        received(part.Length, total);
        Stream body = await response.Content.ReadAsStreamAsync(silence.Token).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            byte[] buffer = new byte[BufferBytes];
            while (true)
            {
                silence.CancelAfter(Patience);
                int count = await body.ReadAsync(buffer, silence.Token).ConfigureAwait(false);
                if (count == 0)
                {
                    break;
                }

                if (part.Position + count > limit)
                {
                    Truncate(part);
                    throw TooLarge(limit);
                }

                Append(part, buffer.AsSpan(0, count));
                received(part.Position, total);
            }
        }

        if (part.Position < total)
        {
            throw new MirrorException($"the connection broke after {part.Position} of {total} bytes");
        }
    }

    private static MirrorException TooLarge(long limit) => new($"serves more than the {limit} bytes that the file can have");

    /// <summary>A full disk is no fault of the mirror: its error must not be taken for one of the connection.</summary>
    private static void Append(FileStream part, ReadOnlySpan<byte> data)
    {
        try
        {
            part.Write(data);
            part.Flush();
        }
        catch (Exception exception) when (FileErrors.IsFileError(exception))
        {
            throw FileErrors.Writing(part.Name, exception);
        }
    }

    private static void Truncate(FileStream part)
    {
        part.SetLength(0);
        part.Position = 0;
    }
}
