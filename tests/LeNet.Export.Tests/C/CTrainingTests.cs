using LeNet.Export.C;
using LeNet.Exports.Cases;
using LeNet.Runtime;
using LeNet.Testing;
using VerifyTests;
using VerifyXunit;

namespace LeNet.Export.Tests.C;

/// <summary>Exported C that trains: after every step the loss and the weights have the bits of the engine's. tests/exports/run.sh does the same on other processors.</summary>
public sealed class CTrainingTests
{
    public static TheoryData<string> Names => [.. Suite.Cases(ExportedNetworks.Names.Where(IsPossible), oneIn: 4)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_trains_to_the_bits_of_the_engine(string name) => Assert.Equal(CompiledCase.Right, await Check(ExportedNetworks.Create(name), TrainingPlan.Default));

    [Theory]
    [InlineData("cross_entropy")]
    [InlineData("""{ "type": "cross_entropy", "label_smoothing": 0.1 }""")]
    [InlineData("mse")]
    [InlineData("""{ "type": "discriminative_rbf", "j": 0.7 }""")]
    public async Task So_it_does_by_any_loss(string loss)
    {
        string[] layers = [ArchitectureText.Conv(3, 3, activation: "tanh"), ArchitectureText.Flatten, ArchitectureText.Linear(5), ArchitectureText.Activation("scaled_tanh")];
        Network network = NetworkCompiler.Create(ArchitectureText.Of("AnyLoss", ArchitectureText.Input(1, 7, 8), layers, loss));

        Assert.Equal(CompiledCase.Right, await Check(network, TrainingPlan.Default));
    }

    /// <summary>Undefined behaviour and accesses outside of arrays end the program.</summary>
    [Theory]
    [InlineData(ExportedNetworks.Default)]
    [InlineData("ConvConnected")]
    [InlineData("ConvDilatedGrouped")]
    [InlineData("ConvFastPadded")]
    [InlineData("LayerNorms")]
    [InlineData("MaxPoolPadded")]
    public async Task Nothing_is_undefined(string name) =>
        Assert.Equal(CompiledCase.Right, await Check(ExportedNetworks.Create(name), new TrainingPlan([17, 3]), CompiledCase.Sanitized));

    [Theory]
    [InlineData("Gelu1")]
    [InlineData(ExportedNetworks.Default)]
    public async Task So_it_does_with_a_compiler_that_may_contract(string name) =>
        Assert.Equal(CompiledCase.Right, await Check(ExportedNetworks.Create(name), new TrainingPlan([20, 20]), "-std=gnu99", "-O3", "-march=native", "-ffp-contract=fast"));

    [Fact]
    public async Task The_momentums_memory_can_be_left_out()
    {
        var plan = new TrainingPlan([20, 7]) { Momentum = 0 };

        Assert.Equal(CompiledCase.Right, await Check(ExportedNetworks.Create("ConvFastPadded"), plan, "-DCONVFASTPADDED_MOMENTUM=0"));
    }

    /// <summary>From the second batch on, the squares of the logits, and so the loss, are infinite.</summary>
    [Fact]
    public async Task A_loss_that_is_not_finite_changes_nothing()
    {
        Network network = NetworkCompiler.Create(ArchitectureText.Of("Steep", ArchitectureText.Input(1, 4, 4), [ArchitectureText.Flatten, ArchitectureText.Linear(3)], "mse"));
        var plan = new TrainingPlan([3, 3, 3]) { LearningRate = 1e20 };

        Assert.Equal(CompiledCase.Right, await Check(network, plan));
    }

    /// <summary>Names of layers become parts of names in C.</summary>
    [Theory]
    [InlineData("int")]
    [InlineData("input")]
    [InlineData("loss")]
    [InlineData("größe_1")]
    public async Task Any_name_of_a_layer_is_right(string name) => Assert.Equal(CompiledCase.Right, await Check(ExportedNetworks.CreateWithLayer(name), new TrainingPlan([2])));

    [Theory]
    [InlineData("batch_norm2d", "layer2: a layer of type batch_norm2d cannot be trained in C: it needs statistics of the whole batch, which takes the activations of all its samples at once; layer_norm would work")]
    [InlineData("dropout", "layer2: a layer of type dropout cannot be trained in C: it drops values at random; the network without it would work, which has the same weights")]
    public void What_cannot_be_trained_is_refused(string type, string message)
    {
        string layer = type == "dropout" ? ArchitectureText.Dropout(0.5) : ArchitectureText.BatchNorm(2);
        Network network = NetworkCompiler.Create(
            ArchitectureText.Of("Refused", ArchitectureText.Input(1, 6, 6), [ArchitectureText.Conv(2, 3), layer, ArchitectureText.Flatten, ArchitectureText.Linear(3)]));

        Assert.Equal(message, Assert.Throws<ExportException>(() => CExporter.Export(network, new COptions(Trains: true))).Message);
    }

    /// <summary>Every kind of layer is trained, or refused with a reason.</summary>
    [Fact]
    public void No_kind_of_layer_is_unknown()
    {
        foreach (string name in ExportedNetworks.Names.Where(name => !IsPossible(name)))
        {
            string message = Assert.Throws<ExportException>(() => CExporter.Export(ExportedNetworks.Create(name), new COptions(Trains: true))).Message;
            Assert.DoesNotContain("not known", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_header_says_what_it_needs()
    {
        CSource source = CExporter.Export(ExportedNetworks.Create(ExportedNetworks.Default), new COptions(Trains: true));

        // Eight lanes for all parameters but the weights of the linear layers.
        Assert.Contains("weights 246,824, gradients 246,824, momentum 246,824, sums over samples 89,152,", source.Header, StringComparison.Ordinal);
        Assert.DoesNotContain("malloc", source.Source, StringComparison.Ordinal);
    }

    [Fact]
    public Task The_text_of_a_small_network()
    {
        CSource source = CExporter.Export(Small.Create(), new COptions(Trains: true));
        return Verifier.Verify([new Target("h", source.Header), new Target("c", source.Source)]);
    }

    private static bool IsPossible(string name) => TrainingCase.IsPossible(ExportedNetworks.Create(name));

    private static Task<string> Check(Network network, TrainingPlan plan, params string[] options) =>
        CompiledCase.Run(new ExportCase(network, SyntheticData.Noise(network.Description, plan.Samples, seed: 21), plan), options);
}
