using LeNet.Generator.Planning;
using LeNet.Generator.Planning.OneImage;
using LeNet.Testing;
using LeNet.Testing.Reference;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Fast convolutions of one image whose lanes are tiles: the bits of a batch, which the reference is compared with.</summary>
public sealed class FastTilesTests
{
    private static readonly NetworkSet Networks = new(Layers().Select(given => (
        given.Name,
        ArchitectureText.Input(given.Input.Channels, given.Input.Height, given.Input.Width),
        (string[])[ArchitectureText.With(given.Layer, "algorithm", "\"fast\""), ArchitectureText.Flatten, ArchitectureText.Linear(4)])));

    public static TheoryData<string> Names => [.. Networks.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void One_image_gives_the_bits_of_a_batch(string name)
    {
        NetworkPlan plan = Planner.Plan(Networks[name].Shape(name));
        Assert.All(VectorTarget.All, target => Assert.True(
            OneImagePlanner.Plan(plan, target).Steps.OfType<LayerStep>().Any(step => step.Axis == VectorAxis.Tiles), $"{target.Bits} bits"));

        NetworkComparison.Check(Networks[name], name, batchSize: 18);
        JitLimits.AssertFarBelow(Networks[name].Image);
    }

    [Fact]
    public void LeNet5_has_tiles_as_lanes_where_channels_are_few()
    {
        NetworkPlan plan = Planner.Plan(NetworkCompiler.Shape(Repository.DefaultArchitecture));

        Assert.All(VectorTarget.All, target => Assert.Equal(
            [("conv1", VectorAxis.Tiles), ("conv2", VectorAxis.Channels)],
            OneImagePlanner.Plan(plan, target).Steps.OfType<LayerStep>().Where(step => step.Layer.Type == "conv2d").Select(step => (step.Layer.Name, step.Axis))));
    }

    private static IEnumerable<(string Name, (int Channels, int Height, int Width) Input, string Layer)> Layers()
    {
        yield return ("FourColumns", (1, 12, 20), ArchitectureText.Conv(3, 5, activation: "tanh"));
        yield return ("FourColumnsOfThreeChannels", (3, 14, 32), ArchitectureText.Conv(5, 5, bias: false, activation: "relu"));
        yield return ("FourColumnsPadded", (2, 9, 16), ArchitectureText.Conv(2, 5, padding: 2));
        yield return ("FourColumnsOfThreeTaps", (2, 11, 26), ArchitectureText.Conv(5, 3, activation: "sigmoid"));
        yield return ("TwoColumns", (2, 10, 22), ArchitectureText.Conv(5, 7, bias: false));
        yield return ("TallKernel", (1, 29, 26), ArchitectureText.Conv(6, (12, 3), activation: "relu"));
    }
}
