using LeNet.Export.JavaScript;
using LeNet.Export.Tests.Tools;
using LeNet.Exports.Cases;
using LeNet.Runtime;
using LeNet.Testing;
using VerifyTests;
using VerifyXunit;

namespace LeNet.Export.Tests.JavaScript;

/// <summary>Exported modules in Node.js: they are checked against what the engine said.</summary>
public sealed class JavaScriptExporterTests
{
    private const int Images = 5;

    public static TheoryData<string> Names => [.. Suite.Cases(ExportedNetworks.Names, oneIn: 4)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_module_computes_the_bits_of_the_engine(string name)
    {
        Network network = ExportedNetworks.Create(name);

        Assert.Equal("the same bits\n", await Check(network, SyntheticData.Noise(network.Description, Images, seed: 5)));
    }

    [Fact]
    public async Task So_it_does_when_the_network_is_calibrated()
    {
        Network network = ExportedNetworks.Create(ExportedNetworks.Default);
        network.Temperature = 1.7f;

        Assert.Equal("the same bits\n", await Check(network, SyntheticData.Noise(network.Description, Images, seed: 5)));
    }

    /// <summary>The layers' names become parts of names in JavaScript.</summary>
    [Theory]
    [InlineData("class")]
    [InlineData("input")]
    [InlineData("_")]
    [InlineData("größe_1")]
    public async Task Any_name_of_a_layer_is_right(string name)
    {
        Network network = ExportedNetworks.CreateWithLayer(name);

        Assert.Equal("the same bits\n", await Check(network, SyntheticData.Noise(network.Description, 2, seed: 5)));
    }

    [Fact]
    public async Task Its_multiply_add_rounds_once()
    {
        using var work = new WorkFolder();
        File.WriteAllText(work["net.mjs"], JavaScriptExporter.Export(ExportedNetworks.Create("LinearWithoutBias")).Module);

        string count = await Tool.Node.Run(FusedMultiplyAdds.Quadruples(), Repository.PathOf("tests/exports/fma.mjs"), work["net.mjs"]);

        Assert.Equal($"{FusedMultiplyAdds.Count}\n", count);
    }

    [Fact]
    public Task The_text_of_a_small_network()
    {
        JavaScriptSource source = JavaScriptExporter.Export(Small.Create());
        return Verifier.Verify([new Target("js", source.Module), new Target("ts", source.Declarations)]);
    }

    private static async Task<string> Check(Network network, Dataset images)
    {
        using var work = new WorkFolder();
        new ExportCase(network, images).WriteJavaScript(work.Path);
        return await Tool.Node.Run(Repository.PathOf("tests/exports/check.mjs"), work["net.mjs"], work["case.json"]);
    }
}
