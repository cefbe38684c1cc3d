using LeNet.Export.Loops;
using LeNet.Export.Loops.Layers;
using LeNet.Export.Networks;
using LeNet.Export.Onnx;
using LeNet.Export.Onnx.Layers;
using LeNet.Runtime;
using LeNet.Testing;

namespace LeNet.Export.Tests;

/// <summary>What an exporter does not know is an error that names the layer, never another network.</summary>
public sealed class UnknownLayerTests
{
    [Theory]
    [InlineData("lstm", """{ "type": "lstm" }""", "gate: a layer of type lstm cannot be exported to {0}")]
    [InlineData("flatten", """{ "type": "flatten", "start_dim": 2 }""", "gate: export to {0} does not know the key \"start_dim\" of flatten")]
    [InlineData("tanh", """{ "type": "tanh", "slope": 2 }""", "gate: export to {0} does not know the key \"slope\" of tanh")]
    [InlineData("flatten", """{ "type": "flatten", "activation": "mish" }""", "gate: the activation mish cannot be exported to {0}")]
    [InlineData("flatten", """{ "type": "flatten", "activation": { "type": "relu", "max": 6 } }""", "gate: export to {0} does not know the key \"max\" of relu")]
    [InlineData("rbf", """{ "type": "rbf", "prototypes": "hershey" }""", "gate: export does not know the prototypes \"hershey\"")]
    [InlineData("max_pool2d", """{ "type": "max_pool2d", "kernel_size": [2, 2], "padding": "reflect" }""", "gate: export does not know the padding \"reflect\"")]
    public void An_unknown_thing_is_named(string type, string settings, string problem)
    {
        Assert.Equal(
            problem.Replace("{0}", "ONNX", StringComparison.Ordinal),
            Assert.Throws<ExportException>(() => OnnxLayers.Write(new OnnxGraph(OnnxOptions.DefaultOperatorSet), Layer(type, settings), "x")).Message);
        Assert.All([false, true], keepsOutputs => Assert.Equal(
            problem.Replace("{0}", "C#", StringComparison.Ordinal),
            Assert.Throws<ExportException>(() => LayerLoops.Write(Layer(type, settings), Input, "C#", keepsOutputs)).Message));
    }

    /// <summary>So a new type of layer is exported, and its exports are tested.</summary>
    [Fact]
    public void Every_type_of_layer_is_in_a_network_that_is_exported()
    {
        string all = string.Concat(ExportedNetworks.Names.Select(ExportedNetworks.Text));

        Assert.DoesNotContain(ExportedNetworks.LayerTypes, type => !all.Contains($"\"type\": \"{type}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Dropout_is_nothing()
    {
        const string Settings = """{ "name": "gate", "type": "dropout", "p": 0.5 }""";

        Assert.Equal("x", OnnxLayers.Write(new OnnxGraph(OnnxOptions.DefaultOperatorSet), Layer("dropout", Settings), "x"));
        Assert.Null(LayerLoops.Write(Layer("dropout", Settings), Input, "C#", keepsOutputs: true));
    }

    private static LoopBuffer Input => new("input", "output", new Shape([2, 4, 4]), Loops.ElementType.Float);

    private static ExportedLayer Layer(string type, string settings)
    {
        var shape = new Shape([2, 4, 4]);
        return new ExportedLayer(new LayerDescription("gate", type, "", settings, shape.Sizes, 0, 0, 0), shape, shape, []);
    }
}
