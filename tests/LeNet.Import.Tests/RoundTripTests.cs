using System.Globalization;
using LeNet.Export.Onnx;
using LeNet.Generator.Architecture;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;
using LeNet.Import.Onnx;
using LeNet.Runtime;
using LeNet.Testing;

namespace LeNet.Import.Tests;

/// <summary>Networks that were exported come back: the same layers, and the same weights to the bit.</summary>
public sealed class RoundTripTests
{
    /// <summary>Both sides compute in double precision; models have some constants, such as ε, as floats.</summary>
    private const double Rounding = 1e-6;

    public static TheoryData<string> Names => [.. Suite.Cases(ExportedNetworks.Names, 3)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_network_comes_back(string name) => AssertComesBack(ExportedNetworks.Create(name), ExportedNetworks.Text(name), new OnnxOptions());

    [Theory]
    [MemberData(nameof(Names))]
    public void With_preprocessing_its_input_comes_back_too(string name)
    {
        Network network = ExportedNetworks.Create(name);

        ImportedNetwork imported = AssertComesBack(network, ExportedNetworks.Text(name), new OnnxOptions(Preprocessing: true));

        Assert.Equal(network.Description.InputSettings, imported.Network.InputSettings);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_older_operator_sets_and_fixed_batches_too(string name) =>
        AssertComesBack(ExportedNetworks.Create(name), ExportedNetworks.Text(name), new OnnxOptions(OperatorSet: 11, Batch: 2));

    [Theory]
    [InlineData("fast")]
    [InlineData("lenet5-1998")]
    [InlineData("modern")]
    public void The_examples_come_back(string name)
    {
        string text = File.ReadAllText(Repository.PathOf($"arch/{name}.arch.json"));
        Network network = NetworkCompiler.Create(text);
        network.Initialize(3);

        AssertComesBack(network, text, new OnnxOptions(Preprocessing: true));
    }

    [Fact]
    public void The_file_of_the_default_network_is_the_same_but_for_the_schema()
    {
        byte[] model = OnnxExporter.Export(ExportedNetworks.Create(ExportedNetworks.Default), new OnnxOptions(Preprocessing: true));
        string[] Lines(string text) => [.. text.Split('\n').Where(line => !line.Contains("$schema", StringComparison.Ordinal)).Select(line => line.Replace(", \"stride\": 2", "", StringComparison.Ordinal))];

        Assert.Equal(Lines(Repository.DefaultArchitecture.TrimEnd()), Lines(OnnxImporter.Import(model).Architecture.TrimEnd()));
    }

    [Fact]
    public void A_temperature_comes_back()
    {
        Network network = ExportedNetworks.Create(ExportedNetworks.Default);
        network.Temperature = 1.75f;

        Assert.Equal(1.75f, OnnxImporter.Import(OnnxExporter.Export(network, new OnnxOptions())).Temperature);
    }

    [Fact]
    public void Random_architectures_come_back()
    {
        int count = Suite.Count(quick: 3, whole: 60);
        for (int seed = 1000; seed < 1000 + count; seed++)
        {
            (string name, string input, string[] layers, string loss) = RandomArchitecture.Of($"Net{seed.ToString(CultureInfo.InvariantCulture)}", seed);
            string text = ArchitectureText.Of(name, input, layers, loss);
            Network network = NetworkCompiler.Create(text);
            network.Initialize((ulong)seed);

            AssertComesBack(network, text, new OnnxOptions());
        }
    }

    private static ImportedNetwork AssertComesBack(Network network, string text, OnnxOptions options)
    {
        ImportedNetwork imported = OnnxImporter.Import(OnnxExporter.Export(network, options));

        Assert.True(imported.Difference < Rounding, $"{imported.Difference}");
        Assert.Equal(network.Description.Name, imported.Network.Name);
        Assert.Equal(Comparable(text), Comparable(imported.Architecture));
        foreach (ParameterDescription parameter in network.Description.Parameters.Where(parameter => !parameter.IsInteger))
        {
            if (imported.Network.Parameters.FirstOrDefault(own => own.Name == parameter.Name) is { } own)
            {
                Assert.Equal(network.Parameter(parameter.Name).ToArray(), imported.Weights.Slice(own.Offset, own.Count).ToArray());
            }
        }

        return imported;
    }

    /// <summary>The layers, without what a model does not say, and with one spelling of what has several.</summary>
    private static string Comparable(string text)
    {
        ShapedNetwork network = NetworkCompiler.Shape(text);
        IEnumerable<string> layers = network.Layers
            .Where(layer => layer.Layer is not Dropout && !(layer.Layer is Flatten && layer.Input.IsFlat))
            .Select(layer => $"{layer.Input} → {layer.Output}: {Plain(layer.Layer, layer.Input.Channels)}");
        return string.Join('\n', layers);
    }

    /// <summary>Whether a table says no more than none would.</summary>
    private static bool All(Connections? connections, int channels) => connections is not null && connections.Inputs.All(inputs => inputs.Count == channels);

    private static Layer Plain(Layer layer, int channels) => layer switch
    {
        Conv2d convolution => convolution with { PadsSame = false, Padding = new Size2(convolution.Margins.Top, convolution.Margins.Left), Connections = All(convolution.Connections, channels) ? null : convolution.Connections, Algorithm = ConvAlgorithm.Auto },

        // Of a window of one value both are the same, and the same model.
        Subsample2d { Kernel.Area: 1 } pool => new Conv2d(pool.Name, channels, pool.Kernel, pool.Stride, default, Bias: true, pool.Activation) { Groups = channels },
        BatchNorm norm => norm with { Momentum = 0 },
        AvgPool2d pool => pool with { CountIncludePad = pool.CountIncludePad || pool.Padding == default },
        _ => layer,
    };
}
