using LeNet.Export.Onnx;
using LeNet.Runtime;
using LeNet.Testing;
using ProtoBuf;

namespace LeNet.Export.Tests.Onnx;

/// <summary>What is in a model file. Whether it computes the right thing, tests/LeNet.OnnxRuntime.Tests asks ONNX Runtime.</summary>
public sealed class OnnxExporterTests
{
    [Fact]
    public void LeNet5_is_an_operator_for_each_layer_and_activation()
    {
        ModelProto model = Export(new OnnxOptions());

        Assert.Equal(
            [
                "Conv conv1.weight conv1.bias", "Tanh", "AveragePool", "Conv conv2.weight conv2.bias", "Tanh", "AveragePool", "Flatten",
                "Gemm fc1.weight fc1.bias", "Tanh", "Gemm fc2.weight fc2.bias", "Tanh", "Gemm fc3.weight fc3.bias", "Softmax",
            ],
            model.Graph!.Node.Select(node => string.Join(' ', [node.OpType, .. node.Input.Skip(1)])));
        Assert.Equal("input", model.Graph.Node[0].Input[0]);
        Assert.Equal("logits", model.Graph.Node[^2].Output.Single());
        Assert.Equal(("logits", "probabilities"), (model.Graph.Node[^1].Input.Single(), model.Graph.Node[^1].Output.Single()));
        Assert.All(model.Graph.Node.Skip(1), (node, i) => Assert.Equal(model.Graph.Node[i].Output[0], node.Input[0]));
        Assert.Equal([("", 17L)], model.OpsetImport.Select(set => (set.Domain ?? "", set.Version)));
    }

    [Fact]
    public void Weights_are_in_the_file_as_they_are()
    {
        Network network = ExportedNetworks.Create(ExportedNetworks.Default);

        ModelProto model = Export(new OnnxOptions());

        Assert.Equal(network.Description.Parameters.Select(parameter => parameter.Name), model.Graph!.Initializer.Select(tensor => tensor.Name));
        foreach (TensorProto tensor in model.Graph.Initializer)
        {
            Assert.Equal(ElementType.Float, tensor.DataType);
            Assert.Equal(network.Description.Parameters.Single(parameter => parameter.Name == tensor.Name).Shape.Select(size => (long)size), tensor.Dims);
            Assert.Equal(
                network.Parameter(tensor.Name).ToArray(),
                Enumerable.Range(0, tensor.RawData.Length / 4).Select(i => BitConverter.ToSingle(tensor.RawData, 4 * i)));
        }
    }

    [Theory]
    [InlineData(false, "input", (int)ElementType.Float, "batch 1 32 32")]
    [InlineData(true, "image", (int)ElementType.UInt8, "batch 1 28 28")]
    public void The_input_is_of_any_number_of_samples(bool preprocessing, string name, int type, string shape)
    {
        ModelProto model = Export(new OnnxOptions(preprocessing));

        ValueInfoProto input = Assert.Single(model.Graph!.Input);
        Assert.Equal((name, (ElementType)type), (input.Name, input.Type!.TensorType!.ElemType));
        Assert.Equal(shape, Shape(input));
        Assert.Equal(["logits batch 10", "probabilities batch 10"], model.Graph.Output.Select(output => $"{output.Name} {Shape(output)}"));
    }

    [Fact]
    public void Probabilities_may_be_left_out()
    {
        ModelProto model = Export(new OnnxOptions(Probabilities: false));

        Assert.Equal(["logits"], model.Graph!.Output.Select(output => output.Name));
        Assert.DoesNotContain(model.Graph.Node, node => node.OpType == "Softmax");
    }

    [Theory]
    [InlineData("ConvStridePadding", new long[] { 2, 1, 2, 1 })]
    [InlineData("ConvSame", new long[] { 1, 2, 2, 2 })]
    public void Paddings_are_above_on_the_left_below_and_on_the_right(string name, long[] expected)
    {
        ModelProto model = Export(new OnnxOptions(), name);

        NodeProto conv = Assert.Single(model.Graph!.Node, node => node.OpType == "Conv");
        Assert.Equal(expected, Assert.Single(conv.Attribute, attribute => attribute.Name == "pads").Ints);
    }

    [Fact]
    public void The_bytes_are_the_same_every_time()
    {
        Network network = ExportedNetworks.Create(ExportedNetworks.Default);

        Assert.Equal(OnnxExporter.Export(network, new OnnxOptions(true)), OnnxExporter.Export(network, new OnnxOptions(true)));
    }

    private static ModelProto Export(OnnxOptions options, string network = ExportedNetworks.Default)
    {
        using var stream = new MemoryStream(OnnxExporter.Export(ExportedNetworks.Create(network), options));
        return Serializer.Deserialize<ModelProto>(stream);
    }

    private static string Shape(ValueInfoProto value) =>
        string.Join(' ', value.Type!.TensorType!.Shape!.Dim.Select(size => size.DimParam ?? $"{size.DimValue}"));
}
