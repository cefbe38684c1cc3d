using System.Text;
using System.Text.Json;
using LeNet.Export.C;
using LeNet.Export.CSharp;
using LeNet.Export.JavaScript;
using LeNet.Export.Onnx;
using LeNet.Runtime;

namespace LeNet.Samples.Tests.Commands;

/// <summary><c>export</c> from end to end; what the files are worth is for the exporters' own tests.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _weights;
    private readonly Network _network = SampleNetwork.Create(null);

    public ExportTests()
    {
        _weights = Engine.WriteWeights(_temp["w.safetensors"]);
        _network.Load(_weights);
    }

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_onnx_file_holds_the_weights_that_were_named(bool preprocessing)
    {
        string[] options = preprocessing ? ["--preprocessing"] : [];

        (await CommandRun.Of(["export", "--format", "onnx", "--weights", _weights, "--out", _temp["m.onnx"], .. options])).Succeeded();

        Assert.Equal(OnnxExporter.Export(_network, new OnnxOptions(preprocessing)), File.ReadAllBytes(_temp["m.onnx"]));
        Assert.Equal(["m.onnx", "w.safetensors"], _temp.Entries());
    }

    [Fact]
    public async Task An_onnx_file_is_of_the_operator_set_and_batch_that_were_named()
    {
        (await CommandRun.Of("export", "--format", "onnx", "--opset", "12", "--batch", "3", "--weights", _weights, "--out", _temp["m.onnx"])).Succeeded();

        Assert.Equal(OnnxExporter.Export(_network, new OnnxOptions(OperatorSet: 12, Batch: 3)), File.ReadAllBytes(_temp["m.onnx"]));
    }

    [Fact]
    public async Task A_class_gets_the_names_that_were_given()
    {
        (await CommandRun.Of("export", "--format", "csharp", "--namespace", "My.Digits", "--class", "Reader", "--weights", _weights, "--out", _temp["Reader.cs"])).Succeeded();

        Assert.Equal(
            CSharpExporter.Export(_network, new CSharpOptions("My.Digits", "Reader")),
            File.ReadAllText(_temp["Reader.cs"], new UTF8Encoding(false, throwOnInvalidBytes: true)));
    }

    [Fact]
    public async Task A_class_is_for_the_target_that_was_named()
    {
        (await CommandRun.Of("export", "--format", "csharp", "--target", "netstandard2.0", "--weights", _weights, "--out", _temp["A.cs"])).Succeeded();

        Assert.Equal(CSharpExporter.Export(_network, new CSharpOptions(Target: CSharpTarget.NetStandard20)), File.ReadAllText(_temp["A.cs"]));
    }

    /// <summary>Two files go into a folder, which is made, or are called as one of them.</summary>
    [Theory]
    [InlineData("c", "firmware", "firmware/lenet5", ".h", ".c")]
    [InlineData("c", "net.c", "net", ".h", ".c")]
    [InlineData("c", "net.h", "net", ".h", ".c")]
    [InlineData("javascript", "site", "site/lenet5", ".js", ".d.ts")]
    [InlineData("javascript", "net.js", "net", ".js", ".d.ts")]
    [InlineData("javascript", "net.mjs", "net", ".mjs", ".d.mts")]
    public async Task Code_is_two_files(string format, string output, string stem, string first, string second)
    {
        CommandRun run = (await CommandRun.Of("export", "--format", format, "--weights", _weights, "--out", _temp[output], "--quiet")).Succeeded();

        string[] paths = [_temp[stem] + first, _temp[stem] + second];
        (string, string) expected = format == "c"
            ? CExporter.Export(_network, new COptions(Path.GetFileName(stem))) is { } c ? (c.Header, c.Source) : default
            : JavaScriptExporter.Export(_network) is { } module ? (module.Module, module.Declarations) : default;
        Assert.Equal(paths, run.Lines);
        Assert.Equal(expected, (File.ReadAllText(paths[0]), File.ReadAllText(paths[1])));
    }

    [Fact]
    public async Task C_trains_if_it_is_asked_to()
    {
        (await CommandRun.Of("export", "--format", "c", "--train", "--weights", _weights, "--out", _temp["net.c"])).Succeeded();

        Assert.Equal(CExporter.Export(_network, new COptions("net", Trains: true)).Source, File.ReadAllText(_temp["net.c"]));
    }

    /// <summary>Modern has batch normalisation.</summary>
    [Fact]
    public async Task What_cannot_be_trained_leaves_nothing()
    {
        SampleNetwork.Create("Modern").Save(_temp["modern.safetensors"]);

        CommandRun run = await CommandRun.Of("export", "--format", "c", "--train", "--network", "Modern", "--weights", _temp["modern.safetensors"], "--out", _temp["firmware"]);

        Assert.Contains("a layer of type batch_norm2d cannot be trained in C: it needs statistics of the whole batch", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_temp["firmware"]));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        CommandRun run = await CommandRun.Of("export", "--format", "c", "--weights", _weights, "--out", Path.Combine(_weights, "firmware"));

        Assert.EndsWith("no such folder can be made; name another folder, or a file that ends in .c or .h", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_weights_it_takes_those_that_come_with_the_program()
    {
        (await CommandRun.Of("export", "--format", "csharp", "--out", _temp["A.cs"])).Succeeded();

        Assert.Contains("871cd6bf93324d52c9bdad2a16e9904cc3a3daaa1788017bf96f6dadb080daa2", File.ReadAllText(_temp["A.cs"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced()
    {
        File.WriteAllText(_temp["A.cs"], "old");

        (await CommandRun.Of("export", "--format", "csharp", "--out", _temp["A.cs"])).Succeeded();

        Assert.Contains("class LeNet5", File.ReadAllText(_temp["A.cs"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_what_it_wrote()
    {
        string path = _temp["m.onnx"];
        string[] command = ["export", "--format", "onnx", "--weights", _weights, "--out", path];

        CommandRun human = (await CommandRun.Of(command)).Succeeded();
        CommandRun quiet = (await CommandRun.Of([.. command, "--quiet"])).Succeeded();
        JsonElement json = Assert.Single((await CommandRun.Of([.. command, "--json"])).Succeeded().JsonLines);

        Assert.StartsWith($"{path}: LeNet5 as onnx, ", Assert.Single(human.Lines), StringComparison.Ordinal);
        Assert.Equal([path], quiet.Lines);
        Assert.Equal(["network", "format", "path", "bytes"], CommandRun.Members(json));
        Assert.Equal(new FileInfo(path).Length, json.GetProperty("bytes").GetInt64());
    }

    [Theory]
    [InlineData("nowhere/m.onnx", "cannot be written: its folder does not exist")]
    [InlineData(".", "is a folder, so no file of that name can be written")]
    public async Task A_file_that_cannot_be_written_is_named(string name, string problem)
    {
        CommandRun run = await CommandRun.Of("export", "--format", "onnx", "--weights", _weights, "--out", _temp[name]);

        Assert.Equal($"error: {_temp[name]}: {problem}", run.FailedSilently(ExitStatus.Failed));
        Assert.Equal(["w.safetensors"], _temp.Entries());
    }

    [Fact]
    public async Task Weights_of_another_network_leave_no_file()
    {
        Network other = Testing.NetworkCompiler.Create(Testing.Repository.DefaultArchitecture.Replace("\"out_features\": 84", "\"out_features\": 85", StringComparison.Ordinal));
        other.Save(_temp["other.safetensors"]);

        CommandRun run = await CommandRun.Of("export", "--format", "onnx", "--weights", _temp["other.safetensors"], "--out", _temp["m.onnx"]);

        Assert.Contains("tensor 'fc2.weight' is F32 [85, 120]; the network LeNet5 needs it as F32 [84, 120]", run.FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
        Assert.False(File.Exists(_temp["m.onnx"]));
    }
}
