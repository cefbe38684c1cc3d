using System.Net;
using LeNet.Samples.Web;

namespace LeNet.Web.Tests;

/// <summary>What the server puts up with, and how it stops.</summary>
public sealed class LimitTests(TrainedNetwork trained)
{
    private const string RawType = "application/octet-stream";

    [Fact]
    public async Task A_body_that_is_announced_to_be_too_large_is_turned_away_unread()
    {
        await using RunningServer server = await RunningServer.StartAsync(trained);
        using RawConnection connection = await server.ConnectAsync();
        await connection.SendAsync($"POST /api/predict HTTP/1.1\nHost: localhost\nContent-Type: image/png\nContent-Length: {1L << 40}\n\n");

        Assert.StartsWith("HTTP/1.1 413 ", await connection.LineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_largest_body_is_read_and_one_byte_more_is_too_large()
    {
        await using RunningServer server = await RunningServer.StartAsync(trained, new ServerLimits { BodyBytes = 50_000 });

        using HttpResponseMessage largest = await PostAsync(server, Bodies.Of("image/png", new byte[50_000]));
        using HttpResponseMessage larger = await PostAsync(server, Bodies.Of("image/png", new byte[50_001]));

        await Answers.ProblemAsync(HttpStatusCode.UnprocessableEntity, largest);
        Assert.Equal("the body is too large; it may have 50000 bytes", await Answers.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, larger));
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_cut_off_at_the_limit()
    {
        await using RunningServer server = await RunningServer.StartAsync(trained, new ServerLimits { BodyBytes = 50_000 });
        using RawConnection connection = await server.ConnectAsync();
        await connection.SendAsync("POST /api/predict HTTP/1.1\nHost: localhost\nContent-Type: image/png\nTransfer-Encoding: chunked\n\n");
        await connection.SendAsync($"{60_000:x}\n{new string('x', 60_000)}\n");

        Assert.StartsWith("HTTP/1.1 413 ", await connection.LineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_given_up()
    {
        await using RunningServer server = await RunningServer.StartAsync(trained, new ServerLimits { RequestTime = TimeSpan.FromMilliseconds(200) });
        using RawConnection connection = await server.ConnectAsync();
        await connection.SendAsync($"POST /api/predict HTTP/1.1\nHost: localhost\nContent-Type: {RawType}\nContent-Length: 784\n\nhello");

        Assert.StartsWith("HTTP/1.1 408 ", await connection.LineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_at_once_are_told_to_come_again()
    {
        await using RunningServer server = await RunningServer.StartAsync(trained, new ServerLimits { RequestsAtOnce = 1, RequestsWaiting = 0 });
        using RawConnection slow = await server.ConnectAsync();
        await slow.SendAsync($"POST /api/predict HTTP/1.1\nHost: localhost\nContent-Type: {RawType}\nContent-Length: 784\nExpect: 100-continue\n\n");
        Assert.Equal("HTTP/1.1 100 Continue", await slow.LineAsync()); // now it is waited for

        using HttpResponseMessage other = await PostAsync(server, Bodies.Raw(new byte[784]));
        using HttpResponseMessage page = await server.Client.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal("", await slow.LineAsync());
        await slow.SendAsync(new string('x', 784));

        Assert.StartsWith("too many requests", await Answers.ProblemAsync(HttpStatusCode.ServiceUnavailable, other), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1), other.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("HTTP/1.1 200 OK", await slow.LineAsync());
    }

    [Fact]
    public async Task Those_that_wait_get_their_turn()
    {
        await using RunningServer server = await RunningServer.StartAsync(trained, new ServerLimits { RequestsAtOnce = 1, RequestsWaiting = 50 });

        await Parallel.ForAsync(0, 50, new ParallelOptions { MaxDegreeOfParallelism = 50, CancellationToken = TestContext.Current.CancellationToken }, async (_, _) =>
        {
            using HttpResponseMessage response = await PostAsync(server, Bodies.Raw(new byte[784]));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        });
    }

    [Fact]
    public async Task A_connection_too_many_is_closed()
    {
        await using RunningServer server = await RunningServer.StartAsync(trained, new ServerLimits { Connections = 1 });
        using RawConnection first = await server.ConnectAsync();
        await first.SendAsync("GET /api/network HTTP/1.1\nHost: localhost\n\n");
        Assert.Equal("HTTP/1.1 200 OK", await first.LineAsync());

        using RawConnection second = await server.ConnectAsync();

        Assert.Null(await second.LineAsync());
    }

    [Fact]
    public async Task Whoever_goes_away_amid_a_request_hurts_nobody()
    {
        await using RunningServer server = await RunningServer.StartAsync(trained, new ServerLimits { RequestsAtOnce = 2, RequestsWaiting = 0 });
        for (int i = 0; i < 8; i++)
        {
            using RawConnection connection = await server.ConnectAsync();
            await connection.SendAsync($"POST /api/predict HTTP/1.1\nHost: localhost\nContent-Type: {RawType}\nContent-Length: 784\nExpect: 100-continue\n\n");
            await connection.LineAsync();
        }

        HttpStatusCode status;
        do
        {
            using HttpResponseMessage response = await PostAsync(server, Bodies.Raw(new byte[784]));
            status = response.StatusCode;
        }
        while (status == HttpStatusCode.ServiceUnavailable); // until their places are free again

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task A_stopping_server_lets_the_request_in_hand_end()
    {
        await using RunningServer server = await RunningServer.StartAsync(trained);
        using RawConnection connection = await server.ConnectAsync();
        await connection.SendAsync($"POST /api/predict HTTP/1.1\nHost: localhost\nContent-Type: {RawType}\nContent-Length: 784\nExpect: 100-continue\n\n");
        Assert.Equal("HTTP/1.1 100 Continue", await connection.LineAsync());
        Assert.Equal("", await connection.LineAsync());

        server.Stop();
        await connection.SendAsync(new string('x', 784));

        Assert.Equal("HTTP/1.1 200 OK", await connection.LineAsync());
        Assert.Contains("\"label\":", await connection.RestAsync(), StringComparison.Ordinal);
        await server.Stopped;
        await Assert.ThrowsAsync<HttpRequestException>(() => server.Client.GetAsync("/", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_stopping_server_does_not_wait_for_ever()
    {
        await using RunningServer server = await RunningServer.StartAsync(trained, new ServerLimits { HeaderTime = TimeSpan.FromMilliseconds(200) });
        using RawConnection connection = await server.ConnectAsync();
        await connection.SendAsync($"POST /api/predict HTTP/1.1\nHost: localhost\nContent-Type: {RawType}\nContent-Length: 784\nExpect: 100-continue\n\n");
        Assert.Equal("HTTP/1.1 100 Continue", await connection.LineAsync());

        server.Stop();

        await server.Stopped;
    }

    private static Task<HttpResponseMessage> PostAsync(RunningServer server, HttpContent content) =>
        server.Client.PostAsync("/api/predict", content, TestContext.Current.CancellationToken);
}
