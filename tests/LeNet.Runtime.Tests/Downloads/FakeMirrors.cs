using System.Net;
using System.Net.Http.Headers;
using LeNet.Runtime.Tests.Data;

namespace LeNet.Runtime.Tests.Downloads;

/// <summary>Answers for all mirrors of <see cref="TestDataset"/>, as they do or as a test wants.</summary>
internal sealed class FakeMirrors : HttpMessageHandler
{
    /// <summary>The requests so far: the URL, and the range if one was asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Answers the request of a number (from 1), or gives null for the usual answer.</summary>
    public Func<HttpRequestMessage, int, HttpResponseMessage?> Respond { get; init; } = (_, _) => null;

    /// <summary>The usual answer: the file, or the range of it.</summary>
    public static HttpResponseMessage Serve(HttpRequestMessage request) =>
        Serve(request, TestDataset.Packed(Path.GetFileNameWithoutExtension(request.RequestUri!.AbsolutePath)));

    /// <summary>Serves some content, or the range of it.</summary>
    public static HttpResponseMessage Serve(HttpRequestMessage request, byte[] content)
    {
        if (request.Headers.Range?.Ranges.Single().From is not long from)
        {
            return Answer(HttpStatusCode.OK, content);
        }

        if (from >= content.Length)
        {
            return Answer(HttpStatusCode.RequestedRangeNotSatisfiable, []);
        }

        HttpResponseMessage response = Answer(HttpStatusCode.PartialContent, content[(int)from..]);
        response.Content.Headers.ContentRange = new ContentRangeHeaderValue(from, content.Length - 1, content.Length);
        return response;
    }

    public static HttpResponseMessage Answer(HttpStatusCode status, byte[] content) =>
        new(status) { Content = new ByteArrayContent(content) };

    /// <summary>An answer that promises the content's length, delivers its beginning and then goes on as a stream does.</summary>
    public static HttpResponseMessage Broken(HttpResponseMessage response, int delivered, Func<CancellationToken, Task> then)
    {
        byte[] content = response.Content.ReadAsByteArrayAsync().Result;
        var broken = new StreamContent(new BreakingStream(content[..delivered], then));
        broken.Headers.ContentLength = content.Length;
        broken.Headers.ContentRange = response.Content.Headers.ContentRange;
        response.Content = broken;
        return response;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add($"{request.RequestUri}{(request.Headers.Range is { } range ? " " + range : "")}");
        return Task.FromResult(Respond(request, Requests.Count) ?? Serve(request));
    }

    private sealed class BreakingStream(byte[] content, Func<CancellationToken, Task> then) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = Read(buffer.Span);
            if (count == 0)
            {
                await then(cancellationToken);
            }

            return count;
        }
    }
}
