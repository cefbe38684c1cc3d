using System.Globalization;
using System.Text.Json;

namespace LeNet.Samples.Tests.Commands;

/// <summary><c>calibrate</c>, and what reads the weights afterwards.</summary>
public sealed class CalibrateTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _data;
    private readonly string _weights;

    public CalibrateTests()
    {
        _data = _temp["data"];
        Engine.WriteData(_data);
        _weights = Engine.WriteWeights(_temp["w.safetensors"]);
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_temperature_is_stored_with_the_weights_and_used_by_all_that_read_them()
    {
        string calibrated = _temp["c.safetensors"];
        JsonElement said = Assert.Single((await CommandRun.Of("calibrate", "--weights", _weights, "--out", calibrated, "--data", _data, "--json")).Succeeded().JsonLines);

        float temperature = said.GetProperty("temperature").GetSingle();
        Assert.NotEqual(1, temperature);
        Assert.Equal((48, 48), (said.GetProperty("fitted").GetInt32(), said.GetProperty("measured").GetInt32()));

        JsonElement before = Assert.Single((await CommandRun.Of("eval", "--weights", _weights, "--data", _data, "--json")).Succeeded().JsonLines);
        JsonElement after = Assert.Single((await CommandRun.Of("eval", "--weights", calibrated, "--data", _data, "--json")).Succeeded().JsonLines);
        Assert.Equal((1, temperature), (before.GetProperty("temperature").GetSingle(), after.GetProperty("temperature").GetSingle()));
        Assert.Equal(before.GetProperty("loss").GetDouble(), after.GetProperty("loss").GetDouble());
        Assert.Equal(before.GetProperty("correct").GetInt32(), after.GetProperty("correct").GetInt32());
        Assert.NotEqual(before.GetProperty("calibration_error").GetDouble(), after.GetProperty("calibration_error").GetDouble());

        string images = Path.Combine(_data, "t10k-images-idx3-ubyte");
        foreach (JsonElement line in (await CommandRun.Of("predict", "--weights", calibrated, "--json", "--limit", "5", images)).Succeeded().JsonLines)
        {
            double[] exponentials = [.. line.GetProperty("logits").EnumerateArray().Select(logit => Math.Exp(logit.GetDouble() / temperature))];
            float[] probabilities = [.. line.GetProperty("probabilities").EnumerateArray().Select(p => p.GetSingle())];
            Assert.All(probabilities.Zip(exponentials), pair => Assert.Equal(pair.Second / exponentials.Sum(), pair.First, 1e-5));
        }
    }

    [Fact]
    public async Task Without_out_it_writes_over_the_weights_and_again_gives_the_same()
    {
        string first = (await CommandRun.Of("calibrate", "--weights", _weights, "--data", _data, "--quiet")).Succeeded().Lines[0];
        byte[] file = File.ReadAllBytes(_weights);
        string second = (await CommandRun.Of("calibrate", "--weights", _weights, "--data", _data, "--quiet")).Succeeded().Lines[0];

        Assert.Equal(first, second);
        Assert.Equal(file, File.ReadAllBytes(_weights));
        Assert.Contains(first, (await CommandRun.Of("calibrate", "--weights", _weights, "--data", _data, "--json")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_weights_of_the_program_are_not_written_over()
    {
        CommandRun run = await CommandRun.Of("calibrate", "--data", _data);

        Assert.StartsWith("error: --weights or --out is missing", run.FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("hot")]
    public async Task A_temperature_that_is_none_is_refused(string text)
    {
        (await CommandRun.Of("calibrate", "--weights", _weights, "--data", _data)).Succeeded();
        byte[] file = File.ReadAllBytes(_weights);
        string content = System.Text.Encoding.Latin1.GetString(file);
        int at = content.IndexOf("\"temperature\":\"", StringComparison.Ordinal) + "\"temperature\":\"".Length;
        int end = content.IndexOf('"', at);
        // As long as before: the header's length stays. The JSON string may be any text.
        string padded = text.PadRight(end - at);
        File.WriteAllBytes(_weights, System.Text.Encoding.Latin1.GetBytes(string.Concat(content.AsSpan(0, at), padded, content.AsSpan(end))));

        CommandRun run = await CommandRun.Of("eval", "--weights", _weights, "--data", _data);

        Assert.Contains("for 'temperature' in its metadata, which is not a positive number; calibrate the weights anew", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
        Assert.False(float.TryParse(padded, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && value > 0);
    }
}
