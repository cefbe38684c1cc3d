using System.IO.Compression;
using System.Text.Json;
using LeNet.Runtime;
using LeNet.Samples.Images;
using LeNet.Samples.Tests.Images;

namespace LeNet.Samples.Tests.Commands;

/// <summary><c>predict</c> from end to end.</summary>
public sealed class PredictTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _images;
    private readonly string _weights;

    public PredictTests()
    {
        Engine.WriteData(_temp["data"]);
        _images = _temp["data", "t10k-images-idx3-ubyte"];
        _weights = Engine.WriteWeights(_temp["w.safetensors"]);
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Json_gives_the_numbers_of_the_network_bit_by_bit()
    {
        CommandRun run = (await CommandRun.Of("predict", "--weights", _weights, "--json", _images)).Succeeded();

        Network network = SampleNetwork.Create(null);
        network.Load(_weights);
        IdxImages images = IdxImages.Read(_images);
        Assert.Equal(images.Count, run.JsonLines.Length);
        float[] probabilities = new float[network.Description.Classes];
        float[] logits = new float[network.Description.Classes];
        foreach ((int i, JsonElement line) in run.JsonLines.Index())
        {
            int label = network.Predict(images.Image(i), probabilities, logits);
            Assert.Equal(["source", "index", "label", "probabilities", "logits"], CommandRun.Members(line));
            Assert.Equal(_images, line.GetProperty("source").GetString());
            Assert.Equal(i, line.GetProperty("index").GetInt32());
            Assert.Equal(label, line.GetProperty("label").GetInt32());
            Assert.Equal(probabilities, line.GetProperty("probabilities").EnumerateArray().Select(value => value.GetSingle()));
            Assert.Equal(logits, line.GetProperty("logits").EnumerateArray().Select(value => value.GetSingle()));
        }
    }

    [Fact]
    public async Task A_limit_takes_the_first_images_of_each_file_gzip_or_not()
    {
        using (FileStream file = File.Create(_images + ".gz"))
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        {
            gzip.Write(File.ReadAllBytes(_images));
        }

        CommandRun run = (await CommandRun.Of("predict", "--weights", _weights, "--limit", "2", "--json", _images, _images + ".gz")).Succeeded();

        JsonElement[] lines = run.JsonLines;
        Assert.Equal([(_images, 0), (_images, 1), (_images + ".gz", 0), (_images + ".gz", 1)], lines.Select(line => (line.GetProperty("source").GetString()!, line.GetProperty("index").GetInt32())));
        Assert.Equal(lines[0].GetProperty("logits").GetRawText(), lines[2].GetProperty("logits").GetRawText());
    }

    [Fact]
    public async Task Quiet_is_a_label_per_line()
    {
        CommandRun run = (await CommandRun.Of("predict", "--weights", _weights, "--quiet", "--limit", "4", _images)).Succeeded();

        Assert.Equal(4, run.Lines.Length);
        Assert.All(run.Lines, line => Assert.InRange(int.Parse(line, System.Globalization.CultureInfo.InvariantCulture), 0, Engine.Network.Classes - 1));
    }

    [Theory]
    [InlineData("digit.png", "is empty")]
    [InlineData("notes.png", "is neither a PNG, JPEG, BMP, GIF or WebP picture nor an IDX file")]
    [InlineData("cut.jpg", "is a damaged JPEG picture")]
    [InlineData("blank.png", "shows no digit")]
    [InlineData("film.gif", "is a damaged GIF picture")]
    [InlineData("missing.png", "no such file")]
    [InlineData("missing", "no such file")]
    [InlineData("data", "is a folder, not a file")]
    [InlineData("data/t10k-labels-idx1-ubyte", "is an IDX file of labels")]
    [InlineData("w.safetensors", "is neither a PNG, JPEG, BMP, GIF or WebP picture nor an IDX file")]
    [InlineData("empty", "is empty")]
    [InlineData("tiny", "but the network")]
    public async Task A_file_that_is_no_file_of_images_is_named(string name, string problem)
    {
        File.WriteAllText(_temp["digit.png"], "");
        File.WriteAllText(_temp["notes.png"], "A text.");
        File.WriteAllBytes(_temp["cut.jpg"], [0xff, 0xd8, 0xff, 0xe0]);
        File.WriteAllBytes(_temp["blank.png"], Photo.Encode(new GreyImage(50, 40, new byte[50 * 40])));
        File.WriteAllText(_temp["film.gif"], "GIF89a");
        File.WriteAllText(_temp["empty"], "");
        File.WriteAllBytes(_temp["tiny"], [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 7]);

        CommandRun run = await CommandRun.Of("predict", "--weights", _weights, _temp[name]);

        string line = run.FailedSilently(ExitStatus.Failed);
        Assert.StartsWith($"error: {_temp[name]}: ", line, StringComparison.Ordinal);
        Assert.Contains(problem, line, StringComparison.Ordinal);
    }
}
