using LeNet.Export.Onnx;
using LeNet.Runtime;
using LeNet.Testing;
using ProtoBuf;

namespace LeNet.Export.Tests.Onnx;

/// <summary>Operator sets and fixed batches.</summary>
public sealed class OnnxOptionsTests
{
    [Theory]
    [InlineData(11, 6)]
    [InlineData(12, 7)]
    [InlineData(16, 8)]
    [InlineData(17, 8)]
    [InlineData(18, 8)]
    [InlineData(20, 9)]
    [InlineData(22, 10)]
    [InlineData(25, 13)]
    public void A_model_is_of_the_operator_set_that_is_named_and_of_its_file_format(int operatorSet, int format)
    {
        ModelProto model = Export(ExportedNetworks.Default, new OnnxOptions(OperatorSet: operatorSet));

        Assert.Equal((operatorSet, format), (Assert.Single(model.OpsetImport).Version, model.IrVersion));
    }

    [Theory]
    [InlineData(10, "operator set 10 has no Gemm without a bias and no Pad by an input; take 11 to 25")]
    [InlineData(26, "operator set 26 is newer than this exporter, which cannot know what changed in it; take 11 to 25")]
    public void Operator_sets_that_cannot_be_written_are_refused(int operatorSet, string problem)
    {
        Assert.Equal(problem, OnnxOptions.CheckOperatorSet(operatorSet));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Export(ExportedNetworks.Default, new OnnxOptions(OperatorSet: operatorSet)));
        Assert.StartsWith(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_between_the_oldest_and_the_newest_can_be_written() =>
        Assert.All(Enumerable.Range(OnnxOptions.OldestOperatorSet, OnnxOptions.NewestOperatorSet - OnnxOptions.OldestOperatorSet + 1), version => Assert.Null(OnnxOptions.CheckOperatorSet(version)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_fixed_batch_is_in_the_shapes_of_the_input_and_of_both_outputs(bool preprocessing)
    {
        GraphProto graph = Export(ExportedNetworks.Default, new OnnxOptions(preprocessing, Batch: 5)).Graph!;

        Assert.Equal(3, graph.Input.Count + graph.Output.Count);
        Assert.All(graph.Input.Concat(graph.Output), value =>
        {
            DimensionProto batch = value.Type!.TensorType!.Shape!.Dim[0];
            Assert.Equal((5L, null), (batch.DimValue, batch.DimParam));
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_batch_has_a_sample(int batch) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Export(ExportedNetworks.Default, new OnnxOptions(Batch: batch)));

    private static ModelProto Export(string network, OnnxOptions options)
    {
        using var stream = new MemoryStream(OnnxExporter.Export(ExportedNetworks.Create(network), options));
        return Serializer.Deserialize<ModelProto>(stream);
    }
}
