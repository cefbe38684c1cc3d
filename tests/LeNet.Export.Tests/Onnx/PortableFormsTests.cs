using LeNet.Export.Onnx;
using LeNet.Testing;
using ProtoBuf;

namespace LeNet.Export.Tests.Onnx;

/// <summary>Layers are written in forms that more readers than ONNX Runtime take for what they are; tests/readers asks these.</summary>
public sealed class PortableFormsTests
{
    /// <summary>Operators that every reader of docs/export.md has; LayerNormalization is the exception, from operator set 17.</summary>
    private static readonly string[] Operators =
    [
        "Add", "AveragePool", "BatchNormalization", "Cast", "Concat", "Conv", "Div", "Elu", "Erf", "Flatten", "Floor", "Gemm", "GlobalAveragePool",
        "LeakyRelu", "MatMul", "MaxPool", "Mul", "Pad", "Relu", "Reshape", "Sigmoid", "Softmax", "Sqrt", "Sub", "Tanh", "Transpose",
    ];

    public static TheoryData<string> Names => [.. Suite.Cases(ExportedNetworks.Names, 4)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_operators_and_types_that_all_readers_have_are_used(string name)
    {
        foreach (OnnxOptions options in (OnnxOptions[])[new(true), new(true, OperatorSet: 16), new(false, OperatorSet: 11)])
        {
            GraphProto graph = Export(name, options);

            string[] allowed = options.OperatorSet < 17 ? Operators : [.. Operators, "LayerNormalization"];
            Assert.Empty(graph.Node.Select(node => node.OpType).Except(allowed));
            Assert.All(graph.Initializer, tensor => Assert.Contains(tensor.DataType, (ElementType[])[ElementType.Float, ElementType.Int64]));
        }
    }

    [Fact]
    public void Zeros_that_an_average_counts_are_a_node_before_it()
    {
        GraphProto graph = Export("AvgPoolPadded");

        Assert.Equal(["Conv", "Pad", "AveragePool", "Flatten", "Gemm", "Softmax"], graph.Node.Select(node => node.OpType));
        Assert.Equal([0, 0, 1, 2, 0, 0, 1, 2], Integers(graph, graph.Node[1].Input[1]));
        Assert.Equal(graph.Node[1].Output[0], graph.Node[2].Input[0]);
        Assert.Equal([0, 0, 0, 0], Attribute(graph.Node[2], "pads").Ints);
        Assert.DoesNotContain(graph.Node[2].Attribute, attribute => attribute.Name == "count_include_pad");
    }

    [Fact]
    public void Zeros_that_an_average_does_not_count_are_a_setting_of_it()
    {
        GraphProto graph = Export("AvgPoolWithoutPadding");

        Assert.Equal(["Conv", "AveragePool", "Flatten", "Gemm", "Softmax"], graph.Node.Select(node => node.OpType));
        Assert.Equal([1, 2, 1, 2], Attribute(graph.Node[1], "pads").Ints);
        Assert.DoesNotContain(graph.Node[1].Attribute, attribute => attribute.Name == "count_include_pad");
    }

    [Fact]
    public void Distances_need_no_broadcasting_beside_the_batch()
    {
        GraphProto graph = Export("RbfVectors");

        NodeProto[] nodes = [.. graph.Node.SkipWhile(node => node.OpType != "Concat")];
        Assert.Equal(["Concat", "Add", "Mul", "Reshape", "GlobalAveragePool", "Flatten", "Mul", "Softmax"], nodes.Select(node => node.OpType));
        Assert.Equal(4, nodes[0].Input.Count);
        Assert.Equal([4 * 6], Dimensions(graph, nodes[1].Input[1]));
        Assert.Equal(nodes[2].Input[0], nodes[2].Input[1]);
        Assert.Equal([-1, 4, 6, 1], Integers(graph, nodes[3].Input[1]));
    }

    [Fact]
    public void All_outputs_of_a_layer_normalisation_have_names()
    {
        NodeProto[] nodes = [.. Export("LayerNorms").Node.Where(node => node.OpType == "LayerNormalization")];

        Assert.Equal(2, nodes.Length);
        Assert.All(nodes, node => Assert.Equal(3, node.Output.Count));
        Assert.Equal(6, nodes.SelectMany(node => node.Output).Distinct().Count());
    }

    [Fact]
    public void Before_operator_set_17_layer_normalisation_is_products_and_sums()
    {
        NodeProto[] nodes = [.. Export("LayerNormsPlain", new OnnxOptions(OperatorSet: 16)).Node];

        Assert.Equal(
            ["Conv", "Flatten", "Gemm", "Gemm", "Sub", "Mul", "Gemm", "Sqrt", "Gemm", "Div", "Mul", "Add", "Reshape", "Flatten", "Gemm", "Softmax"],
            nodes.Select(node => node.OpType));
        Assert.Equal(3, nodes[6].Input.Count); // ε is the product's bias
    }

    [Fact]
    public void Scale_and_shift_of_each_channel_are_a_convolution()
    {
        GraphProto graph = Export("Padded", new OnnxOptions(true));

        Assert.Equal(["Cast", "Pad", "Conv"], graph.Node.Take(3).Select(node => node.OpType));
        Assert.Equal(2, Attribute(graph.Node[2], "group").I);
        Assert.Equal([2, 1, 1, 1], Dimensions(graph, graph.Node[2].Input[1]));
    }

    [Fact]
    public void Resampling_from_28_to_32_pixels_is_one_product_for_each_axis()
    {
        GraphProto graph = Export(ExportedNetworks.Default, new OnnxOptions(true));

        Assert.Equal(["Cast", "MatMul", "Add", "Floor", "Transpose", "MatMul", "Add", "Floor", "Transpose", "Conv"], graph.Node.Take(10).Select(node => node.OpType));
    }

    private static GraphProto Export(string network, OnnxOptions? options = null)
    {
        using var stream = new MemoryStream(OnnxExporter.Export(ExportedNetworks.Create(network), options ?? new OnnxOptions()));
        return Serializer.Deserialize<ModelProto>(stream).Graph!;
    }

    private static AttributeProto Attribute(NodeProto node, string name) => Assert.Single(node.Attribute, attribute => attribute.Name == name);

    private static long[] Dimensions(GraphProto graph, string name) => [.. graph.Initializer.Single(tensor => tensor.Name == name).Dims];

    private static long[] Integers(GraphProto graph, string name)
    {
        TensorProto tensor = graph.Initializer.Single(candidate => candidate.Name == name);
        Assert.Equal(ElementType.Int64, tensor.DataType);
        return [.. Enumerable.Range(0, tensor.RawData.Length / 8).Select(i => BitConverter.ToInt64(tensor.RawData, 8 * i))];
    }
}
