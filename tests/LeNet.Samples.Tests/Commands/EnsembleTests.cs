using System.Text;
using System.Text.Json;
using LeNet.Runtime;
using LeNet.Samples.Pictures;
using LeNet.Samples.Tests.Images;
using LeNet.Samples.Tests.Pictures;

namespace LeNet.Samples.Tests.Commands;

/// <summary><c>eval</c> and <c>predict</c> with several <c>--weights</c>.</summary>
public sealed class EnsembleTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _data;
    private readonly string _images;
    private readonly string[] _files;
    private readonly string[] _weights;

    public EnsembleTests()
    {
        _data = _temp["data"];
        Engine.WriteData(_data);
        _images = _temp["data", "t10k-images-idx3-ubyte"];
        _files = [Write("a", 3), Write("b", 4), Write("c", 5)];
        _weights = [.. _files.SelectMany(file => (string[])["--weights", file])];
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Predict_gives_the_mean_probabilities()
    {
        JsonElement[] lines = (await CommandRun.Of(["predict", .. _weights, "--json", _images])).Succeeded().JsonLines;

        IdxImages images = IdxImages.Read(_images);
        (int[] labels, float[] probabilities, float[] logits) = Expected(images.Pixels.ToArray());
        int classes = Engine.Network.Classes;
        Assert.Equal(images.Count, lines.Length);
        foreach ((int i, JsonElement line) in lines.Index())
        {
            Assert.Equal(["source", "index", "label", "probabilities", "logits", "ensemble"], CommandRun.Members(line));
            Assert.Equal(labels[i], line.GetProperty("label").GetInt32());
            Assert.Equal(probabilities[(i * classes)..((i + 1) * classes)], line.GetProperty("probabilities").EnumerateArray().Select(value => value.GetSingle()));
            Assert.Equal(logits[(i * classes)..((i + 1) * classes)], line.GetProperty("logits").EnumerateArray().Select(value => value.GetSingle()));
            Assert.Equal(3, line.GetProperty("ensemble").GetInt32());
        }
    }

    [Fact]
    public async Task A_stream_is_answered_by_all_of_them()
    {
        byte[] image = IdxImages.Read(_images).Image(0).ToArray();
        using var input = new MemoryStream(Encoding.UTF8.GetBytes($"{Convert.ToBase64String(image)}\nmissing.png\n"));
        using var output = new StringWriter();
        using var error = new StringWriter();

        int status = await Application.RunAsync(["predict", .. _weights, "--min-probability", "0.5", "--show", "-"], output, error, TestContext.Current.CancellationToken, () => input);

        JsonElement[] lines = new CommandRun(status, output.ToString(), error.ToString()).JsonLines;
        Assert.Equal(["source", "index", "label", "probabilities", "logits", "ensemble", "sure", "pixels"], CommandRun.Members(lines[0]));
        Assert.Equal(Expected(image).Probabilities, lines[0].GetProperty("probabilities").EnumerateArray().Select(value => value.GetSingle()));
        Assert.Equal(["source", "index", "error"], CommandRun.Members(lines[1]));
        Assert.Equal(ExitStatus.Failed, status);
    }

    [Fact]
    public async Task All_digits_of_a_picture_are_read_by_all_of_them()
    {
        File.WriteAllBytes(_temp["digit.png"], Photo.Encode(new Photo().Take(TestDigits.Take(1).Image(0), 1)));

        JsonElement line = Assert.Single((await CommandRun.Of(["predict", .. _weights, "--all", "--json", _temp["digit.png"]])).Succeeded().JsonLines);

        Assert.Equal(3, line.GetProperty("ensemble").GetInt32());
        Assert.Equal(4, line.GetProperty("box").GetArrayLength());
    }

    [Fact]
    public async Task Eval_says_what_the_ensemble_says_and_how_many_there_are()
    {
        using var ensemble = new Ensemble(Networks());
        Evaluation expected = ensemble.Evaluate(Dataset.Load(_images, _temp["data", "t10k-labels-idx1-ubyte"]), TestContext.Current.CancellationToken);

        JsonElement result = Assert.Single((await CommandRun.Of(["eval", .. _weights, "--data", _data, "--json"])).Succeeded().JsonLines);
        CommandRun people = (await CommandRun.Of(["eval", .. _weights, "--data", _data])).Succeeded();

        Assert.Equal(["loss", "accuracy", "count", "correct", "confusion", "calibration_error", "temperature", "ensemble"], CommandRun.Members(result));
        Assert.Equal(expected.Loss, result.GetProperty("loss").GetDouble());
        Assert.Equal(expected.Correct, result.GetProperty("correct").GetInt32());
        Assert.Equal(expected.CalibrationError, result.GetProperty("calibration_error").GetDouble());
        Assert.Equal(1, result.GetProperty("temperature").GetInt32());
        Assert.Equal(3, result.GetProperty("ensemble").GetInt32());
        Assert.StartsWith($"Mean of 3 networks {Engine.Network.Name} on MNIST: loss ", people.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Temperatures_that_differ_are_not_one()
    {
        Network network = SampleNetwork.Create(null);
        network.Load(_files[0]);
        network.Temperature = 2;
        network.Save(_files[0]);

        CommandRun json = (await CommandRun.Of(["eval", .. _weights, "--data", _data, "--json"])).Succeeded();
        CommandRun people = (await CommandRun.Of(["eval", .. _weights, "--data", _data])).Succeeded();

        Assert.Equal(JsonValueKind.Null, json.JsonLines[0].GetProperty("temperature").ValueKind);
        Assert.EndsWith(", each network at its own temperature", people.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_are_told_once_how_many_are_averaged()
    {
        CommandRun several = (await CommandRun.Of(["predict", .. _weights, "--limit", "2", _images, _images])).Succeeded();
        CommandRun one = (await CommandRun.Of("predict", "--weights", _files[0], "--limit", "2", _images, _images)).Succeeded();

        Assert.Equal("Probabilities are the mean of 3 networks", several.Lines[0]);
        Assert.Equal(one.Lines.Length + 2, several.Lines.Length);
    }

    [Fact]
    public async Task Pictures_are_of_the_ensemble_and_layers_of_its_first_network()
    {
        Assert.SkipUnless(Engine.Network.Layers.Any(layer => layer.Type == "conv2d"), "the network has no convolution to draw");

        (await CommandRun.Of(["eval", .. _weights, "--data", _data, "--pictures", _temp["all"]])).Succeeded();
        (await CommandRun.Of(["eval", .. _weights[..2], .. _weights[..2], "--data", _data, "--pictures", _temp["first"]])).Succeeded();
        (await CommandRun.Of(["predict", .. _weights, "--limit", "3", "--pictures", _temp["predicted"], _images])).Succeeded();

        Assert.Equal(4, _temp.Entries().Count(entry => entry.StartsWith("all/", StringComparison.Ordinal)));
        Assert.True(Below(PictureSupport.Filters, "all").SequenceEqual(Below(PictureSupport.Filters, "first")));
        Assert.False(Below(PictureSupport.Mistakes, "all").SequenceEqual(Below(PictureSupport.Mistakes, "first")));
        Assert.True(File.Exists(_temp["predicted", PictureSupport.Features]));
    }

    [Fact]
    public async Task By_order_goes_for_all()
    {
        string[] renamed = [.. _files.Select(Renamed)];
        string[] options = [.. renamed.SelectMany(file => (string[])["--weights", file])];

        CommandRun byName = await CommandRun.Of(["eval", .. options, "--data", _data, "--json"]);
        CommandRun byOrder = await CommandRun.Of(["eval", .. options, "--by-order", "--data", _data, "--json"]);
        CommandRun expected = (await CommandRun.Of(["eval", .. _weights, "--data", _data, "--json"])).Succeeded();

        Assert.StartsWith($"error: {renamed[0]}: ", byName.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
        Assert.Equal(expected.Output, byOrder.Output);
        Assert.All(renamed, file => Assert.Contains($"note: {file}: ", byOrder.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_file_that_is_wrong_is_named()
    {
        File.WriteAllBytes(_files[1], File.ReadAllBytes(_files[1])[..^4]);

        foreach (string[] command in (string[][])[["eval", "--data", _data], ["predict", _images]])
        {
            CommandRun run = await CommandRun.Of([.. command, .. _weights]);

            Assert.StartsWith($"error: {_files[1]}: ", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_file_whose_weights_overflow_is_named()
    {
        Network network = SampleNetwork.Create(null);
        network.Initialize(1);
        string last = network.Description.Parameters[^2].Name;
        network.SetParameter(last, [.. network.Parameter(last).ToArray().Select(_ => float.MaxValue)]);
        network.Save(_files[2]);

        foreach (string[] command in (string[][])[["eval", "--data", _data], ["predict", "--json", _images]])
        {
            string line = (await CommandRun.Of([.. command, .. _weights])).FailedSilently(ExitStatus.Failed);

            Assert.StartsWith($"error: {_files[2]}: ", line, StringComparison.Ordinal);
            Assert.Contains("too large", line, StringComparison.Ordinal);
        }
    }

    private string Write(string name, ulong seed)
    {
        Network network = SampleNetwork.Create(null);
        network.Initialize(seed);
        network.Save(_temp[name]);
        return _temp[name];
    }

    private Network[] Networks() =>
    [
        .. _files.Select(file =>
        {
            Network network = SampleNetwork.Create(null);
            network.Load(file);
            return network;
        }),
    ];

    private (int[] Labels, float[] Probabilities, float[] Logits) Expected(byte[] images)
    {
        int count = images.Length / Engine.Network.ImageBytes;
        int[] labels = new int[count];
        float[] probabilities = new float[count * Engine.Network.Classes];
        float[] logits = new float[count * Engine.Network.Classes];
        using var ensemble = new Ensemble(Networks());
        ensemble.Predict(images, labels, probabilities, logits);
        return (labels, probabilities, logits);
    }

    /// <summary>The same weights under names that say nothing.</summary>
    private string Renamed(string file)
    {
        byte[] content = File.ReadAllBytes(file);
        int end = 8 + (int)BitConverter.ToInt64(content);
        string header = Encoding.UTF8.GetString(content[8..end]);
        foreach ((int i, ParameterDescription parameter) in Engine.Network.Parameters.Index())
        {
            header = header.Replace($"\"{parameter.Name}\"", $"\"{i}.{parameter.Name.Split('.')[^1]}\"", StringComparison.Ordinal);
        }

        byte[] renamed = Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(file + ".renamed", [.. BitConverter.GetBytes((long)renamed.Length), .. renamed, .. content[end..]]);
        return file + ".renamed";
    }

    /// <summary>The pixels of a picture below its titles.</summary>
    private IEnumerable<SkiaSharp.SKColor> Below(string name, string folder)
    {
        var picture = new DecodedPicture(File.ReadAllBytes(_temp[folder, name]));
        return from y in Enumerable.Range(Sheet.Top, picture.Height - Sheet.Top)
               from x in Enumerable.Range(0, picture.Width)
               select picture[x, y];
    }
}
