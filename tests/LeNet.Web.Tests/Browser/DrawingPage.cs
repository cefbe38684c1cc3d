using System.Globalization;
using Microsoft.Playwright;

namespace LeNet.Web.Tests.Browser;

/// <summary>The page in a browser, in the words of those who use it. Whatever it writes to the console is a fault.</summary>
internal sealed class DrawingPage : IAsyncDisposable
{
    /// <summary>A warning that the tests cause when they look at canvases.</summary>
    private const string OurReading = "Canvas2D: Multiple readback operations";

    private readonly RunningServer? _server;
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    private DrawingPage(string url, RunningServer? server, IBrowserContext context, IPage page)
    {
        (Url, _server, _context, Page) = (url, server, context, page);
        page.Console += (_, message) =>
        {
            if (!Expected.Exists(beginning => message.Text.StartsWith(beginning, StringComparison.Ordinal)))
            {
                _faults.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _faults.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>The URLs that it has asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The URL of the server, or of the file.</summary>
    public string Url { get; }

    /// <summary>The drawing pad.</summary>
    public ILocator Pad => Page.Locator("#pad");

    /// <summary>The button.</summary>
    public ILocator Undo => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Undo" });

    /// <summary>The button.</summary>
    public ILocator Clear => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Clear" });

    /// <summary>The digit that it says; ? if it says none.</summary>
    public ILocator Label => Page.Locator("#label");

    /// <summary>The line below the bars.</summary>
    public ILocator Note => Page.Locator("#note");

    /// <summary>Starts a server and opens its page.</summary>
    public static async Task<DrawingPage> OpenAsync(Chromium chromium, TrainedNetwork trained, BrowserNewContextOptions? options = null)
    {
        IBrowserContext context = await chromium.OpenAsync(options);
        RunningServer server = await RunningServer.StartAsync(trained);
        return await OpenAsync(new DrawingPage(server.Url, server, context, await context.NewPageAsync()));
    }

    /// <summary>Opens a page that is a file.</summary>
    public static async Task<DrawingPage> OpenFileAsync(Chromium chromium, string path)
    {
        IBrowserContext context = await chromium.OpenAsync();
        return await OpenAsync(new DrawingPage(new Uri(path).AbsoluteUri, null, context, await context.NewPageAsync()));
    }

    /// <summary>What it writes to the console with good reason begins like this.</summary>
    public List<string> Expected { get; } = [OurReading];

    /// <summary>Waits until it says this digit.</summary>
    public Task SaysAsync(string digit) => Assertions.Expect(Label).ToHaveTextAsync(digit);

    /// <summary>Waits until all that was drawn has been read.</summary>
    public Task SettledAsync() => Page.Locator("#answer[aria-busy=false]").WaitForAsync();

    /// <summary>Draws with the mouse.</summary>
    public async Task DrawAsync(Stroke stroke)
    {
        foreach ((int i, (float x, float y)) in (await OnScreenAsync(stroke)).Index())
        {
            await Page.Mouse.MoveAsync(x, y);
            if (i == 0)
            {
                await Page.Mouse.DownAsync();
            }
        }

        await Page.Mouse.UpAsync();
    }

    /// <summary>Draws with a finger.</summary>
    public async Task TouchAsync(Stroke stroke)
    {
        ICDPSession browser = await _context.NewCDPSessionAsync(Page);
        foreach ((int i, (float x, float y)) in (await OnScreenAsync(stroke)).Index())
        {
            await browser.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
            {
                ["type"] = i == 0 ? "touchStart" : "touchMove",
                ["touchPoints"] = new[] { new Dictionary<string, object> { ["x"] = x, ["y"] = y } },
            });
        }

        await browser.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object> { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
    }

    /// <summary>Draws with a pen that feels how hard it is pressed, 0 to 1.</summary>
    public async Task PenAsync(Stroke stroke, float force)
    {
        ICDPSession browser = await _context.NewCDPSessionAsync(Page);
        (float X, float Y)[] points = await OnScreenAsync(stroke);
        await SendAsync("mousePressed", points[0]);
        foreach ((float, float) point in points)
        {
            await SendAsync("mouseMoved", point);
        }

        await SendAsync("mouseReleased", points[^1]);

        Task SendAsync(string type, (float X, float Y) point) => browser.SendAsync("Input.dispatchMouseEvent", new Dictionary<string, object>
        {
            ["type"] = type,
            ["x"] = point.X,
            ["y"] = point.Y,
            ["button"] = "left",
            ["buttons"] = 1,
            ["force"] = force,
            ["pointerType"] = "pen",
        });
    }

    /// <summary>Presses a key some times.</summary>
    public async Task PressAsync(string key, int times = 1)
    {
        for (int i = 0; i < times; i++)
        {
            await Page.Keyboard.PressAsync(key);
        }
    }

    /// <summary>The probabilities that the bars show, in percent.</summary>
    public async Task<double[]> PercentsAsync() =>
    [
        .. (await Page.Locator("#bars .value").AllTextContentsAsync()).Select(text => double.Parse(text.TrimEnd('%'), CultureInfo.InvariantCulture)),
    ];

    /// <summary>The values of a canvas' red channel, and of its opacity, added up, when all has been read.</summary>
    public async Task<double[]> SumsAsync(string canvas)
    {
        await SettledAsync();
        return await Page.Locator(canvas).First.EvaluateAsync<double[]>(
            """
            canvas => {
              const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              const sums = [0, 0];
              for (let i = 0; i < data.length; i += 4) { sums[0] += data[i]; sums[1] += data[i + 3]; }
              return sums;
            }
    """);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Assert.Empty(_faults);
        Assert.All(Requests, url => Assert.StartsWith(Url, url, StringComparison.Ordinal));
    }

    private static async Task<DrawingPage> OpenAsync(DrawingPage page)
    {
        await page.Page.GotoAsync(page.Url);
        await page.Page.Locator("body[data-ready]").WaitForAsync();
        return page;
    }

    private async Task<(float X, float Y)[]> OnScreenAsync(Stroke stroke)
    {
        await Pad.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await Pad.BoundingBoxAsync())!;
        return [.. stroke.Points.Select(point => (box.X + (point.X * box.Width), box.Y + (point.Y * box.Height)))];
    }
}
