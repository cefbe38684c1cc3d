using System.Text.Json;
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
        Engine.Require();
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
        Assert.Equal(["loss", "accuracy", "count", "correct", "confusion"], CommandRun.Members(result));
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
        Assert.Equal(Engine.Network.Classes, run.Lines.Count(line => line.EndsWith('%')));
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
    public async Task Missing_data_is_an_error()
    {
        File.Delete(_temp["data", "t10k-labels-idx1-ubyte"]);

        CommandRun run = await CommandRun.Of("eval", "--weights", _weights, "--data", _data);

        Assert.Contains("lacks t10k-labels-idx1-ubyte", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
    }
}
