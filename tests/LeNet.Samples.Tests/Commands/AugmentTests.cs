using System.Text.Json;
using LeNet.Runtime;
using LeNet.Samples.Pictures;
using LeNet.Samples.Reporting;
using LeNet.Samples.Tests.Pictures;
using LeNet.Samples.Training;
using SkiaSharp;

namespace LeNet.Samples.Tests.Commands;

/// <summary><c>augment</c> and its sheet.</summary>
public sealed class AugmentTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _data;

    public AugmentTests()
    {
        _data = _temp["data"];
        Engine.WriteData(_data);
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task It_draws_an_image_of_each_class_into_a_folder_that_it_makes()
    {
        string folder = _temp["new", "pictures"];
        JsonElement said = Assert.Single((await CommandRun.Of("augment", "--data", _data, "--pictures", folder, "--seed", "7", "--json")).Succeeded().JsonLines);

        Assert.Equal(["path", "images", "seed", "epochs", "augmentation"], CommandRun.Members(said));
        Assert.Equal(Path.Combine(folder, PictureSupport.Augmented), said.GetProperty("path").GetString());
        Assert.Equal(Math.Min(10, Engine.Network.Classes), said.GetProperty("images").GetArrayLength());
        Assert.Equal(7, said.GetProperty("seed").GetInt32());
        Assert.Equal([PictureSupport.Augmented], Directory.GetFiles(folder).Select(Path.GetFileName));
        Assert.False(new DecodedPicture(File.ReadAllBytes(said.GetProperty("path").GetString()!)).TouchesBorder);
    }

    [Fact]
    public async Task The_seed_decides_on_the_sheet()
    {
        byte[] first = await Draw("1");

        Assert.Equal(first, await Draw("1"));
        Assert.NotEqual(first, await Draw("2"));

        async Task<byte[]> Draw(string seed)
        {
            string path = (await CommandRun.Of("augment", "--data", _data, "--pictures", _temp["p"], "--seed", seed, "--quiet")).Succeeded().Lines[0];
            return File.ReadAllBytes(path);
        }
    }

    [Fact]
    public async Task It_says_for_people_what_is_done()
    {
        CommandRun run = (await CommandRun.Of("augment", "--data", _data, "--pictures", _temp["p"])).Succeeded();

        Assert.Contains("turned ±6°, moved ±3.6%, scaled 0.94 to 1.06, sheared ±5°, elastic (alpha 20, sigma 4)", string.Join(' ', run.Lines), StringComparison.Ordinal);
        Assert.Contains(PictureSupport.Augmented, run.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_folder_it_asks_for_one() =>
        Assert.Contains("--pictures", (await CommandRun.Of("augment", "--data", _data)).FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_temp["file"], "");

        string error = (await CommandRun.Of("augment", "--data", _data, "--pictures", _temp["file"])).FailedSilently(ExitStatus.Failed);

        Assert.Contains(_temp["file"], error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sheet_shows_originals_first_and_then_each_epoch()
    {
        // A white image, and one that is a white left half, moved about.
        byte[] half = [.. Enumerable.Range(0, 28 * 28).Select(i => i % 28 < 14 ? byte.MaxValue : (byte)0)];
        var training = new Dataset([.. Enumerable.Repeat(byte.MaxValue, 28 * 28), .. half], [0, 1], 1, 28, 28);
        var flip = new Augmentation { HorizontalFlip = new FlipAugmentation { Probability = 1 } };
        var picture = new DecodedPicture(AugmentedPicture.Draw(new AugmentedImages("a", training, [0, 1], flip, 1, Epochs: 2)));

        int row = Sheet.Top + 34 + 96 + 42;
        Assert.Equal(SKColors.White, picture[Sheet.Margin + 10, row]);
        Assert.Equal(SKColors.Black, picture[Sheet.Margin + 74, row]);
        foreach (int column in (int[])[Sheet.Margin + 24 + 96, Sheet.Margin + 24 + 192])
        {
            Assert.Equal(SKColors.Black, picture[column + 10, row]);
            Assert.Equal(SKColors.White, picture[column + 74, row]);
        }
    }

    [Fact]
    public void Distortions_are_put_into_words()
    {
        Assert.Equal("nothing", AugmentationText.Describe(new Augmentation { Affine = new AffineAugmentation() }));
        Assert.Equal(
            "moved ±10% × 0%, sheared ±3° × 4°, cropped ±4 px, mirrored (50%), erased 0.02 to 0.33 of it (25%)",
            AugmentationText.Describe(new Augmentation
            {
                Affine = new AffineAugmentation { Translate = (0.1, 0), Shear = (3, 4) },
                Crop = new CropAugmentation(),
                HorizontalFlip = new FlipAugmentation(),
                Erasing = new ErasingAugmentation { Probability = 0.25 },
            }));
        Assert.NotNull(Recipe.Named("best").Augmentation);
    }
}
