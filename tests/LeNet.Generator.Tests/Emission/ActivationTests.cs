using LeNet.Runtime;
using LeNet.Testing;
using LeNet.Testing.Reference;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Every activation against the reference: as an attribute, as a layer after one without, and where nothing can take it in.</summary>
public sealed class ActivationTests
{
    /// <summary>Cases of the table for one of the quick suite.</summary>
    private const int OneIn = 5;

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["Tanh"] = "tanh",
        ["Sigmoid"] = "sigmoid",
        ["Relu"] = "relu",
        ["LeakyRelu"] = "leaky_relu",
        ["LeakyReluSteep"] = """{ "type": "leaky_relu", "negative_slope": 1.5 }""",
        ["LeakyReluFlat"] = """{ "type": "leaky_relu", "negative_slope": 0 }""",
        ["Elu"] = "elu",
        ["EluLow"] = """{ "type": "elu", "alpha": 0.25 }""",
        ["EluFlat"] = """{ "type": "elu", "alpha": 0 }""",
        ["Gelu"] = "gelu",
        ["GeluTanh"] = """{ "type": "gelu", "approximate": "tanh" }""",
        ["Silu"] = "silu",
        ["ScaledTanh"] = "scaled_tanh",
    };

    private static readonly NetworkSet Networks = new(Cases(), OneIn);

    private static readonly NetworkSet Batches = new(BatchCases());

    public static TheoryData<string> Names => [.. Suite.Cases(Networks.Names, OneIn)];

    public static MatrixTheoryData<string, int> NamesAndBatches => new(Suite.Cases(Batches.Names, oneIn: 2), Suite.First(2, [1, 17, 15, 16, 64]));

    public static TheoryData<string> TakenIn => [.. Kinds.Keys.Where(kind => !kind.StartsWith("Gelu", StringComparison.Ordinal) && kind != "Silu")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Activation_computes_what_the_reference_does(string name) => NetworkComparison.Check(Networks[name], name, batchSize: 18);

    [Theory]
    [MemberData(nameof(NamesAndBatches))]
    public void Batch_computes_what_the_reference_does(string name, int batchSize) => NetworkComparison.Check(Batches[name], name, batchSize);

    [Theory]
    [MemberData(nameof(Names))]
    public void Methods_stay_below_half_of_the_limits_of_the_jit(string name) => JitLimits.AssertFarBelow(Networks[name].Image);

    [Theory]
    [MemberData(nameof(TakenIn))]
    public void A_layer_of_its_own_is_computed_by_the_layer_before_with_the_same_code(string kind)
    {
        string input = ArchitectureText.Input(1, 6, 5);
        string attribute = ArchitectureText.Of("Small", input, ArchitectureText.Conv(3, 2, activation: Kinds[kind]), ArchitectureText.Flatten, ArchitectureText.Linear(3, activation: Kinds[kind]));
        string layers = $$"""
            {
              "name": "Small",
              "input": {{input}},
              "layers": [
                { "name": "layer1", {{ArchitectureText.Conv(3, 2)}} },
                { "name": "layer2", {{ArchitectureText.Flatten}} },
                { "name": "act1", {{ArchitectureText.Activation(Kinds[kind])}} },
                { "name": "layer3", {{ArchitectureText.Linear(3)}} },
                { "name": "act2", {{ArchitectureText.Activation(Kinds[kind])}} }
              ],
              "loss": "cross_entropy"
            }
            """;
        GeneratedProject expected = GeneratorDriverHost.Run(attribute);
        GeneratedProject actual = GeneratorDriverHost.Run(layers);
        foreach (string file in expected.Sources.Keys.Where(file => file.Contains("Vector", StringComparison.Ordinal)))
        {
            Assert.Equal(expected.Sources[file], actual.Sources[file]);
        }
    }

    [Fact]
    public void An_activation_is_described_wherever_it_is_computed()
    {
        Network network = NetworkCompiler.Create(ArchitectureText.Of(
            "Net",
            ArchitectureText.Input(1, 4, 4),
            ArchitectureText.Conv(3, 2, activation: """{ "type": "gelu", "approximate": "tanh" }"""),
            ArchitectureText.Pool("avg", (3, 3)),
            ArchitectureText.Activation("scaled_tanh"),
            ArchitectureText.Flatten,
            ArchitectureText.Linear(3),
            ArchitectureText.Activation("""{ "type": "leaky_relu", "negative_slope": 0.25 }"""),
            ArchitectureText.Activation("silu")));
        Assert.Equal(
            [
                "conv2d: 2×2 convolution, gelu approximated by tanh, 1×4×4 → 3×3×3, 15 parameters, 108 multiply-adds",
                "avg_pool2d: 3×3 average pooling, 3×3×3 → 3×1×1",
                "scaled_tanh: scaled_tanh, 3×1×1 → 3×1×1",
                "flatten: 3×1×1 → 3",
                "linear: fully connected, leaky_relu of slope 0.25, 3 → 3, 12 parameters, 9 multiply-adds",
                "leaky_relu: leaky_relu of slope 0.25, computed with layer5, 3 → 3",
                "silu: silu, 3 → 3",
            ],
            network.Description.Layers.Select(layer => $"{layer.Type}: {layer.Summary}"));
        Assert.Equal([15, 0, 0, 0, 12, 0, 0], network.Description.Layers.Select(layer => layer.ParameterCount));
    }

    [Fact]
    public void An_activation_that_is_taken_in_or_follows_from_its_value_costs_no_backward_step()
    {
        string source = GeneratorDriverHost.Run(ArchitectureText.Of(
            "Net",
            ArchitectureText.Input(1, 4, 4),
            ArchitectureText.Conv(3, 2),
            ArchitectureText.Pool("avg", (3, 3)),
            ArchitectureText.Activation("scaled_tanh"),
            ArchitectureText.Flatten,
            ArchitectureText.Linear(3, activation: "silu"))).Sources["Tests.Net.Vector512.g.cs"];
        Assert.DoesNotContain("InputGradientLayer3", source, StringComparison.Ordinal);
        Assert.Contains("ScaledTanhGradient(", source, StringComparison.Ordinal);
        Assert.Contains("ActivationGradientLayer5", source, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, string Input, string[] Layers)> Cases()
    {
        string first = ArchitectureText.Conv(3, 2, activation: "tanh");
        string last = ArchitectureText.Linear(4);
        foreach ((string name, string kind) in Kinds)
        {
            string layer = ArchitectureText.Activation(kind);
            yield return ($"{name}Attribute", ArchitectureText.Input(1, 6, 5), [ArchitectureText.Conv(3, 3, padding: 1, activation: kind), ArchitectureText.Conv(2, 2, padding: 1, activation: kind), ArchitectureText.Flatten, ArchitectureText.Linear(7, activation: kind), last]);
            yield return ($"{name}Last", ArchitectureText.Input(1, 5, 6), [first, ArchitectureText.Subsample((2, 2), (1, 2), kind), ArchitectureText.Conv(3, 2, activation: kind), ArchitectureText.Flatten]);

            // In front of everything, after a pool and within a border of zeros, before and after a pool whose windows overlap.
            yield return ($"{name}OfImages", ArchitectureText.Input(1, 7, 6), [layer, first, ArchitectureText.Pool("avg", (2, 2)), layer, ArchitectureText.Conv(2, 3, padding: 1), layer, ArchitectureText.Pool("max", (2, 2), (1, 1)), layer, ArchitectureText.Flatten, last]);

            // After another activation, in a row, after flattening, at the end.
            yield return ($"{name}OfVectors", ArchitectureText.Input(1, 1, 9), [ArchitectureText.Flatten, ArchitectureText.Linear(6, activation: "tanh"), layer, ArchitectureText.Linear(6), layer, layer, ArchitectureText.Flatten, layer, last, ArchitectureText.Activation("gelu"), layer]);
        }
    }

    private static IEnumerable<(string Name, string Input, string[] Layers)> BatchCases()
    {
        foreach (string[] kinds in Kinds.Values.Chunk(3))
        {
            yield return (
                $"Batch{Kinds.First(kind => kind.Value == kinds[0]).Key}",
                ArchitectureText.Input(1, 6, 5),
                [ArchitectureText.Conv(3, 2, activation: kinds[0]), ArchitectureText.Pool("avg", (2, 2)), ArchitectureText.Activation(kinds[^1]), ArchitectureText.Flatten, ArchitectureText.Linear(6, activation: kinds[kinds.Length / 2]), ArchitectureText.Linear(3)]);
        }
    }
}
