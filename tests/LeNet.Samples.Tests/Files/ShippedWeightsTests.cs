using System.Security.Cryptography;
using LeNet.Runtime;
using LeNet.Samples.Files;
using LeNet.Testing;

namespace LeNet.Samples.Tests.Files;

/// <summary>The weights in the repository, as the program finds them beside itself.</summary>
public sealed class ShippedWeightsTests
{
    /// <summary>What docs/weights.md promises its command to reproduce.</summary>
    private const string Hash = "871cd6bf93324d52c9bdad2a16e9904cc3a3daaa1788017bf96f6dadb080daa2";

    private static readonly string DataFolder = Environment.GetEnvironmentVariable("LENET_DATA") ?? "";

    [Fact]
    public void They_are_the_documented_ones()
    {
        Assert.Equal(Hash, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(ShippedWeights.Path))));
        Assert.Contains(Hash, Repository.ReadText("docs/weights.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_network_takes_them_whatever_its_name()
    {
        Network network = NetworkCompiler.Create(Repository.DefaultArchitecture.Replace("\"LeNet5\"", "\"Renamed\"", StringComparison.Ordinal));

        ShippedWeights.Load(network, ShippedWeights.Path);

        Assert.Equal(Hash, network.ComputeHash());
    }

    [Fact]
    public async Task They_read_real_digits()
    {
        Assert.SkipWhen(DataFolder.Length == 0, "LENET_DATA names no folder with the MNIST files.");

        CommandRun run = (await CommandRun.Of("eval", "--dataset", "mnist", "--data", DataFolder, "--json")).Succeeded();

        Assert.Equal(9960, Assert.Single(run.JsonLines).GetProperty("correct").GetInt32());
    }

    [Fact]
    public async Task Predict_uses_them_when_none_are_named()
    {
        using var temp = new TempFolder();
        Engine.WriteData(temp["data"]);
        string images = temp["data", "t10k-images-idx3-ubyte"];

        CommandRun unnamed = (await CommandRun.Of("predict", images, "--limit", "3", "--json")).Succeeded();
        CommandRun named = (await CommandRun.Of("predict", images, "--limit", "3", "--json", "--weights", ShippedWeights.Path)).Succeeded();

        Assert.Equal(3, unnamed.Lines.Length);
        Assert.Equal(named.Output, unnamed.Output);
    }

    [Theory]
    [InlineData("\"out_features\": 84", "\"out_features\": 85", "tensor 'fc2.weight' is F32 [84, 120]; the network LeNet5 needs it as F32 [85, 120]")]
    [InlineData("\"conv1\"", "\"first\"", "tensor 'first.weight' is missing")]
    public void A_network_that_they_do_not_fit_is_to_be_trained_first(string part, string changed, string problem) =>
        AssertRefused(part, changed, problem);

    public static TheoryData<string, string> Changes =>
        [.. Suite.First<TheoryDataRow<string, string>>(1, [("\"tanh\"", "\"relu\""), ("\"avg_pool2d\"", "\"max_pool2d\""), ("[0.1307]", "[0.5]"), ("\"resize\"", "\"pad\"")])];

    /// <summary>Every tensor still fits; the digits would be read badly, and nobody would know why.</summary>
    [Theory]
    [MemberData(nameof(Changes))]
    public void So_is_one_that_they_fit_by_their_shapes_alone(string part, string changed) =>
        AssertRefused(part, changed, "its layers or its input were changed");

    [Fact]
    public void Weights_that_are_not_there_are_named()
    {
        string path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"), "lenet5.safetensors");

        var exception = Assert.Throws<FailureException>(() => ShippedWeights.Load(SampleNetwork.Create(null), path));

        Assert.StartsWith($"{path}: the weights that come with the program are not beside it; train it first", exception.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(string part, string changed, string problem)
    {
        Network network = NetworkCompiler.Create(Repository.DefaultArchitecture.Replace(part, changed, StringComparison.Ordinal));

        var exception = Assert.Throws<FailureException>(() => ShippedWeights.Load(network, ShippedWeights.Path));

        Assert.StartsWith(ShippedWeights.Path, exception.Message, StringComparison.Ordinal);
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
        Assert.Contains("train it first, then name what the run wrote: --weights runs/", exception.Message, StringComparison.Ordinal);
    }
}
