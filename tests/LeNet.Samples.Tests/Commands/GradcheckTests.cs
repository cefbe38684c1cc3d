using System.Text.Json;
using System.Text.RegularExpressions;
using LeNet.Runtime;
using LeNet.Samples.Checking;
using LeNet.Samples.Reporting;
using LeNet.Testing;

namespace LeNet.Samples.Tests.Commands;

/// <summary><c>gradcheck</c> from end to end.</summary>
public sealed class GradcheckTests : IDisposable
{
    private static readonly string[] Few = ["gradcheck", "--values", "2", "--batch-size", "3"];

    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("LeNet5")]
    [InlineData("LeNet5Of1998")]
    [InlineData("Modern")]
    public async Task The_networks_of_the_program_pass_without_any_data(string network)
    {
        CommandRun run = (await CommandRun.Of([.. Few, "--network", network])).Succeeded();

        Assert.StartsWith($"{network}: 3 images of random pixels, initial weights from seed 1", run.Lines[0], StringComparison.Ordinal);
        NetworkDescription description = SampleNetwork.Create(network).Description;
        foreach (ParameterDescription parameter in description.Parameters.Where(parameter => parameter.IsTrainable))
        {
            Assert.Contains(run.Lines, line => line.StartsWith($"  {parameter.Name} ", StringComparison.Ordinal) && line.EndsWith(" agrees", StringComparison.Ordinal));
        }

        Assert.StartsWith("Result: the gradients agree", run.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_object()
    {
        CommandRun run = (await CommandRun.Of([.. Few, "--seed", "7", "--json"])).Succeeded();

        JsonElement result = Assert.Single(run.JsonLines);
        Assert.Equal(["network", "weights", "dataset", "samples", "seed", "loss", "reference_loss", "margin", "passed", "tensors"], CommandRun.Members(result));
        Assert.Equal((3, 7, true), (result.GetProperty("samples").GetInt32(), result.GetProperty("seed").GetInt32(), result.GetProperty("passed").GetBoolean()));
        Assert.Equal(result.GetProperty("reference_loss").GetDouble(), result.GetProperty("loss").GetDouble(), 1e-5);
        Assert.Equal(
            Engine.Network.Parameters.Where(parameter => parameter.IsTrainable).Select(parameter => parameter.Name),
            result.GetProperty("tensors").EnumerateArray().Select(tensor => tensor.GetProperty("name").GetString()));
        JsonElement first = result.GetProperty("tensors")[0];
        Assert.Equal(
            ["name", "shape", "verdict", "checked", "at_kinks", "largest_gradient", "index", "computed", "expected", "difference", "relative_difference", "allowed"],
            CommandRun.Members(first));
        Assert.Equal(("agrees", 2, first.GetProperty("shape").GetArrayLength()), (first.GetProperty("verdict").GetString(), first.GetProperty("checked").GetInt32(), first.GetProperty("index").GetArrayLength()));
    }

    [Fact]
    public async Task Weights_and_data_may_be_given()
    {
        Engine.WriteData(_temp["data"]);
        string weights = Engine.WriteWeights(_temp["w.safetensors"]);

        CommandRun run = (await CommandRun.Of([.. Few, "--weights", weights, "--data", _temp["data"]])).Succeeded();

        Assert.StartsWith($"{Engine.Network.Name}: 3 images of MNIST, weights of {weights}", run.Lines[0], StringComparison.Ordinal);
        CommandRun quiet = (await CommandRun.Of([.. Few, "--quiet"])).Succeeded();
        Assert.StartsWith($"{Engine.Network.Name}: the gradients agree", Assert.Single(quiet.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--values", "0", "--values takes a whole number from 1 to 2147483647, or all, not '0'")]
    [InlineData("--values", "none", "--values takes a whole number from 1 to 2147483647, or all, not 'none'")]
    [InlineData("--batch-size", "0", "--batch-size takes a whole number from 1 to 1024, not '0'")]
    public async Task Wrong_values_are_wrong_usage(string option, string value, string problem)
    {
        CommandRun run = await CommandRun.Of("gradcheck", option, value);

        Assert.Contains(problem, run.FailedSilently(ExitStatus.WrongUsage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_that_are_not_numbers_are_one_error()
    {
        Network network = SampleNetwork.Create(null);
        string last = network.Description.Parameters[^1].Name;
        network.SetParameter(last, [.. network.Parameter(last).ToArray().Select(_ => float.NaN)]);
        network.Save(_temp["nan.safetensors"]);

        CommandRun run = await CommandRun.Of([.. Few, "--weights", _temp["nan.safetensors"]]);

        Assert.Contains($"tensor '{last}' holds a value that is not a number (NaN) at [0]", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(OutputFormat.Human), "layer2.weight", "differs")]
    [InlineData(nameof(OutputFormat.Json), "\"passed\":false", "differs")]
    [InlineData(nameof(OutputFormat.Quiet), "1 of 2 tensors without agreement", "Wrong")]
    public void A_wrong_backward_pass_is_reported_and_then_an_error(string format, string expected, string alsoExpected)
    {
        string file = ArchitectureText.Of("Wrong", ArchitectureText.Input(1, 4, 4), ArchitectureText.Flatten, ArchitectureText.Linear(3));
        Network network = NetworkCompiler.CreateAltered(file, text => Regex.Replace(text, @"LaneMath\.AddSums\(records", "gradient[22] += 0.1f; $0"));
        using var output = new StringWriter();
        var run = new GradientRun(network, new GradientCheckOptions { Threads = 1, ValuesPerTensor = null }, weights: null, source: null);

        var failure = Assert.Throws<FailureException>(() => run.Execute(5, Enum.Parse<OutputFormat>(format), output, TestContext.Current.CancellationToken));

        Assert.Matches(@"^the gradient of layer2\.weight\[1,6\] is \S+ by the generated backward pass, but \S+ by finite differences \(allowed difference \S+\)$", failure.Message);
        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
        Assert.Contains(alsoExpected, output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(0, false)]
    public void A_network_for_which_much_is_allowed_is_told(float bias, bool isTold)
    {
        string file = ArchitectureText.Of(
            "IllConditioned", ArchitectureText.Input(1, 4, 4), ArchitectureText.Flatten, ArchitectureText.Linear(6), ArchitectureText.LayerNorm("tanh"), ArchitectureText.Linear(4));
        Network network = NetworkCompiler.Create(file);
        network.SetParameter("layer2.bias", [bias, bias, bias, bias, bias, bias]);
        using var output = new StringWriter();

        new GradientRun(network, new GradientCheckOptions { Threads = 1 }, weights: null, source: null).Execute(5, OutputFormat.Human, output, TestContext.Current.CancellationToken);

        Assert.Equal(isTold, output.ToString().Contains("% of the largest gradient is allowed at layer", StringComparison.Ordinal));
        Assert.Contains("Result: the gradients agree", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_not_be_checked_is_an_error()
    {
        string file = ArchitectureText.Of("AtKinks", ArchitectureText.Input(1, 4, 4), ArchitectureText.Flatten, ArchitectureText.Linear(3, activation: "relu"));
        Network network = NetworkCompiler.Create(file);
        network.SetParameter("layer2.weight", new float[48]);
        network.SetParameter("layer2.bias", new float[3]);
        using var output = new StringWriter();
        var run = new GradientRun(network, new GradientCheckOptions { Threads = 1 }, weights: null, source: null);

        var failure = Assert.Throws<FailureException>(() => run.Execute(5, OutputFormat.Human, output, TestContext.Current.CancellationToken));

        Assert.StartsWith("no value of layer2.weight could be checked", failure.Message, StringComparison.Ordinal);
        Assert.Contains("unchecked", output.ToString(), StringComparison.Ordinal);
    }
}
