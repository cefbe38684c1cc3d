using LeNet.Runtime;
using LeNet.Testing;
using LeNet.Testing.Reference;
using static LeNet.Testing.ArchitectureText;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Loops that take the place of code that would be too long, against the reference.</summary>
public sealed class LoopedKernelTests
{
    private static readonly NetworkSet Networks = new([.. LayerCases.FirstAndLater(Layers()), .. Deep(), VeryDeep()]);

    public static TheoryData<string> Names => [.. Suite.Cases(Networks.Names.Where(name => name != "VeryDeep"), oneIn: 3)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Loops_compute_what_the_reference_does(string name) => NetworkComparison.Check(Networks[name], name, batchSize: 17);

    /// <summary>The gradients of its first layers are smaller than floats are, so that only the logits can be compared.</summary>
    [LongFact]
    public void Very_many_layers_compute_what_the_reference_does()
    {
        NetworkRun[] runs = [.. ((int[])[512, 256, 128]).Select(bits =>
        {
            Network network = Networks["VeryDeep"].Create("VeryDeep");
            return NetworkRun.Of(network, TrainingCase.Noise(network.Description, batchSize: 17, seed: 1), bits, threads: 2);
        })];
        runs[0].AssertSameBits("256 bits", runs[1]);
        runs[0].AssertSameBits("128 bits", runs[2]);

        Network network = Networks["VeryDeep"].Create("VeryDeep");
        var given = TrainingCase.Noise(network.Description, batchSize: 17, seed: 1);
        var reference = ReferenceNetwork.Of(network.Description);
        reference.CopyParameters(network);
        Tensors.AssertClose("logits", [.. given.Samples.SelectMany(sample => reference.Logits(given.Dataset.Image(sample)))], runs[0].Logits, Tolerances.Logits);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Methods_stay_below_half_of_the_limits_of_the_jit(string name) => JitLimits.AssertFarBelow(Networks[name].Image);

    [LongFact]
    public void Code_for_very_many_layers_is_for_one_vector_width() => Assert.Equal(
        ["Tests.VeryDeep.Preprocessing.g.cs", "Tests.VeryDeep.Vector128.OneImage.g.cs", "Tests.VeryDeep.Vector128.g.cs", "Tests.VeryDeep.g.cs"],
        Networks["VeryDeep"].Project.Sources.Keys.Where(file => file.StartsWith("Tests.VeryDeep.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    private static IEnumerable<(string Name, (int Channels, int Height, int Width) Input, string Layer)> Layers()
    {
        yield return ("Stride15", (2, 3, 50), Conv(3, (2, 4), (1, 15), (0, 2), activation: "tanh"));
        yield return ("Stride40Groups", (4, 2, 90), Grouped(Conv(4, (1, 3), (1, 40)), 2));
        yield return ("StrideDilation", (2, 2, 130), Dilated(Conv(2, (2, 3), (1, 18), (1, 1)), (1, 12)));
        yield return ("StrideDilationCoprime", (2, 2, 130), Dilated(Conv(2, (2, 3), (1, 17), (1, 1)), (1, 6)));
        yield return ("Reach", (2, 1, 1100), Dilated(Conv(2, (1, 3), padding: (0, 5)), (1, 520)));
        yield return ("ReachStride", (1, 1, 1300), Dilated(Conv(2, (1, 2), (1, 7)), (1, 1029)));
        yield return ("WideConnected", (2, 2, 40), Connected(Conv(2, (2, 26)), "[[1], [0, 1]]"));
    }

    private static IEnumerable<(string Name, string Input, string[] Layers)> Deep()
    {
        string[] kinds =
        [
            Conv(3, 3, padding: 1, activation: "tanh"),
            Conv(3, (3, 2), padding: (1, 0), activation: "tanh"),
            Same(3, (2, 2), activation: "tanh"),
            Grouped(Conv(3, 3, padding: 1), 3),
            Conv(3, 1, activation: "tanh"),
        ];

        // Few layers make the image narrower, so that there is something left of it.
        string[] convolutions = [.. Enumerable.Range(0, 46).Select(number => kinds[number % 12 == 1 ? 1 : number % 5 == 1 ? 0 : number % 5])];
        yield return ("Deep", Input(1, 4, 9), [.. convolutions, Flatten, Linear(7, activation: "tanh"), Linear(5, activation: "tanh"), Linear(4)]);
    }

    private static (string Name, string Input, string[] Layers) VeryDeep() =>
        ("VeryDeep", Input(1, 2, 2), [Flatten, .. Enumerable.Repeat(Linear(3, activation: "tanh"), 192), Linear(3)]);
}
