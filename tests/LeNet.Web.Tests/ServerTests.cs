using System.Net;
using System.Text.Json;
using LeNet.Samples.Web;

namespace LeNet.Web.Tests;

/// <summary>The server's other paths, its headers, and what it turns away.</summary>
public sealed class ServerTests(TrainedNetwork trained) : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(trained);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_network_is_described_as_by_summary()
    {
        JsonElement answer = await GetAsync("/api/network");

        JsonElement summary = Assert.Single((await CommandRun.Of("summary", "--json")).Succeeded().JsonLines);
        Assert.Equal(summary.GetRawText(), answer.GetRawText());
    }

    [Fact]
    public async Task The_test_set_is_described()
    {
        JsonElement answer = await GetAsync("/api/digits");

        Assert.Equal("synthetic digits", answer.GetProperty("dataset").GetString());
        Assert.Equal(10_000, answer.GetProperty("count").GetInt32());
        Assert.Equal(Enumerable.Repeat(1000f, 10), Answers.Numbers(answer.GetProperty("count_by_label")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9_999)]
    public async Task A_digit_is_had_by_its_index(int index)
    {
        JsonElement digit = await GetAsync($"/api/digits/{index}");

        Assert.Equal(index, digit.GetProperty("index").GetInt32());
        AssertIsOfTheTestSet(digit);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task A_random_digit_of_a_class_is_of_that_class(int label)
    {
        JsonElement digit = await GetAsync($"/api/digits/random?label={label}");

        Assert.Equal(label, digit.GetProperty("label").GetInt32());
        AssertIsOfTheTestSet(digit);
    }

    [Fact]
    public async Task A_random_digit_is_another_each_time()
    {
        var indices = new HashSet<int>();
        for (int i = 0; i < 20; i++)
        {
            JsonElement digit = await GetAsync("/api/digits/random");
            AssertIsOfTheTestSet(digit);
            indices.Add(digit.GetProperty("index").GetInt32());
        }

        Assert.True(indices.Count > 10);
    }

    [Theory]
    [InlineData("/api/digits/10000")]
    [InlineData("/api/digits/-1")]
    [InlineData("/api/digits/seven")]
    [InlineData("/api/digits/99999999999999999999")]
    [InlineData("/api/digits/random?label=10")]
    [InlineData("/api")]
    [InlineData("/api/")]
    [InlineData("/api/predict/7")]
    [InlineData("/nothing")]
    [InlineData("/page/index.html")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using HttpResponseMessage response = await _server.Client.GetAsync(path, TestContext.Current.CancellationToken);

        await Answers.ProblemAsync(HttpStatusCode.NotFound, response);
    }

    [Theory]
    [InlineData("/api/digits/random?label=seven")]
    [InlineData("/api/digits/random?label=-1")]
    [InlineData("/api/digits/random?label=")]
    public async Task A_label_that_is_no_number_is_a_bad_request(string path)
    {
        using HttpResponseMessage response = await _server.Client.GetAsync(path, TestContext.Current.CancellationToken);

        await Answers.ProblemAsync(HttpStatusCode.BadRequest, response);
    }

    [Theory]
    [InlineData("GET", "/api/predict", "POST")]
    [InlineData("DELETE", "/api/predict", "POST")]
    [InlineData("OPTIONS", "/api/predict", "POST")]
    [InlineData("POST", "/api/network", "GET")]
    [InlineData("PUT", "/api/digits/1", "GET")]
    [InlineData("POST", "/", "GET, HEAD")]
    public async Task Another_method_is_not_allowed(string method, string path, string allowed)
    {
        using HttpResponseMessage response = await _server.Client.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), path), TestContext.Current.CancellationToken);

        string detail = await Answers.ProblemAsync(HttpStatusCode.MethodNotAllowed, response);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow));
        Assert.Equal($"this path does not take {method}; it takes {allowed}", detail);
    }

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/page.js", HttpStatusCode.OK)]
    [InlineData("/api/network", HttpStatusCode.OK)]
    [InlineData("/nothing", HttpStatusCode.NotFound)]
    [InlineData("/api/predict", HttpStatusCode.MethodNotAllowed)]
    public async Task Every_answer_has_the_security_headers(string path, HttpStatusCode status)
    {
        using HttpResponseMessage response = await _server.Client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        string policy = Header("Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("DENY", Header("X-Frame-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));

        string Header(string name) => Assert.Single(response.Headers.GetValues(name));
    }

    [Theory]
    [InlineData("/", "text/html; charset=utf-8")]
    [InlineData("/page.css", "text/css; charset=utf-8")]
    [InlineData("/page.js", "text/javascript; charset=utf-8")]
    [InlineData("/favicon.svg", "image/svg+xml")]
    public async Task The_pages_files_come_with_their_type_and_once_only(string path, string type)
    {
        using HttpResponseMessage first = await _server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(type, first.Content.Headers.ContentType?.ToString());
        Assert.NotEmpty(await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage second = await _server.Client.SendAsync(again, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/../LeNet.Samples.dll")]
    [InlineData("/../../../../../../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/..%5c..%5cetc%5cpasswd")]
    [InlineData("/....//....//etc/passwd")]
    [InlineData("/%252e%252e/etc/passwd")]
    [InlineData("/page.js%00.html")]
    [InlineData("//etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("/appsettings.json")]
    [InlineData("/weights/lenet5.safetensors")]
    [InlineData("/api/digits/../../etc/passwd")]
    [InlineData("/api/digits/..%2f..%2fetc%2fpasswd")]
    [InlineData("http://127.0.0.1/etc/passwd")]
    public async Task No_path_leads_out(string path)
    {
        using RawConnection connection = await _server.ConnectAsync();
        await connection.SendAsync($"GET {path} HTTP/1.1\nHost: localhost\nConnection: close\n\n");

        string status = (await connection.LineAsync())!;
        string rest = await connection.RestAsync();

        Assert.Matches("^HTTP/1.1 (400|404) ", status);
        Assert.DoesNotContain("root:", rest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:99999999999", "200")]
    [InlineData("localhost:eighty", "400")]
    [InlineData("localhost:80:80", "400")]
    [InlineData("local]host:80", "400")]
    [InlineData("[::1", "400")]
    [InlineData("[::1]:eighty", "400")]
    [InlineData("local:host]", "400")]
    [InlineData("localhost\nHost: localhost:eighty", "400")]
    [InlineData("localhost\nHost: localhost", "400")]
    public async Task A_name_that_is_none_is_turned_away(string host, string status)
    {
        using RawConnection connection = await _server.ConnectAsync();

        await connection.SendAsync($"GET /api/network HTTP/1.1\nHost: {host}\nConnection: close\n\n");

        Assert.StartsWith($"HTTP/1.1 {status} ", await connection.LineAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example:80")]
    public async Task Another_name_for_the_server_is_turned_away(string host)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/network");
        request.Headers.Host = host;

        using HttpResponseMessage response = await _server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Contains("Host", await Answers.ProblemAsync(HttpStatusCode.BadRequest, response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello\n\n")]
    [InlineData("GET / HTTP/9.9\nHost: localhost\n\n")]
    [InlineData("GET / HTTP/1.1\n\n")]
    [InlineData("GET / HTTP/1.1\nHost: localhost\nbroken header\n\n")]
    [InlineData("POST /api/predict HTTP/1.1\nHost: localhost\nContent-Length: -1\n\n")]
    [InlineData("POST /api/predict HTTP/1.1\nHost: localhost\nContent-Length: 7\nContent-Length: 8\n\n")]
    public async Task What_is_no_http_gets_a_client_error(string text)
    {
        using RawConnection connection = await _server.ConnectAsync();
        await connection.SendAsync(text);

        Assert.Matches("^HTTP/1.1 (400|505) ", await connection.LineAsync());
        await GetAsync("/api/network"); // and the others are served
    }

    [Fact]
    public async Task A_header_that_is_too_long_is_turned_away()
    {
        using RawConnection connection = await _server.ConnectAsync();
        await connection.SendAsync($"GET / HTTP/1.1\nHost: localhost\nX-Long: {new string('x', 20_000)}\n\n");

        Assert.StartsWith("HTTP/1.1 431 ", await connection.LineAsync(), StringComparison.Ordinal);
    }

    private void AssertIsOfTheTestSet(JsonElement digit)
    {
        int index = digit.GetProperty("index").GetInt32();
        Assert.Equal(trained.Digits.Labels[index], digit.GetProperty("label").GetInt32());
        Assert.Equal([1, 28, 28], Answers.Numbers(digit.GetProperty("image").GetProperty("shape")));
        Assert.Equal(trained.Digits.Image(index).ToArray(), digit.GetProperty("image").GetProperty("pixels").GetBytesFromBase64());
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using HttpResponseMessage response = await _server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        return await Answers.JsonAsync(response);
    }
}
