using System.Collections.Immutable;
using LeNet.Generator.Emission;
using LeNet.Generator.Shapes;
using LeNet.Testing;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Whatever the layers' sizes, no generated method comes near the sizes at which the JIT compiler stops to optimise.</summary>
public sealed class JitLimitsTests
{
    private static readonly NetworkSet Networks = new(Cases());

    public static TheoryData<string> Names => [.. Suite.Cases(Networks.Names, oneIn: 3)];

    [Fact]
    public void Methods_of_usual_networks_stay_below_half_of_the_limits()
    {
        Assert.All((IEnumerable<string>)[.. Repository.Architectures, .. GoldenArchitectures.All.Values], architecture =>
        {
            ImmutableArray<byte> image = NetworkCompiler.Compile(architecture).Image;
            JitLimits.AssertFarBelow(image);
            JitLimits.AssertRoomToInline(image);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Methods_of_extreme_networks_stay_below_half_of_the_limits(string name) => JitLimits.AssertFarBelow(Networks[name].Image);

    /// <summary>Whatever the layers' sizes, the compiler gets no more to read than for a usual network with a few more layers.</summary>
    [Fact]
    public void Code_of_extreme_networks_is_no_longer_than_that_of_usual_ones() => Assert.All(Networks.Names, name =>
    {
        ShapedNetwork network = NetworkCompiler.Shape(Networks.Text(name));
        Assert.InRange(NetworkEmitter.Emit(network, "Tests", "test.arch.json").Sum(file => file.Source.Length), 0, 1_200_000);
    });

    [Fact]
    public void Code_of_many_layers_is_short_in_each()
    {
        ShapedNetwork network = NetworkCompiler.Shape(ArchitectureText.Of("Deep", ArchitectureText.Input(1, 8, 8), [
            .. Enumerable.Repeat(ArchitectureText.Conv(8, 3, padding: 1, activation: "tanh"), 200), ArchitectureText.Flatten, ArchitectureText.Linear(10)]));
        Assert.InRange(NetworkEmitter.Emit(network, "Tests", "test.arch.json").Sum(file => file.Source.Length), 0, 200 * 40_000);
    }

    [Fact]
    public void Sizes_are_read_from_the_assembly()
    {
        IReadOnlyList<MethodSize> sizes = AssemblyImage.MethodSizes([.. new GeneratorDriverHost().WithSource("""
            static class C
            {
                static int Largest(int a, int b)
                {
                    int c = a * 3;
                    if (c > b)
                    {
                        return c;
                    }

                    for (int i = 0; i < b; i++)
                    {
                        System.Console.Write(i);
                    }

                    return b;
                }
            }
            """).Generate().Compile()]);

        MethodSize size = Assert.Single(sizes);
        Assert.Equal("C.Largest", size.Name);
        Assert.Equal(2, size.Locals);
        Assert.InRange(size.Instructions, 18, 30);
        Assert.InRange(size.Bytes, 25, 50);
        Assert.InRange(size.Blocks, 5, 7);
        Assert.InRange(size.LocalReferences, 11, 20);
    }

    private static IEnumerable<(string Name, string Input, string[] Layers)> Cases()
    {
        yield return Net("ManyChannels", ArchitectureText.Input(64, 30, 30), ArchitectureText.Conv(128, 3, padding: 1, activation: "relu"), ArchitectureText.Conv(96, 3));
        yield return Net("LargeKernels", ArchitectureText.Input(1, 64, 64), ArchitectureText.Conv(3, 11, padding: 5, activation: "tanh"), ArchitectureText.Conv(7, 31), ArchitectureText.Conv(2, (1, 33)));
        yield return Net("LargestKernels", ArchitectureText.Input(2, 3, 300), ArchitectureText.Conv(3, (2, 24), padding: (1, 23)), ArchitectureText.Conv(3, (2, 150), (1, 2), (1, 20)), ArchitectureText.Conv(2, (3, 99)));
        yield return Net("WidePictures", ArchitectureText.Input(3, 5, 500), ArchitectureText.Conv(4, 5, padding: 2), ArchitectureText.Conv(4, 3, stride: 2));
        yield return Net("LongStrides", ArchitectureText.Input(2, 70, 70), ArchitectureText.Conv(4, 3, stride: 2), ArchitectureText.Conv(5, (3, 7), (5, 13), (1, 6)));
        yield return Net("OneByOne", ArchitectureText.Input(40, 14, 14), ArchitectureText.Conv(50, 1, activation: "sigmoid"), ArchitectureText.Conv(3, 1));
        yield return Net("LargePools", ArchitectureText.Input(2, 40, 40), ArchitectureText.Conv(3, 3), ArchitectureText.Pool("max", (6, 6), (1, 1)), ArchitectureText.Pool("avg", (17, 13), (2, 3)), ArchitectureText.Pool("max", (5, 7), (5, 7)));
        yield return Net("LargestKernel", ArchitectureText.Input(512, 14, 14), ArchitectureText.Conv(512, 3, padding: 1), ArchitectureText.Conv(512, 7));
        yield return Net("HugeKernel", ArchitectureText.Input(3, 64, 64), ArchitectureText.Conv(16, 5, padding: 2), ArchitectureText.Conv(16, 50));
        yield return Net("HugeDepthwiseKernel", ArchitectureText.Input(3, 64, 64), ArchitectureText.Conv(3, 5, padding: 2), ArchitectureText.Grouped(ArchitectureText.Conv(3, 50), 3));
        yield return Net("HugeDilation", ArchitectureText.Input(1, 2, 65000), ArchitectureText.Conv(2, (1, 3)), ArchitectureText.Dilated(ArchitectureText.Conv(2, (1, 3)), (1, 30000)));
        yield return Net("LargeDilation", ArchitectureText.Input(1, 2, 20000), ArchitectureText.Conv(2, (1, 3)), ArchitectureText.Dilated(ArchitectureText.Conv(2, (1, 15)), (1, 63)), ArchitectureText.Conv(2, (1, 15)));
        yield return Net("HugeStride", ArchitectureText.Input(1, 2, 65000), ArchitectureText.Conv(2, (1, 3)), ArchitectureText.Conv(2, (1, 20), (1, 30000)));
        yield return Net("LongestStride", ArchitectureText.Input(1, 2, 6000), ArchitectureText.Conv(2, (1, 3)), ArchitectureText.Conv(2, (1, 64), (1, 14)));
        yield return Net("HugePool", ArchitectureText.Input(1, 300, 300), ArchitectureText.Conv(2, 3), ArchitectureText.Pool("max", (200, 200), (3, 3), (100, 100)));
        yield return Net("ManyGroups", ArchitectureText.Input(4096, 4, 4), ArchitectureText.Grouped(ArchitectureText.Conv(4096, 3, padding: 1), 4096), ArchitectureText.Grouped(ArchitectureText.Conv(8192, 1), 2048));
        yield return Net("MostChannels", ArchitectureText.Input(1, 2, 2), ArchitectureText.Conv(65536, 2));
        yield return Net("MostInputChannels", ArchitectureText.Input(65536, 2, 2), ArchitectureText.Conv(8, 2));
        yield return Net("ManyInputStatistics", ArchitectureText.Input(300, 4, 4, 3, 3, "pad"), ArchitectureText.Conv(8, 2));
        yield return Net("ManyUnits", ArchitectureText.Input(1, 50, 50), ArchitectureText.Flatten, ArchitectureText.Linear(1000, activation: "relu"), ArchitectureText.Linear(997));

        static (string, string, string[]) Net(string name, string input, params string[] layers) =>
            (name, input, [.. layers, ArchitectureText.Flatten, ArchitectureText.Linear(10)]);
    }
}
