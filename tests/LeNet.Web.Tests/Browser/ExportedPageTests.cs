using System.Globalization;
using LeNet.Export.JavaScript;
using Microsoft.Playwright;

namespace LeNet.Web.Tests.Browser;

/// <summary>The page that is one file, opened from a disk; and the module in a browser.</summary>
public sealed class ExportedPageTests(TrainedNetwork trained, Chromium chromium) : IDisposable
{
    private const int Images = 20;

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task What_is_drawn_is_read_without_a_server()
    {
        await using DrawingPage page = await OpenAsync();

        await page.DrawAsync(Stroke.Seven);

        await page.SaysAsync("7");
        await page.SettledAsync();
        Assert.Equal([page.Url], page.Requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)));
    }

    /// <summary>What the page shows as the image that the network got, given to the engine, gives the probabilities that the page shows.</summary>
    [Fact]
    public async Task It_says_what_the_engine_says_of_the_same_image()
    {
        await using DrawingPage page = await OpenAsync();
        await page.DrawAsync(Stroke.Three);
        await page.SettledAsync();
        int[] seen = await page.Page.Locator("#seen").EvaluateAsync<int[]>("canvas => Array.from(canvas.getContext('2d').getImageData(0, 0, 28, 28).data).filter((_, i) => i % 4 === 0)");

        float[] probabilities = new float[10];
        trained.Network.Predict([.. seen.Select(level => (byte)level)], probabilities);

        string[] expected = [.. probabilities.Select(value => (100 * value).ToString("F1", CultureInfo.InvariantCulture) + "%")];
        Assert.Equal(expected, await page.Page.Locator("#bars .value").AllTextContentsAsync());
        Assert.True(seen.Max() > 200 && seen.Count(level => level > 0) is > 60 and < 300, "no digit like MNIST's");
    }

    [Fact]
    public async Task It_has_no_digits_of_a_test_set_and_shows_every_layer()
    {
        await using DrawingPage page = await OpenAsync();

        await Assertions.Expect(page.Page.Locator(".of-digits, .of-server")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.Locator(".layer h3")).ToHaveTextAsync(["input", .. trained.Network.Description.Layers.Select(layer => layer.Name)]);
        await page.DrawAsync(Stroke.One);
        await page.PressAsync("5");
        await page.SaysAsync("1");
        Assert.All(await page.SumsAsync(".layer canvas"), sum => Assert.True(sum > 0));
    }

    [Fact]
    public async Task It_is_small()
    {
        Assert.SkipWhen(trained.Network.Description.ParameterCount != 61_706, "lenet.arch.json is another network");

        (await CommandRun.Of("export", "--format", "javascript", "--page", "--out", _temp["page.html"])).Succeeded();

        Assert.InRange(new FileInfo(_temp["page.html"]).Length, 300_000, 450_000);
    }

    [Fact]
    public async Task The_module_computes_the_bits_of_the_engine()
    {
        IBrowserContext context = await chromium.OpenAsync();
        IPage page = await context.NewPageAsync();
        int[][] images = [.. Enumerable.Range(0, Images).Select(i => trained.Digits.Image(i).ToArray().Select(level => (int)level).ToArray())];

        long[][] actual = await page.EvaluateAsync<long[][]>(
            """
            async ({ text, images }) => {
                const network = await import(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
                const probabilities = new Float32Array(network.classes);
                return images.map(image => {
                    const label = network.predict(Uint8Array.from(image), probabilities);
                    return [label, ...new Uint32Array(network.logits.slice().buffer), ...new Uint32Array(probabilities.slice().buffer)];
                });
            }
            """,
            new { text = JavaScriptExporter.Export(trained.Network).Module, images });

        for (int i = 0; i < Images; i++)
        {
            float[] logits = new float[10];
            float[] probabilities = new float[10];
            int label = trained.Network.Predict(trained.Digits.Image(i), probabilities, logits);
            long[] expected = [label, .. logits.Concat(probabilities).Select(value => (long)BitConverter.SingleToUInt32Bits(value))];
            Assert.Equal(expected, actual[i]);
        }

        await context.DisposeAsync();
    }

    private async Task<DrawingPage> OpenAsync()
    {
        trained.Network.Save(_temp["w.safetensors"]);
        (await CommandRun.Of("export", "--format", "javascript", "--page", "--weights", _temp["w.safetensors"], "--out", _temp["page.html"])).Succeeded();
        return await DrawingPage.OpenFileAsync(chromium, _temp["page.html"]);
    }
}
