using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using LeNet.Samples;
using LeNet.Samples.Files;
using LeNet.Samples.Web;

namespace LeNet.Web.Tests;

/// <summary><c>serve</c> on the command line.</summary>
public sealed class ServeCommandTests : IDisposable
{
    private static readonly Dictionary<string, string?> NoVariables = new() { ["ASPNETCORE_URLS"] = "http://0.0.0.0:1", ["LENET_DATA"] = null };

    private readonly TempFolder _temp = new();

    public ServeCommandTests()
    {
        Engine.WriteData(_temp["data"]);
        Engine.WriteWeights(_temp["w.safetensors"]);
    }

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData(Signals.Interrupt)]
    [InlineData(Signals.Terminate)]
    public async Task It_serves_until_a_signal_ends_it_in_peace(int signal)
    {
        Signals.Need(signal);
        using Process process = ProgramProcess.Start(
            _temp.Path, NoVariables, "serve", "--weights", "w.safetensors", "--data", "data", "--port", "0", "--json");
        try
        {
            JsonElement start = JsonDocument.Parse((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!).RootElement;
            Assert.Equal(["event", "url", "loopback", "network", "weights", "dataset"], CommandRun.Members(start));
            Assert.True(start.GetProperty("loopback").GetBoolean());
            string url = start.GetProperty("url").GetString()!;
            Assert.Matches("^http://127\\.0\\.0\\.1:[0-9]+/$", url);
            using (var client = new HttpClient { BaseAddress = new Uri(url) })
            {
                Assert.Contains("<title>LeNet", await client.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
                using HttpResponseMessage answer = await client.PostAsync("/api/predict", Bodies.Raw(new byte[784]), TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }

            Signals.Send(process, signal);
            Assert.Equal("{\"event\":\"end\"}\n", await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
            Assert.Equal("", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(ExitStatus.Done, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    [Fact]
    public async Task People_are_told_where_to_draw()
    {
        string[] lines = await RunForAMomentAsync("--data", _temp["data"]);

        Assert.Equal(3, lines.Length);
        Assert.Contains("LeNet5 with the weights of", lines[0], StringComparison.Ordinal);
        Assert.Matches(@"^draw at http://127\.0\.0\.1:[0-9]+/ ", lines[1]);
        Assert.Equal("stopped", lines[2]);
    }

    [Fact]
    public async Task Whoever_opens_it_to_the_network_is_told_so()
    {
        string[] lines = await RunForAMomentAsync("--data", _temp["data"], "--host", "0.0.0.0");

        Assert.Equal("It listens on all addresses of this machine: others on the network can reach it. Without --host they cannot.", lines[2]);
    }

    [Fact]
    public async Task Without_a_folder_of_data_there_are_synthetic_digits()
    {
        string[] lines = await RunForAMomentAsync("--dataset", "synthetic");

        Assert.EndsWith("digits to choose from: synthetic digits", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_one_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        CommandRun run = await CommandRun.Of("serve", "--weights", _temp["w.safetensors"], "--data", _temp["data"], "--port", port);

        Assert.Equal(
            $"error: port {port} of 127.0.0.1 is in use by another program; choose another with --port, or --port 0 for any that is free",
            run.FailedSilently(ExitStatus.Failed));
    }

    [Fact]
    public async Task An_address_of_another_machine_is_one_line()
    {
        CommandRun run = await CommandRun.Of("serve", "--weights", _temp["w.safetensors"], "--data", _temp["data"], "--port", "0", "--host", "192.0.2.1");

        Assert.Equal(
            "error: 192.0.2.1 is no address of this machine; give one with --host, or leave it out for loopback",
            run.FailedSilently(ExitStatus.Failed));
    }

    [Theory]
    [InlineData("--host", "example.org", "--host takes an IP address of this machine, 0.0.0.0 for all of them, or localhost, not 'example.org'")]
    [InlineData("--port", "65536", "--port takes a whole number from 0 to 65535, not '65536'; serve --help shows what there is")]
    [InlineData("--port", "-1", "--port takes a whole number from 0 to 65535, not '-1'; serve --help shows what there is")]
    public async Task A_wrong_value_is_wrong_usage(string option, string value, string message)
    {
        CommandRun run = await CommandRun.Of("serve", "--weights", _temp["w.safetensors"], option, value);

        Assert.Equal("error: " + message, run.FailedSilently(ExitStatus.WrongUsage));
    }

    [Fact]
    public async Task Missing_weights_are_one_line()
    {
        CommandRun run = await CommandRun.Of("serve", "--weights", _temp["none.safetensors"]);

        Assert.Contains("none.safetensors", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "http://127.0.0.1:80/", true)]
    [InlineData("localhost", "http://127.0.0.1:80/", true)]
    [InlineData("127.0.0.2", "http://127.0.0.2:80/", true)]
    [InlineData("::1", "http://[::1]:80/", true)]
    [InlineData("0.0.0.0", "http://0.0.0.0:80/", false)]
    [InlineData("::", "http://[::]:80/", false)]
    [InlineData("192.168.1.2", "http://192.168.1.2:80/", false)]
    public void Only_loopback_is_loopback(string? host, string url, bool isLoopback)
    {
        ServerAddress address = ServerAddress.Of(host, 80);

        Assert.Equal((url, isLoopback), (address.Url(80), address.IsLoopback));
    }

    /// <summary>Runs the command until it has told all, and returns its lines.</summary>
    private async Task<string[]> RunForAMomentAsync(params string[] args)
    {
        using var stop = new CancellationTokenSource();
        using var output = new FlushedWriter(stop.Cancel);
        using var error = new StringWriter();
        int status = await Application.RunAsync(["serve", "--weights", _temp["w.safetensors"], "--port", "0", .. args], output, error, stop.Token);
        Assert.Equal(("", ExitStatus.Done), (error.ToString(), status));
        return output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }

    /// <summary>Tells when what was written is to be seen.</summary>
    private sealed class FlushedWriter(Action flushed) : StringWriter
    {
        public override void Flush() => flushed();
    }
}
