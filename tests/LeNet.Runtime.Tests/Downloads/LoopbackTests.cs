using System.Net;
using System.Net.Sockets;
using System.Text;
using LeNet.Runtime.Tests.Data;

namespace LeNet.Runtime.Tests.Downloads;

/// <summary>The download over real sockets.</summary>
public sealed class LoopbackTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Connection_closed_in_the_middle_is_resumed()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<string[]> server = ServeInTwoHalves(listener, TestDataset.Packed("train-images-idx3-ubyte"), cancellation);
        DatasetDescription dataset = TestDataset.Description with { Mirrors = [new($"http://{listener.LocalEndpoint}/")] };

        await new DatasetDownloader(dataset, _folder.Path).DownloadAsync([dataset.TrainingImages], cancellation);

        string[] requests = await server;
        Assert.DoesNotContain("Range:", requests[0]);
        Assert.Contains("Range: bytes=70000-", requests[1]);
        Assert.Equal(["train-images-idx3-ubyte"], _folder.Files);
    }

    [Fact]
    public async Task Refused_connection_is_an_error_of_one_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://{listener.LocalEndpoint}/");
        listener.Stop();
        DatasetDescription dataset = TestDataset.Description with { Mirrors = [url] };

        var error = await Assert.ThrowsAsync<DataFileException>(
            () => new DatasetDownloader(dataset, _folder.Path).DownloadAsync(dataset.Files, TestContext.Current.CancellationToken));

        Assert.Contains($"Noise could not be downloaded ({url}train-images-idx3-ubyte.gz: ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static async Task<string[]> ServeInTwoHalves(TcpListener listener, byte[] content, CancellationToken cancellation)
    {
        const int Half = 70_000;
        string[] requests = new string[2];
        for (int i = 0; i < 2; i++)
        {
            using TcpClient client = await listener.AcceptTcpClientAsync(cancellation);
            using NetworkStream stream = client.GetStream();
            requests[i] = await ReadRequest(stream, cancellation);
            string status = i == 0
                ? $"200 OK\r\nContent-Length: {content.Length}"
                : $"206 Partial Content\r\nContent-Length: {content.Length - Half}\r\nContent-Range: bytes {Half}-{content.Length - 1}/{content.Length}";
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nConnection: close\r\n\r\n"), cancellation);
            await stream.WriteAsync(i == 0 ? content.AsMemory(0, Half) : content.AsMemory(Half), cancellation);
        }

        return requests;
    }

    private static async Task<string> ReadRequest(NetworkStream stream, CancellationToken cancellation)
    {
        var request = new StringBuilder();
        byte[] buffer = new byte[1];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer, cancellation) == 1)
        {
            request.Append((char)buffer[0]);
        }

        return request.ToString();
    }
}
