using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using LeNet.Runtime;
using LeNet.Samples.Images;
using LeNet.Samples.Tests.Images;
using SkiaSharp;

namespace LeNet.Samples.Tests.Prediction;

/// <summary><c>predict -</c>: a line in, a line out.</summary>
public sealed class StreamTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _weights;

    public StreamTests()
    {
        _weights = Engine.WriteWeights(_temp["w.safetensors"]);
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Every_kind_of_line_is_answered_in_order_with_the_bits_of_the_network()
    {
        Dataset digits = TestDigits.Take(3);
        byte[] raw = digits.Image(0).ToArray();
        byte[] png = Photo.Encode(new Photo().Take(digits.Image(1), 1));
        byte[] jpeg = Photo.Encode(new Photo().Take(digits.Image(2), 2), SKEncodedImageFormat.Jpeg);
        File.WriteAllBytes(_temp["ü digit.png"], png);

        CommandRun run = (await Answer(
            Convert.ToBase64String(raw),
            Convert.ToBase64String(png),
            Convert.ToBase64String(jpeg) + "\r",
            _temp["ü digit.png"],
            "data:image/png;base64," + Convert.ToBase64String(png),
            "id 7\t" + Convert.ToBase64String(raw),
            "id 8\t" + _temp["ü digit.png"])).Succeeded();

        byte[] fromPng = DigitPreparation.Prepare(ImageReader.Read(png)).Pixels;
        byte[] fromJpeg = DigitPreparation.Prepare(ImageReader.Read(jpeg)).Pixels;
        byte[][] images = [raw, fromPng, fromJpeg, fromPng, fromPng, raw, fromPng];
        string?[] sources = [null, null, null, _temp["ü digit.png"], null, "id 7", "id 8"];
        Network network = SampleNetwork.Create(null);
        network.Load(_weights);
        float[] probabilities = new float[network.Description.Classes];
        float[] logits = new float[network.Description.Classes];
        JsonElement[] lines = run.JsonLines;
        Assert.Equal(images.Length, lines.Length);
        for (int i = 0; i < images.Length; i++)
        {
            int label = network.Predict(images[i], probabilities, logits);
            Assert.Equal(["source", "index", "label", "probabilities", "logits"], CommandRun.Members(lines[i]));
            Assert.Equal(sources[i], lines[i].GetProperty("source").GetString());
            Assert.Equal(i, lines[i].GetProperty("index").GetInt32());
            Assert.Equal(label, lines[i].GetProperty("label").GetInt32());
            Assert.Equal(logits, lines[i].GetProperty("logits").EnumerateArray().Select(value => value.GetSingle()));
        }
    }

    [Fact]
    public async Task A_line_that_fails_says_why_and_the_others_are_answered()
    {
        string good = Convert.ToBase64String(TestDigits.Take(1).Image(0));
        File.WriteAllText(_temp["notes.txt"], "A text.");
        string png = Convert.ToBase64String(Photo.Encode(new Photo().Take(TestDigits.Take(1).Image(0), 1)));

        CommandRun run = await Answer(
            good,
            "",
            _temp["missing.png"],
            _temp["notes.txt"],
            "data:image/png;base64,!!!",
            "data:image/png,xyz",
            png[..400],
            "name\t",
            new string('x', 5000),
            new string('y', StreamLineLimit + 1),
            "a\0b",
            good);

        Assert.Equal("error: 10 of 12 lines could not be labelled; the member \"error\" of each says why", run.Failed(ExitStatus.Failed));
        string?[] errors = [.. run.JsonLines.Select(line => line.TryGetProperty("error", out JsonElement error) ? error.GetString() : null)];
        Assert.Equal(
            [
                null,
                "line 2: is empty; give a path or base64",
                $"{_temp["missing.png"]}: no such file",
                $"{_temp["notes.txt"]}: is no PNG or JPEG picture: it begins with 0x41207465",
                "line 5: is not valid base64",
                "line 6: is a data URL without ;base64",
                "line 7: is truncated: the PNG picture ends before its last row; get it anew",
                "name: is empty; give a path or base64",
                $"line 9: is neither a path nor base64 of a picture or of the {Engine.Network.ImageBytes} bytes of an image",
                $"line 10: is longer than {StreamLineLimit} bytes; give large pictures by their paths",
                "a b: cannot be read: this is no path for a file",
                null,
            ],
            errors);
        Assert.All(run.JsonLines.Index(), line => Assert.Equal(line.Index, line.Item.GetProperty("index").GetInt32()));
    }

    [Fact]
    public async Task Thousands_of_lines_stay_in_order_whatever_the_threads()
    {
        Dataset digits = TestDigits.Take(200);
        string path = _temp["photo.jpg"];
        File.WriteAllBytes(path, Photo.Encode(new Photo(100, 80, 2).Take(digits.Image(0), 1), SKEncodedImageFormat.Jpeg));
        string[] lines = [.. Enumerable.Range(0, 3000).Select(i => i % 97 == 0 ? $"{i}\t{path}" : i % 101 == 0 ? $"{i}\tnone" : $"{i}\t{Convert.ToBase64String(digits.Image(i % digits.Count))}")];

        CommandRun one = await Answer(["--threads", "1"], lines);
        CommandRun four = await Answer(["--threads", "4"], lines);

        Assert.Equal(Enumerable.Range(0, 3000).Select(i => $"{i}"), one.JsonLines.Select(line => line.GetProperty("source").GetString()!));
        Assert.Equal(one.Output, four.Output);
        Assert.Equal(one.Error, four.Error);
    }

    [Fact]
    public async Task Who_waits_for_the_answer_to_a_line_before_sending_the_next_gets_it()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        var input = new Pipe();
        var output = new LineQueue();
        Task<int> program = Application.RunAsync(["predict", "--weights", _weights, "-"], output, TextWriter.Null, cancellation, () => input.Reader.AsStream());
        for (int i = 0; i < 20; i++)
        {
            await input.Writer.WriteAsync(Encoding.UTF8.GetBytes($"{i}\t{Convert.ToBase64String(TestDigits.Take(20).Image(i))}\n"), cancellation);
            JsonElement answer = JsonDocument.Parse(await output.Lines.Reader.ReadAsync(cancellation)).RootElement;
            Assert.Equal($"{i}", answer.GetProperty("source").GetString());
        }

        await input.Writer.CompleteAsync();
        Assert.Equal(ExitStatus.Done, await program);
    }

    [Fact]
    public async Task Quiet_is_a_label_or_nothing_for_each_line()
    {
        string good = Convert.ToBase64String(TestDigits.Take(1).Image(0));

        CommandRun run = await Answer(["--quiet"], good, "none", good);

        Assert.Matches("^[0-9]+\n\n[0-9]+\n$", run.Output.ReplaceLineEndings("\n"));
        Assert.Equal(["error: none: no such file", "error: 1 of 3 lines could not be labelled; each has an empty line in the output"], run.Error.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Show_adds_what_the_network_sees()
    {
        byte[] raw = TestDigits.Take(1).Image(0).ToArray();

        CommandRun run = (await Answer(["--show"], Convert.ToBase64String(raw))).Succeeded();

        Assert.Equal(raw, run.JsonLines[0].GetProperty("pixels").EnumerateArray().Select(pixel => pixel.GetByte()));
    }

    [Fact]
    public async Task An_empty_stream_is_no_error()
    {
        Assert.Equal("", (await Answer()).Succeeded().Output);
    }

    [Fact]
    public async Task A_stream_that_breaks_is_one_clear_line_after_the_answers_so_far()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        int status = await Application.RunAsync(["predict", "--weights", _weights, "-"], output, error, TestContext.Current.CancellationToken, () => new BrokenStream(Encoding.UTF8.GetBytes(Convert.ToBase64String(TestDigits.Take(1).Image(0)) + "\n")));

        Assert.Equal(ExitStatus.Failed, status);
        Assert.Single(output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
        Assert.Equal("error: standard input cannot be read: The cable is cut.", error.ToString().Trim());
    }

    [Theory]
    [InlineData("PATH: - stands alone", "-", "a.png")]
    [InlineData("--limit is for IDX files", "-", "--limit", "3")]
    [InlineData("--show and --quiet exclude each other", "-", "--show", "--quiet")]
    public async Task What_does_not_go_with_a_stream_is_wrong_usage(string problem, params string[] args)
    {
        CommandRun run = await CommandRun.Of(["predict", "--weights", _weights, .. args]);

        Assert.StartsWith("error: " + problem, run.FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);
    }

    private static int StreamLineLimit => LeNet.Samples.Prediction.StreamLine.LongestLine;

    private Task<CommandRun> Answer(params string[] lines) => Answer([], lines);

    private async Task<CommandRun> Answer(string[] options, params string[] lines)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        byte[] input = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        int status = await Application.RunAsync(["predict", "--weights", _weights, "-", .. options], output, error, TestContext.Current.CancellationToken, () => new MemoryStream(input));
        return new CommandRun(status, output.ToString(), error.ToString());
    }

    private sealed class BrokenStream(byte[] content) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, count) is > 0 and int read ? read : throw new IOException("The cable is cut.");
    }

    /// <summary>Standard output of a program that another one reads line by line.</summary>
    private sealed class LineQueue : StringWriter
    {
        public System.Threading.Channels.Channel<string> Lines { get; } = System.Threading.Channels.Channel.CreateUnbounded<string>();

        public override void Flush()
        {
            foreach (string line in ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Lines.Writer.TryWrite(line);
            }

            GetStringBuilder().Clear();
        }
    }
}
