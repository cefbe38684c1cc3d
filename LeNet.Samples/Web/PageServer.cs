using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using LeNet.Runtime;
using LeNet.Samples.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LeNet.Samples.Web;

/// <summary>The web server: the page and its API. It reads no settings but those given, neither files nor environment variables.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private PageServer(WebApplication application, string url)
    {
        (_application, Url) = (application, url);
    }

    /// <summary>The page's URL.</summary>
    public string Url { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="network">The network. Its parameters must not change while the server runs.</param>
    /// <param name="digits">The test set.</param>
    /// <param name="address">Where to listen.</param>
    /// <param name="limits">What to put up with.</param>
    /// <param name="cancellationToken">Breaks off the start.</param>
    /// <exception cref="FailureException">The address is taken, or is none of this machine's.</exception>
    public static async Task<PageServer> StartAsync(
        Network network, TestDigits digits, ServerAddress address, ServerLimits limits, CancellationToken cancellationToken)
    {
        WebApplication application = Build(
            network, digits, address, limits, web => web.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, address, limits)));
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await application.DisposeAsync();
            throw CannotListen(exception, address);
        }

        string bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new PageServer(application, address.Url(new Uri(bound).Port));
    }

    /// <summary>All of the server but what listens: from a request's header to its answer.</summary>
    /// <param name="network">The network. Its parameters must not change while the server runs.</param>
    /// <param name="digits">The test set.</param>
    /// <param name="address">Where it will listen, which decides about the Host header.</param>
    /// <param name="limits">What to put up with.</param>
    /// <param name="listen">Adds what takes requests.</param>
    internal static WebApplication Build(
        Network network, TestDigits digits, ServerAddress address, ServerLimits limits, Action<IWebHostBuilder> listen)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        listen(builder.WebHost);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = limits.HeaderTime);
        builder.Services.Configure<HostFilteringOptions>(options =>
        {
            options.AllowedHosts = [.. address.HostNames];
            options.IncludeFailureMessage = false;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddRequestTimeouts(options => options.DefaultPolicy = TimePolicy(limits));
        builder.Services.AddRateLimiter(options => Configure(options, limits));

        WebApplication application = builder.Build();
        Configure(application, network, digits, limits);
        return application;
    }

    /// <summary>Serves until the token is cancelled, then lets the requests in hand end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(stopped.SetResult))
        {
            await stopped.Task;
        }

        await _application.StopAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void Configure(KestrelServerOptions kestrel, ServerAddress address, ServerLimits limits)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = limits.DroppedBytes;
        kestrel.Limits.MaxConcurrentConnections = limits.Connections;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.RequestHeadersTimeout = limits.HeaderTime;
        kestrel.Limits.KeepAliveTimeout = limits.IdleTime;
        kestrel.Listen(address.Address, address.Port, listen => listen.Protocols = HttpProtocols.Http1);
    }

    private static RequestTimeoutPolicy TimePolicy(ServerLimits limits) => new()
    {
        Timeout = limits.RequestTime,
        TimeoutStatusCode = StatusCodes.Status408RequestTimeout,
        WriteTimeoutResponse = context => Problem.WriteAsync(
            context,
            StatusCodes.Status408RequestTimeout,
            string.Create(CultureInfo.InvariantCulture, $"the request took longer than {limits.RequestTime.TotalSeconds:0.##} s")),
    };

    private static void Configure(RateLimiterOptions options, ServerLimits limits)
    {
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, bool>(context => context.Request.Path.StartsWithSegments("/api")
            ? RateLimitPartition.GetConcurrencyLimiter(true, _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = limits.RequestsAtOnce,
                QueueLimit = limits.RequestsWaiting,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            })
            : RateLimitPartition.GetNoLimiter(false));
        options.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(limits.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return new ValueTask(Problem.WriteAsync(
                rejected.HttpContext, StatusCodes.Status503ServiceUnavailable, "too many requests at once; try again in a moment"));
        };
    }

    private static void Configure(WebApplication application, Network network, TestDigits digits, ServerLimits limits)
    {
        application.Use((context, next) =>
        {
            SecurityHeaders.Add(context.Response.Headers);
            return next(context);
        });
        application.Use(AnswerProblemsAsync);
        application.UseStatusCodePages(status => Problem.WriteAsync(status.HttpContext));
        application.UseHostFiltering();
        application.UseRouting();
        application.UseRequestTimeouts();
        application.UseRateLimiter();
        application.MapPage();
        application.MapGet("/api/network", new NetworkEndpoint(network.Description).HandleAsync);
        application.MapPost("/api/predict", new PredictEndpoint(network, limits).HandleAsync);
        new DigitsEndpoint(digits).Map(application);
    }

    private static async Task AnswerProblemsAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (ProblemException problem) when (!context.Response.HasStarted)
        {
            await Problem.WriteAsync(context, problem.Status, problem.Message);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException problem) when (!context.Response.HasStarted)
        {
            await Problem.WriteAsync(context, problem.StatusCode, problem.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // There is nobody left to answer.
        }
        catch (Exception problem) when (!context.Response.HasStarted)
        {
            await Problem.WriteAsync(context, StatusCodes.Status500InternalServerError, $"unexpected {problem.GetType().Name}: {problem.Message}");
        }
    }

    private static FailureException CannotListen(Exception exception, ServerAddress address)
    {
        string place = string.Create(CultureInfo.InvariantCulture, $"port {address.Port} of {address.Address}");
        return new FailureException(
            exception.InnerException is AddressInUseException
                ? $"{place} is in use by another program; choose another with --port, or --port 0 for any that is free"
                : exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressNotAvailable }
                    ? $"{address.Address} is no address of this machine; give one with --host, or leave it out for loopback"
                    : $"{place} cannot be listened on: {exception.GetBaseException().Message}; choose another with --port or --host",
            exception);
    }

    /// <summary>Signals are Program's affair.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
