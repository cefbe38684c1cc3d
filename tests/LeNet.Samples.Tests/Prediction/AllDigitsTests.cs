using System.Text.Json;
using LeNet.Photographs;
using LeNet.Samples.Images;
using SkiaSharp;

namespace LeNet.Samples.Tests.Prediction;

/// <summary><c>predict --all</c>, and what <c>predict</c> says of several digits without it.</summary>
public sealed class AllDigitsTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _page;
    private readonly int[] _digits;

    public AllDigitsTests()
    {
        _page = _temp["page.jpg"];
        (byte[] file, _digits) = (Kinds.Several["three lines of four"] with { Width = 960, Height = 960 }).TakeSeveral(7);
        File.WriteAllBytes(_page, file);
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Every_digit_is_read_in_its_place()
    {
        CommandRun run = (await CommandRun.Of("predict", "--all", "--json", _page)).Succeeded();

        Assert.Equal(_digits, run.JsonLines.Select(line => line.GetProperty("label").GetInt32()));
        Assert.Equal(Enumerable.Range(0, _digits.Length), run.JsonLines.Select(line => line.GetProperty("index").GetInt32()));
        int[][] boxes = [.. run.JsonLines.Select(line => line.GetProperty("box").EnumerateArray().Select(number => number.GetInt32()).ToArray())];
        Assert.All(boxes, box => Assert.InRange(box[3], 90, 115));
        for (int i = 1; i < boxes.Length; i++)
        {
            Assert.True(i % 4 == 0 ? boxes[i][1] > boxes[i - 1][1] : boxes[i][0] > boxes[i - 1][0]);
        }
    }

    [Fact]
    public async Task Boxes_are_in_pixels_of_the_file_however_large_that_is()
    {
        using SKBitmap page = SKBitmap.Decode(_page);
        using SKBitmap large = page.Resize(new SKImageInfo(3 * page.Width, 3 * page.Height), new SKSamplingOptions(SKFilterMode.Linear));
        using SKData jpeg = large.Encode(SKEncodedImageFormat.Jpeg, 80);
        File.WriteAllBytes(_temp["large.jpg"], jpeg.ToArray());

        CommandRun small = (await CommandRun.Of("predict", "--all", "--json", _page)).Succeeded();
        CommandRun big = (await CommandRun.Of("predict", "--all", "--json", _temp["large.jpg"])).Succeeded();

        Assert.Equal(_digits, big.JsonLines.Select(line => line.GetProperty("label").GetInt32()));
        foreach ((JsonElement one, JsonElement three) in small.JsonLines.Zip(big.JsonLines))
        {
            foreach ((JsonElement value, JsonElement times) in one.GetProperty("box").EnumerateArray().Zip(three.GetProperty("box").EnumerateArray()))
            {
                Assert.InRange(times.GetInt32() / 3.0, value.GetInt32() - 4, value.GetInt32() + 4);
            }
        }
    }

    [Fact]
    public async Task Without_it_one_is_read_and_the_others_are_told()
    {
        CommandRun people = (await CommandRun.Of("predict", _page)).Succeeded();
        Assert.Contains("shows 12 digits; this is the most central, and --all reads each", people.Output, StringComparison.Ordinal);

        CommandRun json = (await CommandRun.Of("predict", "--json", _page)).Succeeded();
        Assert.Equal(12, Assert.Single(json.JsonLines).GetProperty("digits").GetInt32());

        CommandRun quiet = await CommandRun.Of("predict", "--quiet", _page);
        Assert.Equal((ExitStatus.Done, $"note: {_page}: shows 12 digits; this is the most central, and --all reads each"), (quiet.Status, quiet.Error.TrimEnd()));
        Assert.Single(quiet.Lines);
    }

    [Fact]
    public async Task One_digit_is_not_said_to_be_several()
    {
        File.WriteAllBytes(_temp["5.jpg"], Kinds.WithDigit["plain"].Take(5, 3));

        CommandRun run = (await CommandRun.Of("predict", "--json", _temp["5.jpg"])).Succeeded();

        Assert.Equal(["source", "index", "label", "probabilities", "logits"], CommandRun.Members(Assert.Single(run.JsonLines)));
    }

    [Fact]
    public async Task Pictures_show_the_boxes()
    {
        CommandRun run = await CommandRun.Of("predict", "--all", "--quiet", "--pictures", _temp["out"], _page);

        Assert.Equal(ExitStatus.Done, run.Status);
        Assert.Equal(_digits, run.Lines.Select(int.Parse));
        using SKBitmap drawn = SKBitmap.Decode(_temp["out", PictureSupport.Digits]);
        SKColor[] pixels = drawn.Pixels;
        Assert.True(pixels.Count(pixel => pixel == LeNet.Samples.Pictures.Palette.Blue) > 12 * 4 * 60);
    }

    [Fact]
    public async Task Below_the_least_probability_a_label_is_not_sure()
    {
        string[] sure = (await CommandRun.Of("predict", "--all", "--quiet", "--min-probability", "0", _page)).Succeeded().Lines;
        string[] unsure = (await CommandRun.Of("predict", "--all", "--quiet", "--min-probability", "1", _page)).Succeeded().Lines;
        Assert.Equal(_digits, sure.Select(int.Parse));
        Assert.Contains("?", unsure);

        CommandRun json = (await CommandRun.Of("predict", "--all", "--json", "--min-probability", "0.9999", _page)).Succeeded();
        Assert.All(json.JsonLines, line => Assert.Equal(line.GetProperty("probabilities").EnumerateArray().Max(p => p.GetSingle()) >= 0.9999, line.GetProperty("sure").GetBoolean()));
        Assert.Contains("not sure", (await CommandRun.Of("predict", "--all", "--min-probability", "1", _page)).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--min-probability takes a number from 0 to 1, not '1.5'", "--min-probability", "1.5", "x.png")]
    [InlineData("--min-probability takes a number from 0 to 1, not 'NaN'", "--min-probability", "NaN", "x.png")]
    [InlineData("--all is not for -, whose every line is answered by one line; name the pictures", "--all", "-")]
    public async Task Wrong_usage_is_told(string message, params string[] arguments)
    {
        CommandRun run = await CommandRun.Of(["predict", .. arguments]);

        Assert.StartsWith("error: " + message, run.FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_of_one_digit_is_the_same_alone_and_among_all()
    {
        GreyImage picture = ImageReader.Read(Kinds.WithDigit["plain"].Take(3, 2));

        PreparedDigit all = Assert.Single(DigitPreparation.PrepareAll(picture, Engine.Network));

        Assert.True(all.IsMain);
        Assert.Equal(DigitPreparation.Prepare(picture, Engine.Network).Pixels, all.Pixels);
    }
}
