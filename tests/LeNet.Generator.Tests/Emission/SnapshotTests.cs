using LeNet.Testing;
using VerifyTests;
using static VerifyXunit.Verifier;

namespace LeNet.Generator.Tests.Emission;

/// <summary>
/// The emitted code as people read it. Only the files for 512-bit vectors: the others come from the same emitters.
/// docs/contributing.md tells how to accept a change.
/// </summary>
public sealed class SnapshotTests
{
    [Fact]
    public Task DefaultNetwork() => VerifyFiles(Repository.DefaultArchitecture, "LeNet5.g.cs", "LeNet5.Preprocessing.g.cs", "LeNet5.Vector512.g.cs", "LeNet5.Vector512.OneImage.g.cs");

    [Fact]
    public Task NetworkOf1998() => VerifyFiles(
        Repository.Architecture("arch/lenet5-1998.arch.json"), "LeNet5Of1998.g.cs", "LeNet5Of1998.Prototypes.g.cs", "LeNet5Of1998.Vector512.g.cs", "LeNet5Of1998.Vector512.OneImage.g.cs");

    [Fact]
    public Task Convolution() => VerifyLayers(ArchitectureText.Conv(2, 1, activation: "relu"), ArchitectureText.Conv(3, (3, 2), (2, 1), (1, 0), activation: "tanh"), ArchitectureText.Flatten);

    [Fact]
    public Task DilatedConvolution() => VerifyLayers(
        ArchitectureText.Conv(2, 1),
        ArchitectureText.Dilated(ArchitectureText.Conv(3, 2, activation: "relu"), 3),
        ArchitectureText.Flatten);

    [Fact]
    public Task GroupedConvolution() => VerifyLayers(
        ArchitectureText.Conv(4, 1),
        ArchitectureText.Grouped(ArchitectureText.Conv(6, 2, activation: "relu"), 2),
        ArchitectureText.Flatten);

    [Fact]
    public Task DepthwiseConvolution() => VerifyLayers(
        ArchitectureText.Conv(3, 1),
        ArchitectureText.Grouped(ArchitectureText.Conv(3, 3, padding: 1, activation: "relu"), 3),
        ArchitectureText.Flatten);

    [Fact]
    public Task ConnectedConvolution() => VerifyFiles(
        ArchitectureText.Of(
            "Small",
            ArchitectureText.Input(1, 6, 5),
            ArchitectureText.Conv(3, 1),
            ArchitectureText.Connected(ArchitectureText.Conv(4, 2, activation: "tanh"), "[[0, 1], [1, 2], [0, 2], [0, 1, 2]]"),
            ArchitectureText.Flatten),
        "Small.g.cs",
        "Small.Vector512.g.cs");

    [Fact]
    public Task SameConvolution() => VerifyLayers(ArchitectureText.Conv(1, 1), ArchitectureText.Same(2, (2, 2), activation: "relu"), ArchitectureText.Flatten);

    [Fact]
    public Task AveragePool() => VerifyLayers(ArchitectureText.Conv(1, 1, bias: false), ArchitectureText.Pool("avg", (2, 2)), ArchitectureText.Flatten);

    [Fact]
    public Task MaximumPool() => VerifyLayers(ArchitectureText.Conv(1, 1, bias: false, activation: "relu"), ArchitectureText.Pool("max", (3, 3), (2, 2)), ArchitectureText.Flatten);

    [Fact]
    public Task PaddedAveragePool() => VerifyLayers(
        ArchitectureText.Conv(1, 1, bias: false), ArchitectureText.WithoutPadding(ArchitectureText.Pool("avg", (2, 2), padding: (1, 1))), ArchitectureText.Flatten);

    [Fact]
    public Task GlobalPool() => VerifyLayers(ArchitectureText.Conv(2, 1, bias: false), ArchitectureText.GlobalPool, ArchitectureText.Flatten);

    [Fact]
    public Task Subsampling() => VerifyLayers(ArchitectureText.Conv(2, 1, bias: false), ArchitectureText.Subsample((2, 2), activation: "tanh"), ArchitectureText.Flatten);

    [Fact]
    public Task FullyConnected() => VerifyLayers(ArchitectureText.Flatten, ArchitectureText.Linear(19, activation: "sigmoid"), ArchitectureText.Linear(3, bias: false));

    [Fact]
    public Task RepeatedLayers() => VerifyLayers(
        ["Small.Vector512.g.cs", "Small.Vector512.OneImage.g.cs"],
        [.. Enumerable.Repeat((string[])[ArchitectureText.Same(2, (3, 3), activation: "none"), ArchitectureText.BatchNorm(2, "relu")], 3).SelectMany(pair => pair), ArchitectureText.Flatten]);

    [Fact]
    public Task Activations() => VerifyLayers(
        ["Small.g.cs", "Small.Vector512.g.cs", "Small.Vector512.OneImage.g.cs"],
        ArchitectureText.Conv(1, 1, bias: false, activation: "leaky_relu"),
        ArchitectureText.Pool("avg", (2, 2)),
        ArchitectureText.Activation("elu"),
        ArchitectureText.Conv(1, 1, padding: 1, bias: false),
        ArchitectureText.Activation("scaled_tanh"),
        ArchitectureText.Activation("""{ "type": "gelu", "approximate": "tanh" }"""),
        ArchitectureText.Flatten,
        ArchitectureText.Linear(3, bias: false, activation: "gelu"),
        ArchitectureText.Activation("silu"));

    [Fact]
    public Task Rbf() => VerifyLayers(
        ["Small.Prototypes.g.cs", "Small.Vector512.g.cs", "Small.Vector512.OneImage.g.cs"],
        ArchitectureText.Flatten,
        ArchitectureText.Linear(5, activation: "scaled_tanh"),
        ArchitectureText.Rbf("[[1, -1, 1, 0.5, -0.25], [-1, 1, 1, -1, 1]]"));

    [Fact]
    public Task SmoothCrossEntropy() => VerifyLoss("""{ "type": "cross_entropy", "label_smoothing": 0.1 }""");

    [Fact]
    public Task MeanSquaredError() => VerifyLoss("mse");

    [Fact]
    public Task DiscriminativeRbf() => VerifyLoss("discriminative_rbf");

    [Fact]
    public Task BatchNormalisation() => VerifyLayers(
        ArchitectureText.Conv(2, 1, bias: false), ArchitectureText.BatchNorm(2, "relu"), ArchitectureText.Flatten, ArchitectureText.Linear(3), ArchitectureText.BatchNorm(1, keys: "\"affine\": false"));

    [Fact]
    public Task LayerNormalisation() => VerifyLayers(
        ArchitectureText.Conv(2, 1, activation: "tanh"), ArchitectureText.LayerNorm("relu"), ArchitectureText.Flatten, ArchitectureText.LayerNorm(keys: "\"elementwise_affine\": false"));

    [Fact]
    public Task Dropout() => VerifyLayers(
        ArchitectureText.Conv(2, 1, activation: "tanh"), ArchitectureText.Dropout(0.25), ArchitectureText.Flatten, ArchitectureText.Linear(3));

    [Fact]
    public Task ModernNetwork() => VerifyFiles(Repository.Architecture("arch/modern.arch.json"), "Modern.g.cs", "Modern.Vector512.g.cs");

    [Fact]
    public Task PaddedPicture() => VerifyFiles(
        ArchitectureText.Of("Small", ArchitectureText.Input(2, 6, 5, 4, 5, "pad"), ArchitectureText.Flatten, ArchitectureText.Linear(2)), "Small.Preprocessing.g.cs");

    private static Task VerifyLoss(string loss) => VerifyFiles(
        ArchitectureText.Of("Small", ArchitectureText.Input(1, 1, 2), [ArchitectureText.Flatten, ArchitectureText.Linear(3, bias: false)], loss), "Small.Vector512.g.cs");

    private static Task VerifyLayers(params string[] layers) => VerifyLayers(["Small.Vector512.g.cs"], layers);

    private static Task VerifyLayers(string[] files, params string[] layers) =>
        VerifyFiles(ArchitectureText.Of("Small", ArchitectureText.Input(1, 6, 5), layers), files);

    private static Task VerifyFiles(string architecture, params string[] files)
    {
        // The compiler may run under any culture: all of the files, not only those that are shown, are the same under each.
        IReadOnlyList<GeneratedProject> projects = Cultures.Run(() => GeneratorDriverHost.Run(architecture));
        Assert.All(projects, other => Assert.Equal(projects[0].Sources, other.Sources));
        projects[0].Compile();
        return Verify(files.Select(file => new Target("cs", projects[0].Sources["Tests." + file], file[..^".g.cs".Length])), method: TestContext.Current.TestMethod!.MethodName);
    }
}
