using LeNet.Testing;
using LeNet.Testing.Host;

namespace LeNet.Runtime.Tests.Training;

/// <summary>Training that goes wrong stops and says where.</summary>
public sealed class DivergenceTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 40, BatchSize = 24, Optimizer = new Sgd(0.05) { Momentum = 0.9 }, Seed = 11, Threads = 2 };

    [Fact]
    public void A_learning_rate_far_too_large_names_step_layer_and_cause()
    {
        LeNet5 network = new();
        network.Initialize(3);
        Dataset data = SyntheticData.Stripes(network.Description, 100, seed: 5);
        using var trainer = new Trainer(network, Options with { Optimizer = new Sgd(1e38) { Momentum = 0.9 } });
        var steps = new List<long>();
        trainer.BatchCompleted += report => steps.Add(report.Step);

        var exception = Assert.Throws<DivergenceException>(() => trainer.Train(data, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(steps.Count + 1, exception.Step);
        Assert.Equal(trainer.Step, steps.Count);
        Assert.Contains(exception.Layer, network.Description.Layers.Select(layer => layer.Name));
        Assert.StartsWith($"the training diverged in step {exception.Step}, batch {exception.Batch} of epoch 1: the loss is ", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{exception.Layer}", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("the learning rate or the momentum is too large", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_layer_whose_output_overflows_is_named()
    {
        LeNet5 network = new();
        network.Initialize(3);
        network.SetParameter("fc2.bias", [.. Enumerable.Repeat(1000f, 84)]);
        network.SetParameter("fc3.weight", [.. Enumerable.Repeat(float.MaxValue, 840)]);
        string before = network.ComputeHash();
        using var trainer = new Trainer(network, Options);

        var exception = Assert.Throws<DivergenceException>(() =>
            trainer.Train(SyntheticData.Stripes(network.Description, 30, seed: 5), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal("fc3", exception.Layer);
        Assert.Contains("as an output of layer fc3 is infinite", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.ComputeHash());
    }

    [Theory]
    [InlineData("conv2.weight", "conv2", float.NaN, "not a number")]
    [InlineData("fc1.bias", "fc1", float.PositiveInfinity, "infinite")]
    public void Weights_that_are_no_numbers_to_begin_with_are_named(string tensor, string layer, float value, string expected)
    {
        Small network = new();
        network.Initialize(3);
        float[] values = network.Parameter(tensor).ToArray();
        values[^1] = value;
        network.SetParameter(tensor, values);
        string before = network.ComputeHash();
        using var trainer = new Trainer(network, Options with { Epochs = 1 });

        var exception = Assert.Throws<DivergenceException>(() =>
            trainer.Train(SyntheticData.Stripes(network.Description, 20, seed: 5), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(layer, exception.Layer);
        Assert.Contains($"{tensor} holds a value that is {expected}", exception.Message, StringComparison.Ordinal);
        Assert.Throws<DivergenceException>(() => trainer.Capture());
        if (float.IsNaN(value))
        {
            Assert.EndsWith("the weights it began with are to blame", exception.Message, StringComparison.Ordinal);
            Assert.Equal(before, network.ComputeHash());
            Assert.Equal(0, trainer.Step);
        }
    }

    /// <summary>An infinite bias only saturates its unit, and the loss stays finite: the weights are looked at before the epoch is over.</summary>
    [Fact]
    public void Weights_that_are_no_numbers_are_found_within_an_epoch()
    {
        Small network = new();
        network.Initialize(3);
        float[] values = network.Parameter("fc1.bias").ToArray();
        values[^1] = float.PositiveInfinity;
        network.SetParameter("fc1.bias", values);
        using var trainer = new Trainer(network, Options with { Epochs = 1, BatchSize = 1 });

        var exception = Assert.Throws<DivergenceException>(() =>
            trainer.Train(SyntheticData.Stripes(network.Description, Divergence.Interval + 50, seed: 5), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(Divergence.Interval, exception.Step);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(66)]
    public void Every_place_of_a_tensor_is_looked_at(int place)
    {
        LeNet5 network = new();
        float[] values = new float[10 * 84];
        values[place] = float.NegativeInfinity;
        Assert.Null(Divergence.FirstNotFinite(network));

        network.SetParameter("fc3.weight", values);

        Assert.Equal("fc3.weight", Divergence.FirstNotFinite(network)?.Name);
    }

    [Fact]
    public void Large_finite_weights_are_no_divergence()
    {
        LeNet5 network = new();
        network.SetParameter("fc3.bias", [float.MaxValue, float.MaxValue, -float.MaxValue, float.MaxValue, 1e-45f, 0, -0f, 1, 2, float.MinValue]);

        Assert.Null(Divergence.FirstNotFinite(network));
    }
}
