using System.Globalization;
using System.Net;

namespace LeNet.Samples.Web;

/// <summary>Where the server listens.</summary>
/// <param name="Address">An address of this machine, or one that stands for all of them.</param>
/// <param name="Port">The port; 0 for any that is free.</param>
internal sealed record ServerAddress(IPAddress Address, int Port)
{
    /// <summary>The port when none is asked for.</summary>
    public const int DefaultPort = 5028;

    /// <summary>Whether only programs on this machine can reach it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>Whether it stands for all addresses of this machine.</summary>
    public bool IsAny => Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any);

    /// <summary>
    /// The names that a request may call the server by. On loopback these are its own: a page from elsewhere whose name
    /// is made to point at 127.0.0.1 must not speak to it. On the network it may have any.
    /// </summary>
    public IReadOnlyList<string> HostNames => IsLoopback ? ["localhost", "127.0.0.1", "[::1]", UrlHost(Address)] : ["*"];

    /// <summary>What the options mean.</summary>
    /// <param name="host">An IP address, <c>localhost</c>, or null for loopback.</param>
    /// <param name="port">The port.</param>
    /// <exception cref="UsageException">The host is neither.</exception>
    public static ServerAddress Of(string? host, int port)
    {
        if (host is null or "localhost")
        {
            return new ServerAddress(IPAddress.Loopback, port);
        }

        return IPAddress.TryParse(host, out IPAddress? address)
            ? new ServerAddress(address, port)
            : throw new UsageException($"--host takes an IP address of this machine, 0.0.0.0 for all of them, or localhost, not '{host}'");
    }

    /// <summary>The URL with the port that it got.</summary>
    public string Url(int port) => string.Create(CultureInfo.InvariantCulture, $"http://{UrlHost(Address)}:{port}/");

    private static string UrlHost(IPAddress address) => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
