using LeNet.Import.Onnx;
using LeNet.Runtime;
using LeNet.Testing;

namespace LeNet.Import.Tests;

/// <summary>Files as files: damaged ones, and those in several pieces.</summary>
public sealed class ReadingTests
{
    private static readonly string Folder = Repository.PathOf("tests/LeNet.Import.Tests/Models");

    [Fact]
    public void A_file_that_ends_early_is_refused_wherever_it_ends()
    {
        byte[] whole = Models.Bytes("keras");

        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<ImportException>(() => OnnxImporter.Import(whole.AsMemory(0, length)));
        }
    }

    [Fact]
    public void A_length_beyond_the_end_is_refused_before_anything_is_taken_for_it() =>
        Assert.Throws<ImportException>(() => OnnxImporter.Import(new byte[] { 0x3a, 0xff, 0xff, 0xff, 0xff, 0x7f }));

    [Fact]
    public void Weights_in_a_file_beside_the_model_are_the_same()
    {
        ImportedNetwork external = OnnxImporter.Import(Path.Combine(Folder, "External", "external.onnx"));

        Assert.Equal(Models.Import("external-whole").Weights.ToArray(), external.Weights.ToArray());
        Assert.Equal("External", external.Network.Name);
    }

    [Fact]
    public void A_file_beside_the_model_that_is_not_there_is_named()
    {
        string copy = Path.Combine(Directory.CreateTempSubdirectory("lenet-import-").FullName, "external.onnx");
        File.Copy(Path.Combine(Folder, "External", "external.onnx"), copy);
        try
        {
            Assert.EndsWith("external.onnx.data: no such file", Assert.Throws<DataFileException>(() => OnnxImporter.Import(copy)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
        }
    }

    /// <summary>A file's name may not lead out of the model's folder.</summary>
    [Fact]
    public void A_path_to_elsewhere_is_refused()
    {
        byte[] model = File.ReadAllBytes(Path.Combine(Folder, "External", "external.onnx"));
        "../../etc/passwd01"u8.CopyTo(model.AsSpan(model.AsSpan().IndexOf("external.onnx.data"u8)));
        string folder = Directory.CreateTempSubdirectory("lenet-import-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "m.onnx"), model);
            Assert.Equal(
                "the model keeps weights in '../../etc/passwd01', which is no file beside it; save it as one file",
                Assert.Throws<ImportException>(() => OnnxImporter.Import(Path.Combine(folder, "m.onnx"))).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("my-model v2.onnx", "MyModelV2")]
    [InlineData("a/b/resnet.ONNX", "Resnet")]
    [InlineData("class.onnx", "Class")]
    [InlineData("Network.onnx", "Imported")]
    [InlineData("7.onnx", "_7")]
    public void A_network_is_called_like_its_file(string path, string name) => Assert.Equal(name, OnnxImporter.NameOf(path));

    /// <summary>Found by fuzzing: ε as large as a float can be, and a bias of more values than there are outputs.</summary>
    [Fact]
    public void Numbers_that_no_sound_model_has_are_refused()
    {
        byte[] epsilon = Models.Bytes("set-13");
        BitConverter.GetBytes(3e38f).CopyTo(epsilon.AsSpan(epsilon.AsSpan().IndexOf(BitConverter.GetBytes(0.001f))));
        var node = new OnnxNode("fc", "Gemm", ["x", "w", "c"], ["y"], OnnxAttributes.None);
        OnnxTensor[] inputs = [new([1, 1], [1]), new([1, 1], [1]), new([4], [1, 2, 3, 4])];

        Assert.Contains("eps", Assert.Throws<ImportException>(() => OnnxImporter.Import(epsilon)).Message, StringComparison.Ordinal);
        Assert.Throws<OnnxException>(() => OnnxEvaluator.Apply(new OnnxModel(13, [node], new Dictionary<string, OnnxTensor>(), [], []), node, inputs, new OnnxBudget(1000, 1000)));
    }

    [Fact]
    public void A_model_that_asks_for_more_than_it_may_is_refused()
    {
        ImportException refused = Assert.Throws<ImportException>(() => OnnxImporter.Import(Models.Bytes("keras"), "Net", null, OnnxImporter.NoFile, new OnnxLimits(Values: 200)));

        Assert.Contains("makes the model too large", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ImportException>(() => OnnxImporter.Import(Models.Bytes("keras"), "Net", null, OnnxImporter.NoFile, new OnnxLimits(Work: 200)));
    }
}
