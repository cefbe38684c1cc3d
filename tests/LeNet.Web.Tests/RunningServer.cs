using System.Net;
using System.Net.Sockets;
using LeNet.Samples.Web;

namespace LeNet.Web.Tests;

/// <summary>A server on a free port of loopback, in this process.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly PageServer _server;
    private readonly CancellationTokenSource _stop = new();

    private RunningServer(PageServer server)
    {
        _server = server;
        Stopped = server.RunAsync(_stop.Token);
        Client = new HttpClient { BaseAddress = new Uri(server.Url) };
    }

    /// <summary>Sends requests to it.</summary>
    public HttpClient Client { get; }

    /// <summary>Its URL.</summary>
    public string Url => _server.Url;

    /// <summary>Ends when the server has stopped.</summary>
    public Task Stopped { get; }

    /// <summary>Starts a server.</summary>
    public static async Task<RunningServer> StartAsync(TrainedNetwork trained, ServerLimits? limits = null)
    {
        var digits = new TestDigits(trained.Digits, "synthetic digits", trained.Network.Description.Classes);
        var address = new ServerAddress(IPAddress.Loopback, 0);
        return new RunningServer(await PageServer.StartAsync(
            trained.Network, digits, address, limits ?? ServerLimits.Default, TestContext.Current.CancellationToken));
    }

    /// <summary>Has it stop, as Ctrl+C does.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Opens a connection of one's own.</summary>
    public async Task<RawConnection> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(Url).Port, TestContext.Current.CancellationToken);
        return new RawConnection(client);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await Stopped;
        Client.Dispose();
        await _server.DisposeAsync();
        _stop.Dispose();
    }
}
