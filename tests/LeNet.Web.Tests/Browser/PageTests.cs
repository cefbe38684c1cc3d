using Microsoft.Playwright;

namespace LeNet.Web.Tests.Browser;

/// <summary>The page in a real browser: drawn on, by hand and by keyboard, and what it then says.</summary>
public sealed class PageTests(TrainedNetwork trained, Chromium chromium)
{
    [Fact]
    public async Task At_first_there_is_nothing_to_read()
    {
        await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained);

        await page.SaysAsync("?");
        await Assertions.Expect(page.Page.Locator("#about")).ToContainTextAsync("LeNet5, a network of 61,706 parameters");
        await Assertions.Expect(page.Page.Locator("#bars li")).ToHaveCountAsync(10);
        await Assertions.Expect(page.Page.Locator(".layer h3")).ToHaveTextAsync(["input", .. trained.Network.Description.Layers.Select(layer => layer.Name)]);
        await Assertions.Expect(page.Undo).ToBeDisabledAsync();
        await Assertions.Expect(page.Clear).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Several_digits_are_all_read()
    {
        await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained);

        await page.DrawAsync(Stroke.Seven.Moved(0.5f, -0.24f));
        await page.DrawAsync(Stroke.Seven.Moved(0.5f, 0.24f));

        await Assertions.Expect(page.Page.Locator("#note")).ToHaveTextAsync("2 digits: 7 7. Shown is the most central.");
    }

    public static TheoryData<string> Digits => [.. Suite.First(1, ["3", "0", "1", "7"])];

    [Theory]
    [MemberData(nameof(Digits))]
    public async Task A_digit_drawn_with_the_mouse_is_read(string digit)
    {
        await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained);

        await page.DrawAsync(StrokeOf(digit));

        await page.SaysAsync(digit);
        double[] percents = await page.PercentsAsync();
        Assert.Equal(int.Parse(digit, System.Globalization.CultureInfo.InvariantCulture), percents.IndexOf(percents.Max()));
        Assert.InRange(percents.Sum(), 99, 101);
        await Assertions.Expect(page.Page.Locator("#bars .best span").First).ToHaveTextAsync(digit);
    }

    [LongFact]
    public async Task A_digit_drawn_with_a_finger_is_read_and_the_page_stays_put()
    {
        await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained, Phone());

        await page.TouchAsync(Stroke.Seven);

        await page.SaysAsync("7");
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("scrollY"));
    }

    [LongFact]
    public async Task A_pen_that_presses_hard_writes_bold()
    {
        await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained);

        await page.PenAsync(Stroke.One, force: 0.1f);
        double light = (await page.SumsAsync("#pad"))[1];
        await page.Undo.ClickAsync();
        await page.PenAsync(Stroke.One, force: 0.9f);
        double bold = (await page.SumsAsync("#pad"))[1];

        Assert.InRange(bold / light, 1.5, 4);
        await page.SaysAsync("1");
    }

    [LongFact]
    public async Task A_digit_is_drawn_with_the_keyboard_alone()
    {
        await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained);
        await page.PressAsync("Tab");
        await Assertions.Expect(page.Pad).ToBeFocusedAsync();

        await page.PressAsync("ArrowUp", 8);
        await page.PressAsync(" ");
        await page.PressAsync("ArrowDown", 16);
        await page.PressAsync(" ");

        await page.SaysAsync("1");
        await page.PressAsync("ArrowRight", 5); // the pen is up
        await page.PressAsync("u");
        await page.SaysAsync("?");
    }

    [LongFact]
    public async Task Two_arrows_at_once_go_aslant()
    {
        await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained);
        await page.Pad.FocusAsync();
        await page.PressAsync("ArrowUp", 9);
        await page.PressAsync("ArrowLeft", 6);

        await page.PressAsync(" ");
        await page.PressAsync("ArrowRight", 12);
        await page.Page.Keyboard.DownAsync("ArrowLeft");
        await page.PressAsync("ArrowDown", 7);
        await page.Page.Keyboard.UpAsync("ArrowLeft");
        await page.PressAsync("ArrowDown", 10);

        await page.SaysAsync("7");
    }

    [LongFact]
    public async Task It_reads_while_the_pen_is_still_down()
    {
        await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained);
        LocatorBoundingBoxResult box = (await page.Pad.BoundingBoxAsync())!;

        await page.Page.Mouse.MoveAsync(box.X + (box.Width * 0.5f), box.Y + (box.Height * 0.2f));
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(box.X + (box.Width * 0.5f), box.Y + (box.Height * 0.8f), new MouseMoveOptions { Steps = 10 });
        await page.SaysAsync("1");

        await page.Page.Mouse.MoveAsync(box.X + (box.Width * 0.85f), box.Y + (box.Height * 0.8f), new MouseMoveOptions { Steps = 10 });
        await page.Page.Mouse.UpAsync();
        await Assertions.Expect(page.Label).Not.ToHaveTextAsync("?");
    }

    [LongFact]
    public async Task Undo_takes_back_a_stroke_at_a_time_and_a_clear_too()
    {
        await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained);
        await page.DrawAsync(Stroke.One);
        await page.SaysAsync("1");
        double[] one = await page.SumsAsync("#seen");
        await page.DrawAsync(Stroke.Line((0.2f, 0.5f), (0.85f, 0.5f)));
        Assert.NotEqual(one, await page.SumsAsync("#seen"));

        await page.Undo.ClickAsync();
        await page.SaysAsync("1");
        Assert.Equal(one, await page.SumsAsync("#seen"));

        await page.Clear.ClickAsync();
        await page.SaysAsync("?");
        Assert.Equal(0, (await page.SumsAsync("#pad"))[1]);
        await Assertions.Expect(page.Clear).ToBeDisabledAsync();

        await page.Undo.ClickAsync(); // of the clear
        await page.SaysAsync("1");
        await page.Page.Keyboard.PressAsync("Control+z");
        await page.SaysAsync("?");
        await Assertions.Expect(page.Undo).ToBeDisabledAsync();
        Assert.Equal(["–"], (await page.Page.Locator("#bars .value").AllTextContentsAsync()).Distinct());
    }

    [Fact]
    public async Task It_shows_what_the_network_sees_and_every_layer()
    {
        await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained);
        Assert.Equal(0, (await page.SumsAsync(".layer canvas"))[1]);

        await page.DrawAsync(Stroke.Zero);
        await page.SaysAsync("0");

        int[] size = await page.Page.Locator("#seen").EvaluateAsync<int[]>("canvas => [canvas.width, canvas.height]");
        Assert.Equal([28, 28], size);
        Assert.InRange((await page.SumsAsync("#seen"))[0], 10_000, 60_000); // white ink on black
        int[] maps = await page.Page.Locator(".layer").EvaluateAllAsync<int[]>("layers => layers.map(layer => layer.querySelectorAll('canvas').length)");
        Assert.Equal([1, 6, 6, 16, 16, 1, 1, 1, 1], maps);
        int colours = await page.Page.Locator(".layer canvas").EvaluateAllAsync<int>(
            "all => Math.min(...all.map(canvas => new Set(new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer)).size))");
        Assert.True(colours > 5, $"a layer has {colours} colours");
    }

    [LongFact]
    public async Task A_digit_of_the_test_set_is_shown_read_and_judged()
    {
        await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained);

        await page.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "A 4 of the test set" }).ClickAsync();
        await Assertions.Expect(page.Note).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^(Right|Wrong): it is labelled 4\\.$"));
        await Assertions.Expect(page.Page.Locator("#origin")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^image [0-9]+ of synthetic digits$"));
        Assert.NotEqual(0, (await page.SumsAsync("#pad"))[1]);

        await page.Pad.FocusAsync();
        await page.PressAsync("2");
        await Assertions.Expect(page.Note).ToContainTextAsync("it is labelled 2.");

        await page.DrawAsync(Stroke.One); // on a sheet of its own
        await page.SaysAsync("1");
        await Assertions.Expect(page.Note).ToHaveTextAsync("");
        await Assertions.Expect(page.Page.Locator("#origin")).ToHaveTextAsync("");
    }

    [LongFact]
    public async Task The_answer_is_told_to_those_who_hear_the_page()
    {
        await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained);

        await page.DrawAsync(Stroke.Zero);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Status).And(page.Page.Locator("#announce"))).ToHaveTextAsync(
            new System.Text.RegularExpressions.Regex("^0, [0-9.]+%$"));

        await page.Clear.ClickAsync();
        await Assertions.Expect(page.Page.Locator("#announce")).ToHaveTextAsync("Cleared");
    }

    [LongFact]
    public async Task All_can_be_reached_by_tab_and_the_focus_is_seen()
    {
        await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained);
        var reached = new List<string>();
        for (int i = 0; i < 15; i++)
        {
            await page.PressAsync("Tab");
            reached.Add(await page.Page.EvaluateAsync<string>("document.activeElement.id || document.activeElement.textContent.trim()"));
            Assert.Equal("solid", await page.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        }

        Assert.Equal(["pad", "undo", "clear", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], reached[..13]);
        Assert.Equal("GET /api/network", reached[14]);
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_the_next_stroke_goes_on()
    {
        await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained);
        page.Expected.Add("Failed to load resource: the server responded with a status of 503");
        await page.Page.RouteAsync("**/api/predict?*", route => route.FulfillAsync(new RouteFulfillOptions
        {
            Status = 503,
            ContentType = "application/problem+json",
            Body = "{\"detail\":\"too many requests at once\"}",
        }));

        await page.DrawAsync(Stroke.One);
        await Assertions.Expect(page.Note).ToHaveTextAsync("too many requests at once");

        await page.Page.UnrouteAllAsync();
        await page.DrawAsync(Stroke.One);
        await page.SaysAsync("1"); // and it goes on
    }

    [LongTheory]
    [InlineData(1280, 800)]
    [InlineData(820, 1180)]
    [InlineData(390, 844)]
    [InlineData(320, 568)]
    public async Task Nothing_is_wider_than_the_window(int width, int height)
    {
        await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained, new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
        });
        await page.DrawAsync(Stroke.Three);
        await page.SaysAsync("3");

        Assert.InRange(await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
        LocatorBoundingBoxResult pad = (await page.Pad.BoundingBoxAsync())!;
        Assert.Equal(pad.Width, pad.Height, 1f);
        float smallest = await page.Page.Locator("button").EvaluateAllAsync<float>("all => Math.min(...all.map(each => each.getBoundingClientRect().height))");
        Assert.True(smallest >= 44, $"a button is {smallest} high");
    }

    [LongFact]
    public async Task Light_and_dark_are_the_readers_choice_and_the_network_sees_the_same()
    {
        var sums = new List<double[]>();
        var grounds = new List<string>();
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained, new BrowserNewContextOptions { ColorScheme = scheme });
            await page.DrawAsync(Stroke.Three);
            await page.SaysAsync("3");
            sums.Add(await page.SumsAsync("#seen"));
            grounds.Add(await page.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        }

        Assert.Equal(["rgb(246, 244, 239)", "rgb(20, 22, 26)"], grounds);
        Assert.Equal(sums[0], sums[1]);
    }

    [LongFact]
    public async Task Nothing_moves_for_those_who_want_it_so()
    {
        await using DrawingPage page = await DrawingPage.OpenAsync(chromium, trained, new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });

        Assert.Equal("0s", await page.Page.Locator("#bars .fill").First.EvaluateAsync<string>("fill => getComputedStyle(fill).transitionDuration"));
    }

    private static Stroke StrokeOf(string digit) => digit switch
    {
        "0" => Stroke.Zero,
        "1" => Stroke.One,
        "3" => Stroke.Three,
        _ => Stroke.Seven,
    };

    private static BrowserNewContextOptions Phone() => new()
    {
        ViewportSize = new ViewportSize { Width = 390, Height = 844 },
        HasTouch = true,
        IsMobile = true,
        DeviceScaleFactor = 3,
    };
}
