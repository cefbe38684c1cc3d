using System.Text.Json;
using LeNet.Export.Onnx;
using LeNet.Runtime;

namespace LeNet.Samples.Tests.Commands;

/// <summary><c>import</c> from end to end; what is recognised is for the importer's own tests.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _model;
    private readonly Network _network = SampleNetwork.Create(null);

    public ImportTests()
    {
        _network.Load(Engine.WriteWeights(_temp["w.safetensors"]));
        _model = _temp["digits.onnx"];
        File.WriteAllBytes(_model, OnnxExporter.Export(_network, new OnnxOptions(Preprocessing: true)));
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_model_becomes_two_files_beside_it()
    {
        CommandRun run = (await CommandRun.Of("import", _model)).Succeeded();

        Assert.Equal(["digits.arch.json", "digits.onnx", "digits.safetensors", "w.safetensors"], _temp.Entries());
        Assert.Equal(File.ReadAllBytes(_temp["w.safetensors"]), File.ReadAllBytes(_temp["digits.safetensors"]));
        Assert.StartsWith($"{_temp["digits.arch.json"]}: LeNet5, 8 layers, 61,706 parameters", run.Lines[0], StringComparison.Ordinal);
        Assert.Matches("^On random input its logits differ from the model's by [0-9.]+E-[0-9]+ of the largest at most", run.Lines[2]);
        Assert.Equal($"  eval --network LeNet5 --weights {_temp["digits.safetensors"]}", run.Lines[^1]);
    }

    [Theory]
    [InlineData("folder", null, "folder/digits")]
    [InlineData("some.arch.json", null, "some")]
    [InlineData("folder", "Reader", "folder/Reader")]
    public async Task They_go_where_they_are_wanted(string output, string? name, string stem)
    {
        string[] named = name is null ? [] : ["--name", name];

        CommandRun run = (await CommandRun.Of(["import", _model, "--out", _temp[output], "--quiet", .. named])).Succeeded();

        Assert.Equal([_temp[stem] + ".arch.json", _temp[stem] + ".safetensors"], run.Lines);
        Assert.All(run.Lines, path => Assert.True(File.Exists(path)));
        Assert.Contains($"\"name\": \"{name ?? "LeNet5"}\"", File.ReadAllText(run.Lines[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_so_in_JSON()
    {
        JsonElement json = Assert.Single((await CommandRun.Of("import", _model, "--json")).Succeeded().JsonLines);

        Assert.Equal(["network", "architecture", "weights", "layers", "parameters", "difference", "notes"], CommandRun.Members(json));
        Assert.InRange(json.GetProperty("difference").GetDouble(), 0, 1e-6);
        Assert.Contains("Softmax", json.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_written_over_unless_forced()
    {
        File.WriteAllText(_temp["digits.arch.json"], "mine");

        string error = (await CommandRun.Of("import", _model)).FailedSilently(ExitStatus.Failed);

        Assert.Equal($"error: {_temp["digits.arch.json"]}: is there already; name another place with --out, or write over it with --force", error);
        Assert.Equal("mine", File.ReadAllText(_temp["digits.arch.json"]));
        Assert.False(File.Exists(_temp["digits.safetensors"]));
        (await CommandRun.Of("import", _model, "--force")).Succeeded();
        Assert.NotEqual("mine", File.ReadAllText(_temp["digits.arch.json"]));
    }

    [Fact]
    public async Task Weights_alone_need_an_architecture()
    {
        (await CommandRun.Of("import", _model)).Succeeded();
        File.Move(_temp["w.safetensors"], _temp["others.safetensors"]);
        string[] command = ["import", _temp["others.safetensors"]];

        string error = (await CommandRun.Of(command)).FailedSilently(ExitStatus.Failed);
        CommandRun run = (await CommandRun.Of([.. command, "--arch", _temp["digits.arch.json"], "--by-order", "--out", _temp["ours.safetensors"], "--quiet"])).Succeeded();

        Assert.Contains("holds weights, but does not say what the layers are; name an architecture file with --arch FILE", error, StringComparison.Ordinal);
        Assert.Equal([_temp["ours.safetensors"]], run.Lines);
        Assert.Equal(File.ReadAllBytes(_temp["others.safetensors"]), File.ReadAllBytes(_temp["ours.safetensors"]));
    }

    [Fact]
    public async Task An_architecture_with_an_error_is_named_with_the_place()
    {
        File.WriteAllText(_temp["bad.arch.json"], "{ \"name\": \"Net\",\n  \"layer\": [] }");

        string error = (await CommandRun.Of("import", _temp["w.safetensors"], "--arch", _temp["bad.arch.json"])).FailedSilently(ExitStatus.Failed);

        Assert.Contains("bad.arch.json: line ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.onnx", "nowhere.onnx: no such file")]
    [InlineData(".", "is a folder, not a file")]
    [InlineData("text.onnx", "text.onnx is no ONNX model, or a damaged one")]
    public async Task What_cannot_be_read_is_named(string file, string problem)
    {
        File.WriteAllText(_temp["text.onnx"], "no model");

        Assert.EndsWith(problem, (await CommandRun.Of("import", _temp[file])).FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
        Assert.Equal(["digits.onnx", "text.onnx", "w.safetensors"], _temp.Entries());
    }

    [Fact]
    public async Task A_model_that_is_cut_off_leaves_no_file()
    {
        byte[] whole = File.ReadAllBytes(_model);
        File.WriteAllBytes(_temp["cut.onnx"], whole[..(whole.Length / 2)]);

        Assert.EndsWith("is no ONNX model, or a damaged one", (await CommandRun.Of("import", _temp["cut.onnx"])).FailedSilently(ExitStatus.Failed), StringComparison.Ordinal);
        Assert.Equal(["cut.onnx", "digits.onnx", "w.safetensors"], _temp.Entries());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        string output = Path.Combine(_model, "folder");

        Assert.Equal($"error: {output}: no such folder can be made; name another with --out", (await CommandRun.Of("import", _model, "--out", output)).FailedSilently(ExitStatus.Failed));
    }
}
