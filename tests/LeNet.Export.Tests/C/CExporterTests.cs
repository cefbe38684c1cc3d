using LeNet.Export.C;
using LeNet.Export.Tests.Tools;
using LeNet.Exports.Cases;
using LeNet.Runtime;
using LeNet.Testing;
using VerifyTests;
using VerifyXunit;

namespace LeNet.Export.Tests.C;

/// <summary>Exported C, compiled and run: it checks itself against what the engine said. tests/exports/run.sh does the same on other processors.</summary>
public sealed class CExporterTests
{
    private const int Images = 5;

    public static TheoryData<string> Names => [.. Suite.Cases(ExportedNetworks.Names, oneIn: 4)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_computes_the_bits_of_the_engine(string name)
    {
        Network network = ExportedNetworks.Create(name);

        Assert.Equal(CompiledCase.Right, await Check(network, SyntheticData.Noise(network.Description, Images, seed: 5)));
    }

    /// <summary>Undefined behaviour and accesses outside of arrays end the program.</summary>
    [Theory]
    [InlineData(ExportedNetworks.Default)]
    [InlineData("ConvDilatedGrouped")]
    [InlineData("AvgPoolWithoutPadding")]
    [InlineData("LayerNorms")]
    public async Task Nothing_is_undefined(string name)
    {
        Network network = ExportedNetworks.Create(name);

        Assert.Equal(CompiledCase.Right, await Check(network, SyntheticData.Noise(network.Description, Images, seed: 6), CompiledCase.Sanitized));
    }

    [Fact]
    public async Task So_it_does_with_a_compiler_that_may_contract_and_when_the_network_is_calibrated()
    {
        Network network = ExportedNetworks.Create("Gelu2"); // has products that are added, and not fused
        network.Temperature = 1.7f;

        Assert.Equal(CompiledCase.Right, await Check(network, SyntheticData.Noise(network.Description, Images, seed: 7), "-std=gnu99", "-O3", "-march=native", "-ffp-contract=fast"));
    }

    [Fact]
    public async Task Fast_math_is_refused()
    {
        using var work = new WorkFolder();
        new ExportCase(ExportedNetworks.Create("LinearWithoutBias"), SyntheticData.Noise(ExportedNetworks.Create("LinearWithoutBias").Description, 1, seed: 5)).WriteC(work.Path);

        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => Tool.C.Run("-ffast-math", "-c", work["net.c"], "-o", work["net.o"]));

        Assert.Contains("compile this file without -ffast-math", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_multiply_add_rounds_once()
    {
        using var work = new WorkFolder();
        File.WriteAllText(work["net.h"], CExporter.Export(ExportedNetworks.Create("LinearWithoutBias"), new COptions("net")).Header);
        File.WriteAllText(work["net.c"], CExporter.Export(ExportedNetworks.Create("LinearWithoutBias"), new COptions("net")).Source);
        string program = work["fma"];
        await Tool.C.Run(
            "-std=c99", "-O2", "-DLINEARWITHOUTBIAS_FMAF=0", $"-DCASE_SOURCE=\"{work["net.c"]}\"", Repository.PathOf("tests/exports/fma.c"), "-I", work.Path, "-lm", "-o", program);

        string count = await Tool.Run(program, [], FusedMultiplyAdds.Quadruples());

        Assert.Equal($"{FusedMultiplyAdds.Count}\n", count);
    }

    /// <summary>The layers' names become parts of names in C.</summary>
    [Theory]
    [InlineData("int")]
    [InlineData("input")]
    [InlineData("_")]
    [InlineData("größe_1")]
    public async Task Any_name_of_a_layer_is_right(string name)
    {
        Network network = ExportedNetworks.CreateWithLayer(name);

        Assert.Equal(CompiledCase.Right, await Check(network, SyntheticData.Noise(network.Description, 2, seed: 5)));
    }

    [Fact]
    public void Memory_is_shared_and_its_size_is_said()
    {
        CSource source = CExporter.Export(ExportedNetworks.Create(ExportedNetworks.Default), new COptions());

        // what pool1 makes of what conv1 makes, conv2's x at eight points, conv1's products there for a band of seven rows,
        // and the image between the two axes of its scaling
        Assert.Contains(FormattableString.Invariant($"Memory: {(4 * (4704 + 1176 + (6 * 8 * 14 * 3) + (8 * 7 * 7))) + (28 * 32):N0} bytes"), source.Header, StringComparison.Ordinal);
        Assert.DoesNotContain("malloc", source.Source, StringComparison.Ordinal);
    }

    [Fact]
    public Task The_text_of_a_small_network()
    {
        CSource source = CExporter.Export(Small.Create(), new COptions());
        return Verifier.Verify([new Target("h", source.Header), new Target("c", source.Source)]);
    }

    private static Task<string> Check(Network network, Dataset images, params string[] options) => CompiledCase.Run(new ExportCase(network, images), options);
}
