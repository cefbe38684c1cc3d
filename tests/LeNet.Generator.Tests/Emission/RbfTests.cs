using LeNet.Generator.Architecture.Layers;
using LeNet.Runtime;
using LeNet.Testing;
using LeNet.Testing.Reference;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Distances to prototypes against the reference, with every loss, first, last and between.</summary>
public sealed class RbfTests
{
    private static readonly NetworkSet Networks = new(Cases());

    public static TheoryData<string> Names => [.. Networks.Names];

    public static MatrixTheoryData<string, int> NamesAndBatches => new(Networks.Names, Suite.First(2, [1, 17, 15, 16, 64]));

    [Theory]
    [MemberData(nameof(NamesAndBatches))]
    public void Rbf_computes_what_the_reference_does(string name, int batchSize) => NetworkComparison.Check(Networks[name], name, batchSize);

    [Theory]
    [MemberData(nameof(Names))]
    public void Methods_stay_below_half_of_the_limits_of_the_jit(string name) => JitLimits.AssertFarBelow(Networks[name].Image);

    [Fact]
    public void The_nearest_prototype_is_predicted_and_its_distance_is_the_logits_negative()
    {
        // The linear layer's weights are 0, so its bias is what the prototypes are compared with: here one of the digits itself,
        // which the scaled tanh leaves as it is, but for 2e-5.
        Network network = Networks["Digits"].Create("Digits");
        float[] probabilities = new float[10];
        float[] logits = new float[10];
        for (int digit = 0; digit < 10; digit++)
        {
            network.Parameters.Clear();
            network.SetParameter("layer2.bias", [.. Lecun1998Prototypes.All.Rows[digit].Select(value => (float)value)]);
            Assert.Equal(digit, network.Predict(new byte[network.Description.ImageBytes], probabilities, logits));
            Assert.Equal(1, probabilities[digit], 1e-6);
            for (int other = 0; other < 10; other++)
            {
                int differing = Lecun1998Prototypes.All.Rows[digit].Zip(Lecun1998Prototypes.All.Rows[other]).Count(pair => pair.First != pair.Second);
                Assert.Equal(-4.0 * differing, logits[other], 0.01);
            }
        }
    }

    [Fact]
    public void Prototypes_are_part_of_the_network_and_not_of_its_weights()
    {
        NetworkDescription description = Networks["Digits"].Create("Digits").Description;
        Assert.Equal(["layer2.weight", "layer2.bias"], description.Parameters.Select(parameter => parameter.Name));
        LayerDescription layer = description.Layers[^1];
        Assert.Equal("rbf: nearness to 10 lecun1998 prototypes, 84 → 10, 840 multiply-adds", $"{layer.Type}: {layer.Summary}");
        Assert.Equal((0, 840, 840), (layer.ParameterCount, layer.ForwardMultiplyAdds, layer.BackwardMultiplyAdds));
    }

    [Fact]
    public void The_digits_of_1998_are_ten_different_bitmaps_that_look_like_them()
    {
        Prototypes digits = Lecun1998Prototypes.All;
        Assert.Equal(10, digits.Rows.Distinct().Count());
        Assert.All(digits.Rows, digit => Assert.Equal(84, digit.Count));
        Assert.All(digits.Rows, digit => Assert.All(digit, value => Assert.Equal(1, Math.Abs(value))));
        Assert.Equal(
            """
            #######
            .....##
            .....##
            ....##.
            ...##..
            ...##..
            ..##...
            ..##...
            ..##...
            ..##...
            .......
            .......
            """.ReplaceLineEndings("\n"),
            string.Join('\n', digits.Rows[7].Chunk(7).Select(row => string.Concat(row.Select(value => value > 0 ? '#' : '.')))));
    }

    private static IEnumerable<(string Name, string Input, string[] Layers, string Loss)> Cases()
    {
        var random = new TestRandom(1);
        yield return ("Digits", ArchitectureText.Input(1, 2, 3), [ArchitectureText.Flatten, ArchitectureText.Linear(84, activation: "scaled_tanh"), ArchitectureText.Rbf("lecun1998")], "discriminative_rbf");
        yield return ("Few", ArchitectureText.Input(1, 3, 3), [ArchitectureText.Conv(2, 2), ArchitectureText.Flatten, ArchitectureText.Rbf(ArchitectureText.Prototypes(3, 8, random))], "cross_entropy");
        yield return ("Many", ArchitectureText.Input(1, 1, 5), [ArchitectureText.Flatten, ArchitectureText.Linear(7, activation: "relu"), ArchitectureText.Rbf(ArchitectureText.Prototypes(37, 7, random)), ArchitectureText.Linear(4)], "mse");
        yield return ("First", ArchitectureText.Input(1, 2, 3), [ArchitectureText.Flatten, ArchitectureText.Rbf(ArchitectureText.Prototypes(5, 6, random)), ArchitectureText.Linear(4)], "cross_entropy");
        yield return ("Activated", ArchitectureText.Input(1, 1, 5), [ArchitectureText.Flatten, ArchitectureText.Linear(1, activation: "silu"), ArchitectureText.Rbf(ArchitectureText.Prototypes(1, 1, random)), ArchitectureText.Activation("tanh"), ArchitectureText.Rbf(ArchitectureText.Prototypes(3, 1, random)), ArchitectureText.Activation("gelu")], "cross_entropy");
    }
}
