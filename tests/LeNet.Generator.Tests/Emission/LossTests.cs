using LeNet.Runtime;
using LeNet.Testing;
using LeNet.Testing.Reference;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Every loss against the reference, after last layers with and without an activation.</summary>
public sealed class LossTests
{
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["CrossEntropy"] = "cross_entropy",
        ["Smooth"] = """{ "type": "cross_entropy", "label_smoothing": 0.1 }""",
        ["Smoothest"] = """{ "type": "cross_entropy", "label_smoothing": 1 }""",
        ["SquaredError"] = "mse",
        ["Discriminative"] = "discriminative_rbf",
        ["DiscriminativeFar"] = """{ "type": "discriminative_rbf", "j": 50 }""",
    };

    private static readonly NetworkSet Networks = new(Cases());

    public static TheoryData<string> Names => [.. Networks.Names];

    public static MatrixTheoryData<string, int> NamesAndBatches => new(Networks.Names, Suite.First(2, [1, 17, 15, 16, 64]));

    [Theory]
    [MemberData(nameof(NamesAndBatches))]
    public void Loss_computes_what_the_reference_does(string name, int batchSize) => NetworkComparison.Check(Networks[name], name, batchSize);

    [Theory]
    [MemberData(nameof(Names))]
    public void Methods_stay_below_half_of_the_limits_of_the_jit(string name) => JitLimits.AssertFarBelow(Networks[name].Image);

    [Theory]
    [InlineData(90f)]
    [InlineData(-90f)]
    [InlineData(300f)]
    [InlineData(-300f)]
    [InlineData(1e6f)]
    [InlineData(-1e6f)]
    public void Logits_of_any_size_have_a_loss_and_a_gradient(float size)
    {
        foreach (string name in Networks.Names.Where(name => name.EndsWith("Plain", StringComparison.Ordinal)))
        {
            Network network = Networks[name].Create(name);
            network.Parameters.Clear();
            network.SetParameter("layer2.bias", [size, size / 2, -size, 0]);
            var reference = ReferenceNetwork.Of(network.Description);
            reference.CopyParameters(network);
            var given = TrainingCase.Noise(network.Description, batchSize: 5, seed: 2);
            using var trainer = new Trainer(network);

            double loss = trainer.ComputeGradients(given.Dataset, given.Samples);

            Assert.Equal(reference.ComputeGradients(given.Dataset, given.Samples), loss, Math.Max(1e-6, Math.Abs(loss) * 1e-6));
            Tensors.AssertWithin("gradient", reference.Parameters[1].Gradient, trainer.Gradient("layer2.bias"), Math.Max(1e-6, Math.Abs(size) * 1e-6));
        }
    }

    [Fact]
    public void A_network_knows_its_loss_by_its_name() =>
        Assert.Equal(
            ["cross_entropy", "cross_entropy", "cross_entropy", "mse", "discriminative_rbf", "discriminative_rbf"],
            Kinds.Keys.Select(kind => Networks[kind + "Plain"].Create(kind + "Plain").Description.Loss));

    private static IEnumerable<(string Name, string Input, string[] Layers, string Loss)> Cases()
    {
        foreach ((string name, string loss) in Kinds)
        {
            yield return ($"{name}Plain", ArchitectureText.Input(1, 2, 3), [ArchitectureText.Flatten, ArchitectureText.Linear(4)], loss);
            yield return ($"{name}Activated", ArchitectureText.Input(1, 3, 3), [ArchitectureText.Conv(5, 2, activation: "tanh"), ArchitectureText.Flatten, ArchitectureText.Linear(7, activation: "scaled_tanh")], loss);
            yield return ($"{name}OneClass", ArchitectureText.Input(1, 2, 2), [ArchitectureText.Flatten, ArchitectureText.Linear(1)], loss);
        }
    }
}
