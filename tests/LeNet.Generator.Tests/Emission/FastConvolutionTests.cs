using LeNet.Testing;
using LeNet.Testing.Reference;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Fast convolutions against the reference: as the first layer, and after another one so that an input gradient flows through.</summary>
public sealed class FastConvolutionTests
{
    /// <summary>Cases of the table for one of the quick suite.</summary>
    private const int OneIn = 2;

    private static readonly NetworkSet Networks = new(
        LayerCases.FirstAndLater(Layers().Select(given => given with { Layer = ArchitectureText.With(given.Layer, "algorithm", "\"fast\"") })), OneIn);

    public static TheoryData<string> Names => [.. Suite.Cases(Networks.Names, OneIn)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Convolution_computes_what_the_reference_does(string name) => NetworkComparison.Check(Networks[name], name, batchSize: 18);

    [Theory]
    [MemberData(nameof(Names))]
    public void Methods_stay_below_half_of_the_limits_of_the_jit(string name) => JitLimits.AssertFarBelow(Networks[name].Image);

    private static IEnumerable<(string Name, (int Channels, int Height, int Width) Input, string Layer)> Layers()
    {
        yield return ("WholeTiles", (2, 6, 12), ArchitectureText.Conv(6, 5, activation: "tanh"));
        yield return ("OverlappingTiles", (3, 7, 13), ArchitectureText.Conv(5, 3, activation: "relu"));
        yield return ("OneTile", (2, 6, 6), ArchitectureText.Conv(3, 3));
        yield return ("TwoTilesThatOverlapAlmostWhole", (2, 5, 9), ArchitectureText.Conv(4, 5, bias: false));
        yield return ("Padded", (2, 5, 8), ArchitectureText.Conv(4, 3, padding: 1, activation: "relu"));
        yield return ("WidePadding", (1, 3, 4), ArchitectureText.Conv(3, (4, 5), padding: (3, 4), activation: "sigmoid"));
        yield return ("OblongPadding", (3, 6, 9), ArchitectureText.Conv(2, (2, 4), padding: (0, 2)));
        yield return ("Kernel4", (2, 5, 11), ArchitectureText.Conv(5, 4, activation: "leaky_relu"));
        yield return ("Kernel6", (1, 8, 12), ArchitectureText.Conv(4, 6, activation: "tanh"));
        yield return ("Kernel7", (2, 8, 14), ArchitectureText.Conv(3, 7, activation: "gelu"));
        yield return ("FlatKernel", (3, 4, 12), ArchitectureText.Conv(6, (1, 5), activation: "elu"));
        yield return ("TallKernel", (1, 15, 8), ArchitectureText.Conv(2, (12, 3)));
        yield return ("OneRow", (4, 1, 19), ArchitectureText.Conv(3, (1, 3), padding: (0, 1)));
        yield return ("OneChannelOut", (6, 5, 7), ArchitectureText.Conv(1, 3, bias: false));
        yield return ("ManyInputChannels", (37, 3, 6), ArchitectureText.Conv(2, (2, 3), activation: "relu"));
        yield return ("ManyOutputChannels", (1, 4, 7), ArchitectureText.Conv(41, (2, 3), activation: "tanh"));
        yield return ("Wide", (1, 3, 67), ArchitectureText.Conv(3, 3, padding: 1));
        yield return ("PrimeHeight", (2, 17, 7), ArchitectureText.Conv(5, 3, activation: "silu"));
    }
}
