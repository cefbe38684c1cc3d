using LeNet.Testing;
using LeNet.Testing.Reference;
using static LeNet.Testing.ArchitectureText;

namespace LeNet.Generator.Tests.Emission;

/// <summary>The subsampling of 1998 against the reference.</summary>
public sealed class SubsamplingTests
{
    /// <summary>Cases of the table for one of the quick suite.</summary>
    private const int OneIn = 2;

    private static readonly NetworkSet Networks = new(LayerCases.FirstAndLater(Layers()), OneIn);

    public static TheoryData<string> Names => [.. Suite.Cases(Networks.Names, OneIn)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Subsampling_computes_what_the_reference_does(string name) => NetworkComparison.Check(Networks[name], name, batchSize: 18);

    [Fact]
    public void So_it_does_for_batches_of_any_size() =>
        Assert.All(Suite.First(2, [1, 17, 15, 16, 64]), batchSize => NetworkComparison.Check(Networks["SquareLater"], "SquareLater", batchSize));

    [Theory]
    [MemberData(nameof(Names))]
    public void Methods_stay_below_half_of_the_limits_of_the_jit(string name) => JitLimits.AssertFarBelow(Networks[name].Image);

    private static IEnumerable<(string Name, (int Channels, int Height, int Width) Input, string Layer)> Layers()
    {
        yield return ("Square", (3, 6, 8), Subsample((2, 2), activation: "tanh"));
        yield return ("SquareOneChannel", (1, 6, 8), Subsample((2, 2), activation: "sigmoid"));
        yield return ("Relu", (5, 6, 5), Subsample((2, 2), activation: "relu"));
        yield return ("Linear", (2, 7, 9), Subsample((2, 3)));
        yield return ("Overlapping", (2, 7, 7), Subsample((3, 3), (2, 2), "tanh"));
        yield return ("LeavesOut", (1, 8, 11), Subsample((3, 3), (4, 3), "relu"));
        yield return ("FarApart", (3, 9, 10), Subsample((2, 1), (3, 4), "tanh"));
        yield return ("ManyChannels", (19, 4, 4), Subsample((2, 2), activation: "relu"));
        yield return ("Large", (2, 9, 8), Subsample((8, 7), (1, 1), "sigmoid"));
        yield return ("One", (2, 3, 4), Subsample((1, 1), activation: "tanh"));
        yield return ("Wide", (2, 2, 70), Subsample((2, 2), activation: "tanh"));
        yield return ("WholeInput", (4, 5, 6), Subsample((5, 6), activation: "tanh"));
    }
}
