using LeNet.Testing;
using LeNet.Testing.Reference;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Direct convolutions against the reference: as the first layer, and after another one so that an input gradient flows through.</summary>
public sealed class ConvolutionTests
{
    /// <summary>Cases of the table for one of the quick suite.</summary>
    private const int OneIn = 5;

    private static readonly NetworkSet Networks = new(LayerCases.FirstAndLater(Layers().Select(given => given with { Layer = ArchitectureText.With(given.Layer, "algorithm", "\"direct\"") })), OneIn);

    public static TheoryData<string> Names => [.. Suite.Cases(Networks.Names, OneIn)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Convolution_computes_what_the_reference_does(string name) => NetworkComparison.Check(Networks[name], name, batchSize: 18);

    [Theory]
    [MemberData(nameof(Names))]
    public void Methods_stay_below_half_of_the_limits_of_the_jit(string name) => JitLimits.AssertFarBelow(Networks[name].Image);

    private static IEnumerable<(string Name, (int Channels, int Height, int Width) Input, string Layer)> Layers()
    {
        yield return ("Kernel1", (1, 5, 7), ArchitectureText.Conv(3, 1));
        yield return ("Kernel1Stride2", (3, 5, 7), ArchitectureText.Conv(2, 1, stride: 2));
        yield return ("Kernel1Padding1", (2, 3, 4), ArchitectureText.Conv(2, 1, padding: 1));
        yield return ("Kernel2", (3, 6, 5), ArchitectureText.Conv(5, 2, activation: "relu"));
        yield return ("Kernel3", (2, 7, 9), ArchitectureText.Conv(6, 3, activation: "tanh"));
        yield return ("Kernel3Padding1", (4, 7, 9), ArchitectureText.Conv(8, 3, padding: 1, activation: "relu"));
        yield return ("Kernel3Stride2Padding1", (3, 9, 11), ArchitectureText.Conv(4, 3, stride: 2, padding: 1, activation: "sigmoid"));
        yield return ("Kernel3Stride3", (2, 9, 10), ArchitectureText.Conv(3, 3, stride: 3));
        yield return ("Kernel5", (1, 12, 12), ArchitectureText.Conv(6, 5, activation: "tanh"));
        yield return ("Kernel5Padding2", (2, 8, 11), ArchitectureText.Conv(7, 5, padding: 2, bias: false));
        yield return ("Kernel5Stride2", (1, 13, 11), ArchitectureText.Conv(3, 5, stride: 2));
        yield return ("Kernel7", (1, 9, 9), ArchitectureText.Conv(2, 7, activation: "relu"));
        yield return ("Kernel11", (1, 14, 13), ArchitectureText.Conv(2, 11));
        yield return ("WidePadding", (2, 3, 3), ArchitectureText.Conv(3, 3, padding: 4));
        yield return ("PaddingBeyondKernel", (1, 4, 5), ArchitectureText.Conv(2, 2, stride: 2, padding: 3, activation: "tanh"));
        yield return ("StrideBeyondKernel", (2, 11, 13), ArchitectureText.Conv(3, 2, stride: 5));
        yield return ("StrideBeyondKernelPadded", (2, 10, 9), ArchitectureText.Conv(3, 2, stride: 3, padding: 1));
        yield return ("StrideBeyondInput", (1, 5, 6), ArchitectureText.Conv(2, 3, stride: 9, padding: 1));
        yield return ("WholeInput", (3, 6, 5), ArchitectureText.Conv(9, (6, 5), activation: "tanh"));
        yield return ("WholeWideInput", (1, 3, 24), ArchitectureText.Conv(2, (3, 24)));
        yield return ("WholeInputAndMore", (2, 4, 3), ArchitectureText.Conv(5, (6, 5), padding: (1, 1)));
        yield return ("FlatKernel", (2, 6, 15), ArchitectureText.Conv(4, (1, 5), activation: "relu"));
        yield return ("TallKernel", (2, 15, 6), ArchitectureText.Conv(4, (5, 1), activation: "relu"));
        yield return ("OblongAll", (3, 11, 14), ArchitectureText.Conv(5, (4, 3), (3, 2), (2, 1), activation: "tanh"));
        yield return ("OblongStride", (2, 9, 9), ArchitectureText.Conv(3, (3, 3), (1, 2)));
        yield return ("OblongStrideOther", (2, 9, 9), ArchitectureText.Conv(3, (2, 3), (2, 1), (0, 2)));
        yield return ("OblongPadding", (1, 5, 5), ArchitectureText.Conv(3, (3, 3), padding: (2, 0)));
        yield return ("OneRow", (4, 1, 19), ArchitectureText.Conv(3, (1, 4), padding: (0, 1)));
        yield return ("OneColumn", (4, 19, 1), ArchitectureText.Conv(3, (4, 1), padding: (1, 0)));
        yield return ("OnePixel", (5, 1, 1), ArchitectureText.Conv(7, 1, activation: "sigmoid"));
        yield return ("OneChannelOut", (6, 5, 5), ArchitectureText.Conv(1, 3, bias: false));
        yield return ("ManyChannels", (17, 4, 5), ArchitectureText.Conv(19, 2));
        yield return ("ManyInputChannels", (37, 3, 3), ArchitectureText.Conv(2, 2, activation: "relu"));
        yield return ("ManyOutputChannels", (1, 3, 5), ArchitectureText.Conv(41, 2, bias: false));
        yield return ("Wide", (1, 3, 67), ArchitectureText.Conv(3, 3, padding: 1));
        yield return ("WideStride", (2, 4, 53), ArchitectureText.Conv(2, (2, 4), (2, 3), (1, 2)));
        yield return ("KernelTooWideToUnroll", (3, 2, 40), ArchitectureText.Conv(2, (2, 27), padding: (1, 5), activation: "tanh"));
        yield return ("KernelTooWideToUnrollStride", (9, 3, 41), ArchitectureText.Conv(2, (3, 25), (2, 3), (0, 7)));
        yield return ("PrimeWidth", (2, 5, 31), ArchitectureText.Conv(5, 3));
    }
}
