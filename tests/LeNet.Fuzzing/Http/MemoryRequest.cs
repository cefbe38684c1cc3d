using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace LeNet.Fuzzing.Http;

/// <summary>A request as Kestrel hands it on: whatever the bytes, it has a method, a path from the root, and headers of legal names and values.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, decoded.</param>
/// <param name="Query">With its question mark, or empty.</param>
/// <param name="Headers">In their order.</param>
/// <param name="Body">The body.</param>
internal sealed partial record MemoryRequest(string Method, string Path, string Query, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    /// <summary>Kestrel's limit.</summary>
    private const int MostHeaders = 100;

    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Where the body begins: after the first empty line.</summary>
    public static int BodyOf(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf("\n\n"u8);
        return end < 0 ? bytes.Length : end + 2;
    }

    /// <summary>Reads a request out of any bytes: a line with method and target, lines with headers, an empty line, the body.</summary>
    public static MemoryRequest Parse(byte[] bytes)
    {
        int body = BodyOf(bytes);
        string[] lines = Encoding.Latin1.GetString(bytes.AsSpan(0, body)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        (string method, string target) = lines.Length > 0 && lines[0].Split(' ', 2) is [string first, string second] ? (first, second) : ("GET", "/");
        (string path, string query) = target.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0 ? (target[..mark], target[mark..]) : (target, "");
        return new MemoryRequest(
            IsToken(method) ? method : "GET",
            "/" + Uri.UnescapeDataString(path).TrimStart('/').Replace('\0', ' '),
            query,
            [.. OneHost(lines.Skip(1).Select(Header).OfType<(string, string)>()).Take(MostHeaders)],
            bytes[body..]);
    }

    /// <summary>What an application sees of it.</summary>
    public IHttpRequestFeature ToFeature()
    {
        var feature = new HttpRequestFeature { Method = Method, Path = Path, QueryString = Query, Scheme = "http", Protocol = "HTTP/1.1", Body = new MemoryStream(Body) };
        foreach ((string name, string value) in Headers)
        {
            feature.Headers.Append(name, value);
        }

        return feature;
    }

    private static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Token);

    private static (string Name, string Value)? Header(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !IsToken(line[..colon]))
        {
            return null;
        }

        (string name, string value) = (line[..colon], line[(colon + 1)..].Trim().Replace('\0', ' ').Replace('\r', ' '));
        return !name.Equals("Host", StringComparison.OrdinalIgnoreCase) || Host().IsMatch(value) ? (name, value) : null;
    }

    /// <summary>Without a second Host header, which Kestrel refuses.</summary>
    private static IEnumerable<(string Name, string Value)> OneHost(IEnumerable<(string Name, string Value)> headers)
    {
        bool hasHost = false;
        foreach ((string Name, string Value) header in headers)
        {
            bool isHost = header.Name.Equals("Host", StringComparison.OrdinalIgnoreCase);
            if (!isHost || !hasHost)
            {
                yield return header;
            }

            hasHost |= isHost;
        }
    }

    /// <summary>What Kestrel takes for a host with or without a port; it refuses all else itself.</summary>
    [GeneratedRegex(@"^([A-Za-z0-9._~!$&'()*+,;=%@-]*|\[[0-9A-Fa-f:.]+\])(:[0-9]*)?$")]
    private static partial Regex Host();
}
