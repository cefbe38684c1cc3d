namespace LeNet.Runtime.Tests.Reference;

/// <summary>What the reference does not know is an error that names it, never another network.</summary>
public sealed class UnknownDescriptionTests
{
    private const string UsualInput = """{ "shape": [2, 4, 4], "image": [4, 4], "mean": [0, 0], "std": [1, 1] }""";

    [Theory]
    [InlineData("lstm", """{ "type": "lstm" }""", "gate: the reference does not know the type \"lstm\".")]
    [InlineData("flatten", """{ "type": "flatten", "start_dim": 2 }""", "gate: the reference does not know the key \"start_dim\".")]
    [InlineData("relu", """{ "type": "relu", "max": 6 }""", "gate: the reference does not know the key \"max\".")]
    [InlineData("flatten", """{ "type": "flatten", "activation": "mish" }""", "gate: the reference does not know the type \"mish\".")]
    [InlineData("flatten", """{ "type": "flatten", "activation": { "type": "tanh", "slope": 2 } }""", "gate: the reference does not know the key \"slope\".")]
    [InlineData("gelu", """{ "type": "gelu", "approximate": "erf" }""", "gate: the reference does not know the approximation \"erf\" of gelu.")]
    [InlineData("rbf", """{ "type": "rbf", "prototypes": "hershey" }""", "gate: the reference does not know the prototypes \"hershey\".")]
    [InlineData("adaptive_avg_pool2d", """{ "type": "adaptive_avg_pool2d", "output_size": [2, 2] }""", "gate: the reference knows an output_size of 1 only.")]
    public void An_unknown_layer_is_named(string type, string settings, string problem) =>
        Assert.Equal(problem, Assert.Throws<NotSupportedException>(() => ReferenceNetwork.Of(Describe(type, settings))).Message);

    [Theory]
    [InlineData("hinge", """{ "type": "hinge" }""", "loss: the reference does not know \"hinge\".")]
    [InlineData("mse", """{ "type": "mse", "reduction": "sum" }""", "loss: the reference does not know the key \"reduction\".")]
    public void An_unknown_loss_is_named(string loss, string settings, string problem) =>
        Assert.Equal(problem, Assert.Throws<NotSupportedException>(() => ReferenceNetwork.Of(Describe(loss: loss, lossSettings: settings))).Message);

    [Fact]
    public void An_unknown_key_of_the_input_is_named() => Assert.Equal(
        "input: the reference does not know the key \"gamma\".",
        Assert.Throws<NotSupportedException>(() => ReferenceNetwork.Of(Describe(input: UsualInput.Replace(" }", ", \"gamma\": 2 }", StringComparison.Ordinal)))).Message);

    [Fact]
    public void A_description_without_settings_of_the_loss_has_the_usual_ones()
    {
        NetworkDescription network = Describe(lossSettings: null);

        Assert.Equal("""{ "type": "cross_entropy" }""", network.LossSettings);
        Assert.Equal(Math.Log(2), ReferenceNetwork.Of(network).Loss([[0, 0]], [1]), 1e-15);
    }

    private static NetworkDescription Describe(
        string type = "flatten", string settings = """{ "type": "flatten" }""", string input = UsualInput, string loss = "cross_entropy", string? lossSettings = null)
    {
        return new NetworkDescription
        {
            Name = "Unknown",
            InputShape = [2, 4, 4],
            ImageHeight = 4,
            ImageWidth = 4,
            InputSettings = input,
            Classes = 2,
            Loss = loss,
            Layers = [new LayerDescription("gate", type, "", settings, [2, 4, 4], 0, 0, 0)],
            Parameters = [],
            ParameterFloats = 0,
            LossSettings = lossSettings!, // null as if left out,
        };
    }
}
