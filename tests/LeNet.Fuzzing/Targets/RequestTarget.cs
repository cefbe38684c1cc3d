using System.Net;
using System.Text;
using System.Text.Json;
using LeNet.Fuzzing.Http;
using LeNet.Fuzzing.Sums;
using LeNet.Runtime;
using LeNet.Samples.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LeNet.Fuzzing.Targets;

/// <summary>
/// HTTP requests, bodies above all, through the whole of the server but its connections: every answer has a status of the documented
/// ones, and what is no success is a problem in JSON.
/// </summary>
internal sealed class RequestTarget : FuzzTarget
{
    private static readonly int[] Statuses = [200, 206, 304, 400, 404, 405, 412, 413, 415, 416, 422];

    private readonly MemoryServer _server = new();
    private readonly WebApplication _application;

    public RequestTarget()
    {
        Network network = TinyNetwork.Create();
        NetworkDescription description = network.Description;
        var digits = new Dataset(new byte[3 * description.ImageBytes], [0, 1, 2], description.ImageChannels, description.ImageHeight, description.ImageWidth);
        _application = PageServer.Build(
            network,
            new TestDigits(digits, "digits", description.Classes),
            new ServerAddress(IPAddress.Loopback, 80),
            ServerLimits.Default with { BodyBytes = 32 << 10, PicturePixels = 1 << 20 },
            web => web.ConfigureServices(services => services.AddSingleton<Microsoft.AspNetCore.Hosting.Server.IServer>(_server)));
        _application.StartAsync().GetAwaiter().GetResult();
    }

    public override string Name => "request";

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Request("POST /api/predict", "application/octet-stream", [0, 40, 80, 120, 160, 200, 240, 255, 1, 2, 3, 4, 5, 6, 7, 8]),
        Request("POST /api/predict?layers=true", "application/octet-stream", new byte[16]),
        .. CorpusFiles.Pictures.Select(file => Request("POST /api/predict", file is [0xff, ..] ? "image/jpeg" : "image/png", file)),
        Request("GET /", "text/plain", []),
        Request("GET /api/network", "text/plain", []),
        Request("GET /api/digits", "text/plain", []),
        Request("GET /api/digits/2", "text/plain", []),
        Request("GET /api/digits/random?label=1", "text/plain", []),
        Request("GET /page.js", "text/plain", []),
    ];

    public override IReadOnlyList<byte[]> Pieces { get; } =
    [
        .. new[]
        {
            "GET ", "HEAD ", "POST ", "PUT ", "OPTIONS ", "/api/predict", "/api/digits/", "/../", "/%2e%2e/", "%00", "//", "?layers=true", "?layers=", "&label=", "Host: 127.0.0.1\n", "Host: evil\n",
            "Content-Type: ", "Content-Length: 99999999999\n", "Content-Length: 16\n", "Content-Length: -1\n", "image/png", "image/jpeg", "; charset=\"", "application/octet-stream",
            "If-None-Match: *\n", "Range: bytes=0-1\n", "Range: bytes=5-\n", "Accept-Encoding: gzip\n", "\n\n", "é", "\r", "\t",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff, 0xd8, 0xff], [0x89, (byte)'P', (byte)'N', (byte)'G'],
    ];

    public override IReadOnlyList<Type> Refusals => [typeof(RefusedRequestException)];

    // Planes of the preparation; a picture's pixels besides, up to the limit.
    public override long MostAllocated(int length) => 16 << 20;

    public override byte[] Repair(byte[] input)
    {
        int body = MemoryRequest.BodyOf(input);
        PngSums.Repair(input[body..]).CopyTo(input, body);
        return input;
    }

    public override void Run(byte[] input)
    {
        MemoryAnswer answer = _server.Answer(MemoryRequest.Parse(input));
        if (!Statuses.Contains(answer.Status))
        {
            throw new BrokenPromiseException($"the answer has the status {answer.Status}: {Encoding.UTF8.GetString(answer.Body)}");
        }

        if (answer.Status >= 400)
        {
            RequireProblem(answer);
            throw new RefusedRequestException(answer.Status);
        }
    }

    public override void Dispose() => _application.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static void RequireProblem(MemoryAnswer answer)
    {
        if (answer.Body.Length == 0)
        {
            // To HEAD, or a condition that failed.
            return;
        }

        try
        {
            using JsonDocument problem = JsonDocument.Parse(answer.Body);
            if (problem.RootElement.GetProperty("status").GetInt32() == answer.Status && problem.RootElement.GetProperty("detail").GetString() is { Length: > 0 })
            {
                return;
            }
        }
        catch (JsonException)
        {
        }

        throw new BrokenPromiseException($"the answer of status {answer.Status} is no problem in JSON: {Encoding.UTF8.GetString(answer.Body)}");
    }

    private static byte[] Request(string line, string type, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"{line}\nHost: localhost\nContent-Type: {type}\n\n"), .. body];

    /// <summary>The way of this target to count answers that are no success.</summary>
    internal sealed class RefusedRequestException(int status) : Exception($"status {status}")
    {
        /// <summary>The status.</summary>
        public int Status => status;
    }
}
