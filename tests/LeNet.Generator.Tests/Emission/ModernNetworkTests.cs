using LeNet.Runtime;
using LeNet.Testing;
using LeNet.Testing.Reference;

namespace LeNet.Generator.Tests.Emission;

/// <summary>arch/modern.arch.json: batch normalisation, dropout, ReLU and maximum pooling together.</summary>
public sealed class ModernNetworkTests
{
    private const string Name = "Modern";

    private static readonly Lazy<CompiledNetworks> Compiled = new(() => NetworkCompiler.Compile(Repository.Architecture("arch/modern.arch.json")));

    [Fact]
    public void State_has_the_names_of_pytorch()
    {
        NetworkDescription description = Compiled.Value.Create(Name).Description;

        Assert.Equal(
            [
                "conv1.weight", "norm1.weight", "norm1.bias", "norm1.running_mean", "norm1.running_var", "norm1.num_batches_tracked",
                "conv2.weight", "norm2.weight", "norm2.bias", "norm2.running_mean", "norm2.running_var", "norm2.num_batches_tracked",
                "fc1.weight", "norm3.weight", "norm3.bias", "norm3.running_mean", "norm3.running_var", "norm3.num_batches_tracked",
                "fc2.weight", "fc2.bias",
            ],
            description.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(144 + 32 + 4_608 + 64 + (1_568 * 128) + 256 + 1_290, description.ParameterCount);
    }

    [Fact]
    public void It_learns_digits_with_the_same_bits_on_any_threads_and_counts_its_batches()
    {
        Dataset digits = SyntheticDigits.Draw(seed: 1, first: 0, count: 1_500, threads: 1);
        (string first, Network network) = Train(digits, threads: 1);
        (string second, _) = Train(digits, threads: 3);

        Assert.Equal(first, second);
        Assert.InRange(network.Evaluate(SyntheticDigits.Draw(seed: 1, first: 10_000, count: 300, threads: 1)).Accuracy, 0.8, 1);
        Assert.Equal(48, BitConverter.SingleToInt32Bits(network.Parameter("norm1.num_batches_tracked")[0]));
    }

    [Fact]
    public void Methods_stay_below_half_of_the_limits_of_the_jit()
    {
        JitLimits.AssertFarBelow(Compiled.Value.Image);
        JitLimits.AssertRoomToInline(Compiled.Value.Image);
    }

    private static (string Hash, Network Network) Train(Dataset digits, int threads)
    {
        Network network = Compiled.Value.Create(Name);
        using var trainer = new Trainer(network, new TrainingOptions { Epochs = 2, Threads = threads });
        trainer.Train(digits);
        return (network.ComputeHash(), network);
    }
}
