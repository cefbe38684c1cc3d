using System.Net.Sockets;
using System.Text;

namespace LeNet.Web.Tests;

/// <summary>A connection that sends exactly what a test says, which no HTTP client would.</summary>
internal sealed class RawConnection(TcpClient client) : IDisposable
{
    private readonly StreamReader _reader = new(client.GetStream(), Encoding.Latin1);

    /// <summary>Sends text, its line breaks as HTTP has them.</summary>
    public async Task SendAsync(string text) =>
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text.ReplaceLineEndings("\r\n")), TestContext.Current.CancellationToken);

    /// <summary>The next line, or null if the server has closed the connection.</summary>
    public async Task<string?> LineAsync()
    {
        try
        {
            return await _reader.ReadLineAsync(TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            return null; // it was reset
        }
    }

    /// <summary>All that the server sends until it closes the connection.</summary>
    public async Task<string> RestAsync()
    {
        var text = new StringBuilder();
        while (await LineAsync() is { } line)
        {
            text.AppendLine(line);
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        client.Dispose();
    }
}
