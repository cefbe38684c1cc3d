using System.Text.RegularExpressions;
using LeNet.Testing;
using LeNet.Testing.Reference;
using static LeNet.Testing.ArchitectureText;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Layers of the same shape share the bodies of their methods.</summary>
public sealed partial class SharedBodyTests
{
    private static readonly string Convolution = Conv(3, 3, padding: 1, activation: "tanh");

    private static readonly NetworkSet Networks = new(
    [
        ("Convolutions", Input(3, 5, 6), [Convolution, Convolution, Convolution, Conv(3, 3, padding: 1, activation: "relu"), Convolution, Flatten, Linear(4)]),
        ("Normalised", Input(4, 5, 4), [.. Twice(Conv(4, 3, padding: 1, bias: false), BatchNorm(2, "relu")), .. Twice(LayerNorm("sigmoid")), .. Twice(Dropout(0.2)), Flatten, Linear(3)]),
        ("Dense", Input(1, 3, 4), [Flatten, .. Twice(Linear(12, activation: "tanh"), BatchNorm(1, "gelu"), Activation("silu")), Linear(12)]),
        ("Depthwise", Input(4, 6, 5), [.. Twice(Grouped(Conv(4, 3, padding: 1), 4), Conv(4, 1, activation: "elu")), Pool("max", (3, 3), (1, 1), (1, 1)), Pool("max", (3, 3), (1, 1), (1, 1)), GlobalPool, Flatten]),
    ]);

    public static TheoryData<string> Names => [.. Networks.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void They_compute_what_the_reference_does(string name)
    {
        NetworkComparison.Check(Networks[name], name, batchSize: 18);
        Assert.NotEmpty(Shared(Networks[name].Project, name));
    }

    [Fact]
    public void What_differs_in_more_than_its_place_has_a_body_of_its_own()
    {
        GeneratedProject project = GeneratorDriverHost.Run(Of(
            "Net", Input(3, 5, 6), Convolution, Convolution, Conv(3, 3, padding: 1, activation: "relu"), Conv(3, (3, 1), padding: (1, 0)), Convolution, Flatten, Linear(4)));

        // The derivative of the layer before is part of an input gradient: only layer 2 comes after a tanh.
        Assert.Equal(["BiasGradientLayer1", "ForwardLayer1", "WeightGradientLayer1"], Shared(project, "Net").Where(name => name.EndsWith('1')));
        Assert.DoesNotContain("Layer3Shared(", project.Sources["Tests.Net.Vector256.g.cs"], StringComparison.Ordinal);
        Assert.DoesNotContain("Layer4Shared(", project.Sources["Tests.Net.Vector256.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_whose_layers_all_differ_shares_nothing() => Assert.Empty(Shared(GeneratorDriverHost.Run(Repository.DefaultArchitecture), "LeNet5"));

    [Fact]
    public void A_layer_may_be_called_like_a_shared_body() => GeneratorDriverHost.Run($$"""
        {
          "name": "Net",
          "input": {{Input(3, 5, 6)}},
          "layers": [
            { "name": "a", {{Convolution}} },
            { "name": "a_shared", {{Convolution}} },
            { "name": "flat", {{Flatten}} },
            { "name": "b", {{Linear(4)}} }
          ],
          "loss": "cross_entropy"
        }
        """).Compile();

    /// <summary>A layer more costs what says where its values lie, not its loops again.</summary>
    [Fact]
    public void The_next_layer_of_a_shape_is_short()
    {
        int four = Length(4);
        Assert.InRange(Length(5) - four, 1, (four - Length(3)) + 200);
        Assert.InRange(Length(5) - four, 1, Length(1) / 4);

        static int Length(int layers) => GeneratorDriverHost.Run(Of(
            "Net", Input(3, 5, 6), [.. Enumerable.Repeat(Convolution, layers), Flatten, Linear(4)])).Sources["Tests.Net.Vector256.g.cs"].Length;
    }

    private static IEnumerable<string> Twice(params string[] layers) => [.. layers, .. layers];

    /// <summary>The methods after which shared bodies are named.</summary>
    private static IEnumerable<string> Shared(GeneratedProject project, string name) =>
        SharedBody().Matches(project.Sources[$"Tests.{name}.Vector256.g.cs"]).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"static void (\w+)Shared\(")]
    private static partial Regex SharedBody();
}
