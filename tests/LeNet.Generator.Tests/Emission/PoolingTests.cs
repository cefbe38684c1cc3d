using LeNet.Runtime;
using LeNet.Testing;
using LeNet.Testing.Reference;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Pools against the reference, after a convolution so that an input gradient flows through.</summary>
public sealed class PoolingTests
{
    /// <summary>Cases of the table for one of the quick suite.</summary>
    private const int OneIn = 6;

    private static readonly NetworkSet Networks = new(Cases(), OneIn);

    public static TheoryData<string> Names => [.. Suite.Cases(Networks.Names, OneIn)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pool_computes_what_the_reference_does(string name) => NetworkComparison.Check(Networks[name], name, batchSize: 18);

    [Fact]
    public void Gradient_of_equal_maxima_goes_to_the_first()
    {
        // Without weights all values of the convolution are its bias, and the winner is seen in the weights' gradient.
        const string Name = "OverlappingAndLeavesOutmax";
        Network network = Networks[Name].Create(Name);
        ParameterDescription weight = network.Description.Parameters[0];
        network.Parameters.Slice(weight.Offset, weight.Count).Clear();
        var reference = ReferenceNetwork.Of(network.Description);
        reference.CopyParameters(network);
        var given = TrainingCase.Noise(network.Description, batchSize: 5, seed: 2);
        using var trainer = new Trainer(network);

        trainer.ComputeGradients(given.Dataset, given.Samples);
        reference.ComputeGradients(given.Dataset, given.Samples);

        double[] expected = reference.Parameters[0].Gradient;
        Assert.True(Tensors.Largest(expected) > 1e-3);
        Tensors.AssertClose("gradient", expected, trainer.Gradient(weight.Name), Tolerances.Gradients);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Methods_stay_below_half_of_the_limits_of_the_jit(string name) => JitLimits.AssertFarBelow(Networks[name].Image);

    private static IEnumerable<(string Name, string Input, string[] Layers)> Cases()
    {
        string[] activations = ["tanh", "relu", "none", "sigmoid"];
        int next = 0;
        foreach ((string name, int height, int width, (int, int) kernel, (int, int)? stride) in Windows())
        {
            foreach (string kind in (string[])["avg", "max"])
            {
                // The pool's input gradient includes the derivative of the convolution's activation.
                string before = ArchitectureText.Conv(3, kernel: 2, padding: 1, activation: activations[next++ % activations.Length]);
                yield return (
                    $"{name}{kind}",
                    ArchitectureText.Input(1, height - 1, width - 1),
                    [before, ArchitectureText.Pool(kind, kernel, stride), ArchitectureText.Flatten, ArchitectureText.Linear(3)]);
            }
        }

        foreach ((string name, int height, int width, (int, int) kernel, (int, int)? stride, (int, int) padding) in PaddedWindows())
        {
            foreach (string kind in (string[])["avg", "max", "avgInside"])
            {
                string before = ArchitectureText.Conv(3, kernel: 2, padding: 1, activation: activations[next++ % activations.Length]);
                string padded = ArchitectureText.Pool(kind[..3], kernel, stride, padding);
                yield return (
                    $"{name}{kind}",
                    ArchitectureText.Input(1, height - 1, width - 1),
                    [before, kind == "avgInside" ? ArchitectureText.WithoutPadding(padded) : padded, ArchitectureText.Flatten, ArchitectureText.Linear(3)]);
            }
        }

        foreach ((string name, (int, int) kernel) in (IEnumerable<(string, (int, int))>)[("SomeWindows", (2, 3)), ("OneRow", (5, 3)), ("OneColumn", (2, 6)), ("OneWindow", (5, 6))])
        {
            string before = ArchitectureText.Conv(1, kernel: 1, activation: "relu");
            yield return ($"OneChannel{name}", ArchitectureText.Input(1, 5, 7), [before, ArchitectureText.Pool("max", kernel, (1, 2)), ArchitectureText.Flatten, ArchitectureText.Linear(3)]);
        }

        foreach ((string name, int channels, int height, int width) in (IEnumerable<(string, int, int, int)>)[("Global", 5, 4, 5), ("GlobalLarge", 3, 9, 11), ("GlobalOnePixel", 19, 1, 1), ("GlobalOneChannel", 1, 7, 7)])
        {
            yield return (name, ArchitectureText.Input(2, height, width), [ArchitectureText.Conv(channels, 1, activation: "tanh"), ArchitectureText.GlobalPool, ArchitectureText.Flatten, ArchitectureText.Linear(3)]);
        }

        yield return ("GlobalFirst", ArchitectureText.Input(3, 6, 7), [ArchitectureText.GlobalPool, ArchitectureText.Conv(4, 1), ArchitectureText.Flatten]);
        yield return ("GlobalLast", ArchitectureText.Input(1, 8, 9), [ArchitectureText.Conv(4, 3, activation: "relu"), ArchitectureText.GlobalPool, ArchitectureText.Flatten]);

        string pool = ArchitectureText.Pool("max", (2, 2));
        string conv = ArchitectureText.Conv(4, 3, padding: 1, activation: "relu");
        yield return ("BeforePaddedConv", ArchitectureText.Input(2, 9, 8), [conv, pool, conv, ArchitectureText.Flatten, ArchitectureText.Linear(3)]);
        yield return ("TwoInARow", ArchitectureText.Input(1, 11, 13), [conv, ArchitectureText.Pool("avg", (3, 3), (2, 2)), pool, ArchitectureText.Flatten, ArchitectureText.Linear(3)]);
        yield return ("FirstLayer", ArchitectureText.Input(2, 9, 8), [pool, ArchitectureText.Pool("avg", (2, 3)), conv, ArchitectureText.Flatten, ArchitectureText.Linear(3)]);
        yield return ("LastLayer", ArchitectureText.Input(2, 6, 6), [conv, ArchitectureText.Pool("avg", (3, 6)), ArchitectureText.Flatten]);
        yield return ("LastLayerOverlapping", ArchitectureText.Input(1, 5, 6), [conv, ArchitectureText.Pool("max", (4, 5), (1, 1)), ArchitectureText.Flatten]);
        yield return ("PoolsAlone", ArchitectureText.Input(1, 12, 12), [pool, ArchitectureText.Pool("avg", (2, 2)), ArchitectureText.Flatten, ArchitectureText.Linear(5)]);
    }

    private static IEnumerable<(string Name, int Height, int Width, (int Height, int Width) Kernel, (int Height, int Width)? Stride)> Windows()
    {
        yield return ("Square", 6, 8, (2, 2), null);
        yield return ("One", 3, 4, (1, 1), null);
        yield return ("LeavesOutALine", 7, 9, (2, 2), null);
        yield return ("LeavesOutMore", 8, 11, (3, 3), (3, 3));
        yield return ("Overlapping", 7, 7, (3, 3), (2, 2));
        yield return ("OverlappingAndLeavesOut", 8, 10, (3, 3), (2, 2));
        yield return ("FarApart", 9, 10, (2, 2), (3, 4));
        yield return ("FarApartOneRow", 9, 10, (1, 2), (4, 2));
        yield return ("OblongKernel", 8, 9, (4, 3), null);
        yield return ("OblongOverlap", 9, 8, (3, 2), (1, 2));
        yield return ("DisjointDownOverlappingAcross", 8, 9, (2, 3), (2, 1));
        yield return ("WholeInput", 5, 7, (5, 7), null);
        yield return ("WholeLargeInput", 8, 9, (8, 9), (1, 1));
        yield return ("Wide", 3, 41, (2, 5), (1, 3));
        yield return ("OnePixelInput", 2, 2, (2, 2), (5, 5));
        yield return ("StrideOne", 6, 5, (2, 3), (1, 1));
    }

    private static IEnumerable<(string Name, int Height, int Width, (int Height, int Width) Kernel, (int Height, int Width)? Stride, (int Height, int Width) Padding)> PaddedWindows()
    {
        yield return ("Padded", 7, 8, (3, 3), (2, 2), (1, 1));
        yield return ("PaddedDisjoint", 6, 7, (2, 3), null, (1, 1));
        yield return ("PaddedLeavesOut", 7, 8, (2, 2), (3, 3), (1, 1));
        yield return ("PaddedAcross", 5, 9, (3, 5), (1, 2), (0, 2));
        yield return ("PaddedDown", 9, 5, (4, 1), (2, 1), (2, 0));
        yield return ("PaddedLarge", 9, 10, (7, 6), (2, 3), (3, 3));
        yield return ("PaddedBeyondInput", 2, 3, (4, 5), (1, 1), (2, 2));
        yield return ("PaddedOneWindow", 4, 5, (6, 6), null, (1, 1));
        yield return ("PaddedOneRow", 2, 9, (3, 3), (3, 2), (1, 1));
        yield return ("PaddedStrideOne", 6, 5, (3, 3), (1, 1), (1, 1));
    }
}
