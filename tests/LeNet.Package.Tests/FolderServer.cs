using System.Net;
using System.Net.Sockets;

namespace LeNet.Package.Tests;

/// <summary>A folder as a web site on this machine, which notes what its page says: the query of a request for /said.</summary>
internal sealed class FolderServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly TaskCompletionSource<string> _said = new();
    private readonly string _folder;

    public FolderServer(string folder)
    {
        _folder = folder;
        using (TcpListener any = new(IPAddress.Loopback, 0))
        {
            any.Start();
            Url = $"http://localhost:{((IPEndPoint)any.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Url);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Url { get; }

    /// <summary>What the page says.</summary>
    public Task<string> Said => _said.Task;

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                await AnswerAsync(context.Request.Url!, context.Response);
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or HttpListenerException)
        {
            _said.TrySetCanceled();
        }
    }

    private async Task AnswerAsync(Uri url, HttpListenerResponse response)
    {
        if (url.AbsolutePath == "/said")
        {
            _said.TrySetResult(Uri.UnescapeDataString(url.Query.TrimStart('?')));
            return;
        }

        string file = Path.Combine(_folder, url.AbsolutePath == "/" ? "index.html" : url.AbsolutePath.TrimStart('/'));
        if (!File.Exists(file))
        {
            response.StatusCode = (int)HttpStatusCode.NotFound;
            return;
        }

        response.ContentType = Path.GetExtension(file) switch
        {
            ".html" => "text/html",
            ".js" => "text/javascript",
            ".json" => "application/json",
            ".wasm" => "application/wasm",
            _ => "application/octet-stream",
        };
        await response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(file));
    }
}
