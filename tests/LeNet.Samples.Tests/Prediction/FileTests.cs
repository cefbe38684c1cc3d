using System.Text.Json;
using LeNet.Runtime;
using LeNet.Samples.Images;
using LeNet.Samples.Tests.Images;
using SkiaSharp;

namespace LeNet.Samples.Tests.Prediction;

/// <summary><c>predict</c> on pictures and IDX files, mixed.</summary>
public sealed class FileTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _weights;

    public FileTests()
    {
        _weights = TestDigits.WriteWeights(_temp["w.safetensors"]);
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Pictures_and_idx_files_are_told_apart_by_content_and_answered_in_order()
    {
        Dataset digits = TestDigits.Take(40);
        Engine.WriteData(_temp["data"]);
        string idx = _temp["data", "t10k-images-idx3-ubyte"];
        File.Move(idx, _temp["looks-like.png"]);
        File.WriteAllBytes(_temp["picture"], Photo.Encode(new Photo().Take(digits.Image(3), 1)));
        File.WriteAllBytes(_temp["photo.idx"], Photo.Encode(new Photo(LightAtLeft: 0.5).Take(digits.Image(14), 2), SKEncodedImageFormat.Jpeg));

        CommandRun run = (await CommandRun.Of("predict", "--weights", _weights, "--json", "--limit", "3", _temp["picture"], _temp["looks-like.png"], _temp["photo.idx"])).Succeeded();

        Assert.Equal(
            [(_temp["picture"], 0), (_temp["looks-like.png"], 0), (_temp["looks-like.png"], 1), (_temp["looks-like.png"], 2), (_temp["photo.idx"], 0)],
            run.JsonLines.Select(line => (line.GetProperty("source").GetString()!, line.GetProperty("index").GetInt32())));
        Assert.Equal(digits.Labels[3], run.JsonLines[0].GetProperty("label").GetInt32());
        Assert.Equal(digits.Labels[14], run.JsonLines[4].GetProperty("label").GetInt32());
    }

    [Fact]
    public async Task Show_draws_what_the_network_sees()
    {
        byte[] values = new byte[100 * 100];
        for (int row = 20; row < 80; row++)
        {
            values.AsSpan((row * 100) + 45, 9).Fill(255);
        }

        File.WriteAllBytes(_temp["one.png"], Photo.Encode(new GreyImage(100, 100, values)));

        CommandRun run = (await CommandRun.Of("predict", "--weights", _weights, "--show", _temp["one.png"])).Succeeded();

        NetworkDescription network = Engine.Network;
        string[] drawn = run.Lines[^(network.ImageHeight + 2)..];
        Assert.Equal("┌" + new string('─', 2 * network.ImageWidth) + "┐", drawn[0]);
        Assert.All(drawn, line => Assert.Equal((2 * network.ImageWidth) + 2, line.Length));
        Assert.Equal(20, drawn.Count(line => line.Contains("████", StringComparison.Ordinal)));
        Assert.Equal(8, drawn.Count(line => line == "│" + new string(' ', 2 * network.ImageWidth) + "│"));
    }

    [Fact]
    public async Task What_was_labelled_before_an_error_is_reported()
    {
        File.WriteAllBytes(_temp["a.png"], Photo.Encode(new Photo().Take(TestDigits.Take(1).Image(0), 1)));

        CommandRun run = await CommandRun.Of("predict", "--weights", _weights, "--quiet", _temp["a.png"], _temp["b.png"], _temp["a.png"]);

        Assert.Equal($"error: {_temp["b.png"]}: no such file", run.Failed(ExitStatus.Failed));
        Assert.Single(run.Lines);
    }

    [Fact]
    public async Task A_large_idx_file_gives_the_same_lines_on_any_number_of_threads()
    {
        Engine.WriteData(_temp["data"]);
        string[] files = [_temp["data", "train-images-idx3-ubyte"], _temp["data", "t10k-images-idx3-ubyte"]];

        CommandRun one = (await CommandRun.Of(["predict", "--weights", _weights, "--json", "--threads", "1", .. files])).Succeeded();
        CommandRun three = (await CommandRun.Of(["predict", "--weights", _weights, "--json", "--threads", "3", .. files])).Succeeded();

        Assert.Equal(one.Output, three.Output);
        Assert.Equal(Enumerable.Range(0, 320).Concat(Enumerable.Range(0, 96)), one.JsonLines.Select(line => line.GetProperty("index").GetInt32()));
    }
}
