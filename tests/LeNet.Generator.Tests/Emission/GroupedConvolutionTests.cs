using LeNet.Testing;
using LeNet.Testing.Reference;
using static LeNet.Testing.ArchitectureText;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Convolutions with dilation, groups and padding to the same size against the reference.</summary>
public sealed class GroupedConvolutionTests
{
    /// <summary>Cases of the table for one of the quick suite.</summary>
    private const int OneIn = 5;

    private static readonly NetworkSet Networks = new(LayerCases.FirstAndLater([.. DilatedLayers(), .. GroupedLayers(), .. DepthwiseLayers(), .. SameLayers()]), OneIn);

    public static TheoryData<string> Names => [.. Suite.Cases(Networks.Names, OneIn)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Convolution_computes_what_the_reference_does(string name) => NetworkComparison.Check(Networks[name], name, batchSize: 18);

    [Theory]
    [InlineData("GroupsOfTwoLater")]
    [InlineData("DilationLater")]
    [InlineData("DepthwiseLater")]
    [InlineData("SameEvenLater")]
    public void So_it_does_for_batches_of_any_size(string name) =>
        Assert.All(Suite.First(2, [1, 17, 15, 16, 64]), batchSize => NetworkComparison.Check(Networks[name], name, batchSize));

    [Theory]
    [MemberData(nameof(Names))]
    public void Methods_stay_below_half_of_the_limits_of_the_jit(string name) => JitLimits.AssertFarBelow(Networks[name].Image);

    private static IEnumerable<(string Name, (int Channels, int Height, int Width) Input, string Layer)> DilatedLayers()
    {
        yield return ("Dilation", (1, 9, 9), Dilated(Conv(4, 3, activation: "tanh"), 2));
        yield return ("DilationPadding", (3, 7, 8), Dilated(Conv(5, 3, padding: 2, activation: "relu"), 2));
        yield return ("DilationThree", (2, 11, 12), Dilated(Conv(3, 3, padding: 1, bias: false), 3));
        yield return ("DilationStride", (2, 11, 13), Dilated(Conv(3, 3, stride: 2, padding: 1), 3));
        yield return ("DilationIsStride", (2, 11, 13), Dilated(Conv(3, 3, stride: 2, padding: 1), 2));
        yield return ("DilationOfStride", (1, 17, 19), Dilated(Conv(3, 3, stride: 2), 4));
        yield return ("StrideOfDilation", (2, 14, 15), Dilated(Conv(2, 2, stride: 4, padding: 3), 2));
        yield return ("StrideAndDilationShareAFactor", (2, 22, 23), Dilated(Conv(2, (3, 2), (6, 4), (3, 5), activation: "sigmoid"), (4, 6)));
        yield return ("DilationKernel1", (2, 4, 5), Dilated(Conv(3, 1), 5));
        yield return ("DilationOblong", (1, 10, 13), Dilated(Conv(3, (2, 4), (1, 2), (0, 3)), (3, 1)));
        yield return ("DilationAcross", (1, 4, 30), Dilated(Conv(3, (2, 5)), (1, 4)));
        yield return ("DilationWholeInput", (1, 9, 9), Dilated(Conv(3, 3), 4));
        yield return ("DilationBeyondInput", (1, 3, 4), Dilated(Conv(3, 2, padding: 4), 7));
        yield return ("DilationWide", (1, 3, 67), Dilated(Conv(3, 3, padding: 2), 2));
        yield return ("DilationTooWideToUnroll", (2, 2, 70), Dilated(Conv(2, (2, 26), padding: (1, 5)), (1, 2)));
        yield return ("DilationTooWideToUnrollStride", (2, 3, 90), Dilated(Conv(2, (2, 27), (1, 2), (1, 3)), (2, 3)));
        yield return ("DilationFar", (2, 1, 60), Dilated(Conv(2, (1, 3)), (1, 25)));
    }

    private static IEnumerable<(string Name, (int Channels, int Height, int Width) Input, string Layer)> GroupedLayers()
    {
        yield return ("GroupsOfTwo", (4, 7, 9), Grouped(Conv(6, 3, padding: 1, activation: "relu"), 2));
        yield return ("GroupsOfThree", (6, 6, 5), Grouped(Conv(9, 2, activation: "tanh"), 3));
        yield return ("GroupsNarrow", (6, 5, 4), Grouped(Conv(3, 3, padding: 1), 3));
        yield return ("GroupsWide", (4, 4, 37), Grouped(Conv(8, 3, padding: 1, activation: "sigmoid"), 2));
        yield return ("GroupsManyOutputs", (2, 4, 5), Grouped(Conv(38, 2, bias: false), 2));
        yield return ("GroupsManyInputs", (34, 3, 4), Grouped(Conv(4, 2), 2));
        yield return ("GroupsStride", (4, 9, 11), Grouped(Conv(4, 3, stride: 2, padding: 1, activation: "relu"), 2));
        yield return ("GroupsDilation", (4, 9, 8), Grouped(Dilated(Conv(8, 3, padding: 2, activation: "relu"), 2), 2));
        yield return ("GroupsWideKernel", (4, 2, 40), Grouped(Conv(2, (2, 27), padding: (1, 5)), 2));
        yield return ("GroupsOnePixel", (6, 1, 1), Grouped(Conv(4, 1, activation: "tanh"), 2));
        yield return ("GroupsMultiply", (3, 7, 6), Grouped(Conv(6, 3, activation: "tanh"), 3));
    }

    private static IEnumerable<(string Name, (int Channels, int Height, int Width) Input, string Layer)> DepthwiseLayers()
    {
        yield return ("Depthwise", (5, 8, 9), Grouped(Conv(5, 3, padding: 1, activation: "relu"), 5));
        yield return ("DepthwiseMany", (19, 6, 5), Grouped(Conv(19, 3, activation: "tanh"), 19));
        yield return ("DepthwiseStride", (3, 9, 11), Grouped(Conv(3, 3, stride: 2, padding: 1, bias: false), 3));
        yield return ("DepthwiseWide", (2, 5, 45), Grouped(Conv(2, 5, padding: 2, activation: "sigmoid"), 2));
        yield return ("DepthwiseDilation", (3, 11, 12), Grouped(Dilated(Conv(3, (3, 4), (2, 1), (1, 2)), (2, 3)), 3));
        yield return ("DepthwiseKernel1", (4, 5, 6), Grouped(Conv(4, 1), 4));
        yield return ("DepthwiseLargeKernel", (2, 16, 15), Grouped(Conv(2, 11, padding: 3), 2));
        yield return ("DepthwiseWidestKernel", (2, 2, 300), Grouped(Conv(2, (2, 250)), 2));
        yield return ("DepthwiseWholeInput", (3, 5, 6), Grouped(Conv(3, (5, 6), activation: "tanh"), 3));
    }

    private static IEnumerable<(string Name, (int Channels, int Height, int Width) Input, string Layer)> SameLayers()
    {
        yield return ("Same", (2, 6, 7), Same(3, (3, 5), activation: "relu"));
        yield return ("SameEven", (1, 6, 7), Same(3, (2, 4), activation: "tanh"));
        yield return ("SameEvenDilated", (2, 5, 6), Same(3, (4, 2), (1, 3)));
        yield return ("SameOne", (1, 5, 6), Same(2, (1, 1)));
        yield return ("SameDepthwise", (3, 5, 8), Same(3, (2, 2), groups: 3, activation: "relu"));
        yield return ("SameBeyondInput", (1, 3, 2), Same(2, (6, 8)));
        yield return ("SameWide", (2, 3, 45), Same(3, (2, 6)));
        yield return ("SameTooWideToUnroll", (1, 2, 20), Same(2, (1, 26)));
    }
}
