using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using LeNet.Runtime;
using LeNet.Samples.Images;
using SkiaSharp;

namespace LeNet.Web.Tests;

/// <summary><c>POST /api/predict</c> over a real connection.</summary>
public sealed class PredictTests(TrainedNetwork trained) : IAsyncLifetime
{
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await RunningServer.StartAsync(trained);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_image_as_it_is_gets_what_the_engine_says()
    {
        ReadOnlySpan<byte> image = trained.Digits.Image(3);
        float[] probabilities = new float[10];
        float[] logits = new float[10];
        int label = trained.Network.Predict(image, probabilities, logits);
        byte[] pixels = image.ToArray();

        JsonElement answer = await PostAsync("/api/predict", Bodies.Raw(pixels));

        Assert.Equal(["label", "probabilities", "logits", "image"], answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal(label, answer.GetProperty("label").GetInt32());
        Assert.Equal(probabilities, Answers.Numbers(answer.GetProperty("probabilities")));
        Assert.Equal(logits, Answers.Numbers(answer.GetProperty("logits")));
        Assert.Equal([1, 28, 28], Answers.Numbers(answer.GetProperty("image").GetProperty("shape")));
        Assert.Equal(pixels, answer.GetProperty("image").GetProperty("pixels").GetBytesFromBase64());
    }

    [Fact]
    public async Task The_outputs_of_all_layers_come_when_asked_for()
    {
        byte[] pixels = trained.Digits.Image(5).ToArray();
        IReadOnlyList<LayerOutput> expected = trained.Network.LayerOutputs(pixels);

        JsonElement answer = await PostAsync("/api/predict?layers=true", Bodies.Raw(pixels));

        JsonElement[] layers = [.. answer.GetProperty("layers").EnumerateArray()];
        Assert.Equal(["input", .. trained.Network.Description.Layers.Select(layer => layer.Name)], layers.Select(layer => layer.GetProperty("name").GetString()));
        for (int i = 0; i < layers.Length; i++)
        {
            Assert.Equal(expected[i].Layer.OutputShape.Select(size => (float)size), Answers.Numbers(layers[i].GetProperty("shape")));
            Assert.Equal(expected[i].Values.ToArray(), MemoryMarshal.Cast<byte, float>(layers[i].GetProperty("values").GetBytesFromBase64()).ToArray());
        }

        Assert.Equal(Answers.Numbers(answer.GetProperty("logits")), expected[^1].Values.ToArray(), (one, other) => Math.Abs(one - other) < 1e-4f);
    }

    [Theory]
    [InlineData("image/png", SKEncodedImageFormat.Png)]
    [InlineData("image/jpeg", SKEncodedImageFormat.Jpeg)]
    [InlineData("image/png", SKEncodedImageFormat.Jpeg)]
    [InlineData("IMAGE/PNG; name=digit.png", SKEncodedImageFormat.Png)]
    public async Task A_picture_is_prepared_and_read(string type, SKEncodedImageFormat format)
    {
        byte[] pixels = trained.Digits.Image(7).ToArray();
        byte[] file = Bodies.Picture(pixels, format);
        int label = trained.Network.Predict(pixels, new float[10]);

        JsonElement answer = await PostAsync("/api/predict", Bodies.Of(type, file));

        Assert.Equal(label, answer.GetProperty("label").GetInt32());
        byte[] prepared = DigitPreparation.Prepare(ImageReader.Read(file), trained.Network.Description).Pixels;
        Assert.Equal(prepared, answer.GetProperty("image").GetProperty("pixels").GetBytesFromBase64());
    }

    [Fact]
    public async Task Every_digit_of_a_picture_is_read_when_asked_for()
    {
        byte[] file = Bodies.Pictures(trained.Digits.Image(7), trained.Digits.Image(2));

        JsonElement one = await PostAsync("/api/predict", Bodies.Of("image/png", file));
        JsonElement answer = await PostAsync("/api/predict?all=true", Bodies.Of("image/png", file));

        Assert.Equal(2, one.GetProperty("digits").GetInt32());
        Assert.False(one.TryGetProperty("all", out _));
        JsonElement[] all = [.. answer.GetProperty("all").EnumerateArray()];
        Assert.Equal(
            [trained.Digits.Labels[7], trained.Digits.Labels[2]],
            all.Select(digit => (byte)digit.GetProperty("label").GetInt32()));
        Assert.True(Answers.Numbers(all[0].GetProperty("box"))[0] < Answers.Numbers(all[1].GetProperty("box"))[0]);
        Assert.Contains(answer.GetProperty("label").GetInt32(), all.Select(digit => digit.GetProperty("label").GetInt32()));
        Assert.Empty((await PostAsync("/api/predict?all=true", Bodies.Raw(trained.Digits.Image(7)))).GetProperty("all").EnumerateArray());
    }

    [Fact]
    public async Task Many_at_once_get_their_own_answers()
    {
        await Parallel.ForAsync(0, 400, TestContext.Current.CancellationToken, async (i, _) =>
        {
            byte[] pixels = trained.Digits.Image(i).ToArray();
            int label = trained.Network.Predict(pixels, new float[10]);
            JsonElement answer = await PostAsync("/api/predict?layers=true", Bodies.Raw(pixels));
            Assert.Equal(label, answer.GetProperty("label").GetInt32());
            Assert.Equal(pixels, answer.GetProperty("image").GetProperty("pixels").GetBytesFromBase64());
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(783)]
    [InlineData(785)]
    [InlineData(100_000)]
    public async Task An_image_of_another_size_is_a_bad_request(int bytes)
    {
        string detail = await ProblemAsync(HttpStatusCode.BadRequest, "/api/predict", Bodies.Raw(new byte[bytes]));

        Assert.Equal($"an image of LeNet5 as application/octet-stream has 784 bytes, not {bytes}", detail);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData("image/tiff")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Another_type_is_not_taken(string type)
    {
        using HttpResponseMessage response = await _server.Client.PostAsync("/api/predict", Bodies.Of(type, new byte[784]), TestContext.Current.CancellationToken);

        string detail = await Answers.ProblemAsync(HttpStatusCode.UnsupportedMediaType, response);
        Assert.Contains("image/png, image/jpeg, image/bmp, image/gif, image/webp, application/octet-stream", detail, StringComparison.Ordinal);
        Assert.Equal("image/png, image/jpeg, image/bmp, image/gif, image/webp, application/octet-stream", Assert.Single(response.Headers.GetValues("Accept-Post")));
    }

    [Fact]
    public async Task No_type_is_not_taken()
    {
        await ProblemAsync(HttpStatusCode.UnsupportedMediaType, "/api/predict", new ByteArrayContent(new byte[784]));
    }

    [Fact]
    public async Task An_unknown_value_of_layers_is_a_bad_request()
    {
        string detail = await ProblemAsync(HttpStatusCode.BadRequest, "/api/predict?layers=maybe", Bodies.Raw(new byte[784]));

        Assert.Equal("layers is true or false, not 'maybe'", detail);
    }

    [Fact]
    public async Task What_is_no_picture_is_said_to_be_none()
    {
        string empty = await ProblemAsync(HttpStatusCode.UnprocessableEntity, "/api/predict", Bodies.Of("image/png", []));
        string gif = await ProblemAsync(HttpStatusCode.UnprocessableEntity, "/api/predict", Bodies.Of("image/png", "GIF89a......"u8.ToArray()));
        string noise = await ProblemAsync(HttpStatusCode.UnprocessableEntity, "/api/predict", Bodies.Of("image/jpeg", [.. Enumerable.Repeat((byte)7, 500)]));

        Assert.StartsWith("the picture is empty", empty, StringComparison.Ordinal);
        Assert.StartsWith("the picture is a damaged GIF picture", gif, StringComparison.Ordinal);
        Assert.StartsWith("the picture is no PNG or JPEG picture", noise, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_breaks_off_or_is_damaged_is_unprocessable()
    {
        byte[] whole = Bodies.Picture(trained.Digits.Image(1), SKEncodedImageFormat.Png);
        byte[] damaged = [.. whole];
        damaged[whole.Length / 2] ^= 0x55;

        await ProblemAsync(HttpStatusCode.UnprocessableEntity, "/api/predict", Bodies.Of("image/png", whole[..(whole.Length / 2)]));
        await ProblemAsync(HttpStatusCode.UnprocessableEntity, "/api/predict", Bodies.Of("image/png", damaged));
    }

    [Fact]
    public async Task An_empty_sheet_shows_no_digit()
    {
        string detail = await ProblemAsync(HttpStatusCode.UnprocessableEntity, "/api/predict", Bodies.Of("image/png", Bodies.EmptyPicture(100)));

        Assert.StartsWith("the picture shows no digit", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_file_of_a_huge_picture_is_turned_away()
    {
        byte[] huge = Bodies.EmptyPicture(5000); // 25 megapixels in some kilobytes

        string detail = await ProblemAsync(HttpStatusCode.UnprocessableEntity, "/api/predict", Bodies.Of("image/png", huge));

        Assert.Contains("5000×5000", detail, StringComparison.Ordinal);
    }

    private async Task<JsonElement> PostAsync(string path, HttpContent content)
    {
        using HttpResponseMessage response = await _server.Client.PostAsync(path, content, TestContext.Current.CancellationToken);
        return await Answers.JsonAsync(response);
    }

    private async Task<string> ProblemAsync(HttpStatusCode status, string path, HttpContent content)
    {
        using HttpResponseMessage response = await _server.Client.PostAsync(path, content, TestContext.Current.CancellationToken);
        return await Answers.ProblemAsync(status, response);
    }
}
