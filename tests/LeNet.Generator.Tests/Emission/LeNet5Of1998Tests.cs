using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;
using LeNet.Runtime;
using LeNet.Testing;
using LeNet.Testing.Reference;

namespace LeNet.Generator.Tests.Emission;

/// <summary>arch/lenet5-1998.arch.json is the network of the paper, and learns.</summary>
public sealed class LeNet5Of1998Tests
{
    private const string Name = "LeNet5Of1998";

    private static readonly Lazy<CompiledNetworks> Compiled = new(() => NetworkCompiler.Compile(Repository.Architecture("arch/lenet5-1998.arch.json")));

    [Fact]
    public void Trainable_parameters_are_those_of_the_paper()
    {
        NetworkDescription description = Compiled.Value.Create(Name).Description;
        Assert.Equal([156, 12, 1_516, 32, 48_120, 0, 10_164, 0], description.Layers.Select(layer => layer.ParameterCount));
        Assert.Equal(60_000, description.ParameterCount);
    }

    [Fact]
    public void Connections_are_those_of_the_paper()
    {
        long[] connections = [.. Compiled.Value.Shape(Name).Layers.Select(Connections)];
        Assert.Equal([122_304, 5_880, 151_600, 2_000, 48_120, 0, 10_164, 840], connections);
        Assert.Equal(340_908, connections.Sum());
    }

    [Fact]
    public void It_computes_what_the_reference_does() => NetworkComparison.Check(Compiled.Value, Name, batchSize: 18);

    [Fact]
    public void It_learns_digits()
    {
        Network network = Compiled.Value.Create(Name);
        Dataset digits = SyntheticDigits.Draw(seed: 1, first: 0, count: 4_000, threads: 1);
        using var trainer = new Trainer(network, new TrainingOptions { Epochs = 2, Optimizer = new Sgd(0.002) { Momentum = 0.9 }, Threads = 1 });

        trainer.Train(digits, digits, CancellationToken.None);

        Assert.InRange(network.Evaluate(SyntheticDigits.Draw(seed: 1, first: 10_000, count: 500, threads: 1)).Accuracy, 0.8, 1);
    }

    [Fact]
    public void Methods_stay_below_half_of_the_limits_of_the_jit()
    {
        JitLimits.AssertFarBelow(Compiled.Value.Image);
        JitLimits.AssertRoomToInline(Compiled.Value.Image);
    }

    /// <summary>As the paper counts: inputs and the bias of every unit; of a distance there is no bias.</summary>
    private static long Connections(ShapedLayer layer) => layer.Layer switch
    {
        Conv2d { Connections: { } table } conv => layer.Output.Height * layer.Output.Width * table.Inputs.Sum(inputs => (long)(inputs.Count * conv.Kernel.Area) + 1),
        Conv2d conv => layer.Output.Count * ((long)(layer.Input.Channels * conv.Kernel.Area) + 1),
        Subsample2d subsample => layer.Output.Count * ((long)subsample.Kernel.Area + 1),
        Linear linear => linear.OutFeatures * ((long)layer.Input.Count + 1),
        Rbf => layer.Output.Count * (long)layer.Input.Count,
        Flatten => 0,
        _ => throw new NotSupportedException(layer.Layer.GetType().Name),
    };
}
