using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LeNet.Runtime;

namespace LeNet.Samples.Tests.Commands;

/// <summary><c>eval</c> from end to end.</summary>
public sealed class EvalTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _data;
    private readonly string _weights;

    public EvalTests()
    {
        _data = _temp["data"];
        Engine.WriteData(_data);
        _weights = Engine.WriteWeights(_temp["w.safetensors"]);
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Json_says_what_the_network_says()
    {
        CommandRun run = (await CommandRun.Of("eval", "--weights", _weights, "--data", _data, "--json")).Succeeded();

        JsonElement result = Assert.Single(run.JsonLines);
        Network network = SampleNetwork.Create(null);
        network.Load(_weights);
        Evaluation expected = network.Evaluate(Dataset.Load(_temp["data", "t10k-images-idx3-ubyte"], _temp["data", "t10k-labels-idx1-ubyte"]), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["loss", "accuracy", "count", "correct", "confusion", "calibration_error", "temperature"], CommandRun.Members(result));
        Assert.Equal(expected.Loss, result.GetProperty("loss").GetDouble());
        Assert.Equal(expected.Accuracy, result.GetProperty("accuracy").GetDouble());
        Assert.Equal(expected.Count, result.GetProperty("count").GetInt32());
        Assert.Equal(expected.Correct, result.GetProperty("correct").GetInt32());
        Assert.Equal(
            expected.Confusion.Cast<int>(),
            result.GetProperty("confusion").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(count => count.GetInt32()));
    }

    [Fact]
    public async Task People_get_the_result_and_the_matrix()
    {
        CommandRun run = (await CommandRun.Of("eval", "--weights", _weights, "--data", _data)).Succeeded();

        Assert.StartsWith($"{Engine.Network.Name} on MNIST: loss ", run.Lines[0], StringComparison.Ordinal);
        Assert.Equal(Engine.Network.Classes, run.Lines.Count(line => line.EndsWith('%')) - 1); // and the calibration error
    }

    [Fact]
    public async Task Quiet_is_one_line()
    {
        CommandRun run = (await CommandRun.Of("eval", "--weights", _weights, "--data", _data, "--quiet")).Succeeded();

        Assert.Contains("accuracy", Assert.Single(run.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.safetensors", "no such file")]
    [InlineData(".", "is a folder, not a file")]
    [InlineData("data/t10k-labels-idx1-ubyte", "")]
    [InlineData("short.safetensors", "truncated")]
    [InlineData("a\nb", "no such file")]
    public async Task Weights_that_cannot_be_read_are_named(string name, string problem)
    {
        File.WriteAllBytes(_temp["short.safetensors"], File.ReadAllBytes(_weights)[..^4]);

        CommandRun run = await CommandRun.Of("eval", "--weights", _temp[name], "--data", _data);

        string line = run.FailedSilently(ExitStatus.Failed);
        Assert.StartsWith($"error: {_temp[name].Replace('\n', ' ')}: ", line, StringComparison.Ordinal);
        Assert.Contains(problem, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_that_are_not_numbers_are_refused_by_every_command()
    {
        byte[] weights = File.ReadAllBytes(_weights);
        BitConverter.GetBytes(float.NaN).CopyTo(weights, weights.Length - 4);
        File.WriteAllBytes(_temp["nan.safetensors"], weights);
        string image = _temp["data", "t10k-images-idx3-ubyte"];

        foreach (string[] command in (string[][])[["eval", "--data", _data], ["predict", image], ["export", "--format", "onnx", "--out", _temp["x.onnx"]]])
        {
            CommandRun run = await CommandRun.Of([.. command, "--weights", _temp["nan.safetensors"]]);

            Assert.Contains("holds a value that is not a number (NaN) at [", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
        }

        Assert.False(File.Exists(_temp["x.onnx"]));
    }

    [Fact]
    public async Task Weights_that_overflow_are_an_error()
    {
        Network network = SampleNetwork.Create(null);
        network.Initialize(1);
        string last = network.Description.Parameters[^2].Name;
        network.SetParameter(last, [.. network.Parameter(last).ToArray().Select(_ => float.MaxValue)]);
        network.Save(_temp["large.safetensors"]);

        foreach (string[] command in (string[][])[["eval", "--data", _data], ["predict", _temp["data", "t10k-images-idx3-ubyte"]]])
        {
            CommandRun run = await CommandRun.Of([.. command, "--weights", _temp["large.safetensors"]]);

            Assert.Contains("too large", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Training_files_are_not_needed()
    {
        File.Delete(_temp["data", "train-images-idx3-ubyte"]);
        File.Delete(_temp["data", "train-labels-idx1-ubyte"]);

        (await CommandRun.Of("eval", "--weights", _weights, "--data", _data, "--quiet")).Succeeded();
    }

    [Fact]
    public async Task By_order_needs_a_file_to_be_about()
    {
        CommandRun run = await CommandRun.Of("eval", "--by-order", "--data", _data);

        Assert.Contains("--by-order is about the file of --weights; name one", run.FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_go_to_standard_error()
    {
        byte[] content = File.ReadAllBytes(_weights);
        int end = 8 + (int)BitConverter.ToInt64(content);
        byte[] header = Encoding.UTF8.GetBytes(Regex.Replace(Encoding.UTF8.GetString(content[8..end]), "\"(\\w+\\.\\w+)\":", "\"module.$1\":"));
        File.WriteAllBytes(_temp["prefixed"], [.. BitConverter.GetBytes((long)header.Length), .. header, .. content[end..]]);

        CommandRun plain = (await CommandRun.Of("eval", "--weights", _weights, "--data", _data, "--json")).Succeeded();
        CommandRun run = await CommandRun.Of("eval", "--weights", _temp["prefixed"], "--data", _data, "--json");

        Assert.Equal(plain.Output, run.Output);
        Assert.Equal($"note: {_temp["prefixed"]}: the names of its tensors begin with 'module.', which was left out", run.Error.TrimEnd());
    }

    [Fact]
    public async Task Missing_data_is_an_error()
    {
        File.Delete(_temp["data", "t10k-labels-idx1-ubyte"]);

        CommandRun run = await CommandRun.Of("eval", "--weights", _weights, "--data", _data);

        Assert.Contains("lacks t10k-labels-idx1-ubyte", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
    }
}
