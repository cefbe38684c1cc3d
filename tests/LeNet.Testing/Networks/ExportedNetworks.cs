using LeNet.Generator.Architecture.Readers;
using LeNet.Runtime;
using LeNet.Testing.Reference;

namespace LeNet.Testing;

/// <summary>Networks that exporters are tested with: the default one, each kind of layer, and random ones.</summary>
internal static class ExportedNetworks
{
    private const int RandomArchitectures = 16;

    /// <summary>The name of the network of lenet.arch.json.</summary>
    public const string Default = "LeNet5";

    private static readonly (string Name, string Function)[] Functions =
    [
        ("Tanh1", "tanh"),
        ("Sigmoid1", "sigmoid"),
        ("Relu1", "relu"),
        ("LeakyRelu1", "leaky_relu"),
        ("LeakyRelu2", """{ "type": "leaky_relu", "negative_slope": 0.3 }"""),
        ("Elu1", "elu"),
        ("Elu2", """{ "type": "elu", "alpha": 0.7 }"""),
        ("Gelu1", "gelu"),
        ("Gelu2", """{ "type": "gelu", "approximate": "tanh" }"""),
        ("Silu1", "silu"),
        ("ScaledTanh1", "scaled_tanh"),
    ];

    private static readonly NetworkSet Networks = new(All());

    public static IEnumerable<string> Names => Networks.Names;

    /// <summary>The types of layers that an architecture file may name.</summary>
    public static IEnumerable<string> LayerTypes => LayerReaders.Types;

    /// <summary>The architecture file of a name.</summary>
    public static string Text(string name) => Networks.Text(name);

    /// <summary>A network with weights that depend on its name.</summary>
    public static Network Create(string name)
    {
        Network network = Networks[name].Create(name);
        int seed = name.Sum(letter => letter);
        network.Initialize((ulong)seed);

        // What begins at 0 or 1 would hide a tensor that is left out or taken for another.
        var random = new TestRandom(seed);
        foreach (ParameterDescription parameter in network.Description.Parameters.Where(parameter => parameter is { InitialValue: not null, IsInteger: false }))
        {
            network.SetParameter(parameter.Name, [.. Enumerable.Range(0, parameter.Count).Select(_ => 0.5f + (float)random.Unit())]);
        }

        return network;
    }

    /// <summary>A small network in which a layer has some name.</summary>
    public static Network CreateWithLayer(string layer) => NetworkCompiler.Create(Text("LinearWithoutBias").Replace("layer2", layer, StringComparison.Ordinal));

    /// <summary>What the first layer of a network gets of an image.</summary>
    public static double[] Input(string name, ReadOnlySpan<byte> image) => ReferencePreprocessing.Of(Create(name).Description).Input(image);

    private static IEnumerable<KeyValuePair<string, string>> All()
    {
        yield return new(Default, Repository.DefaultArchitecture);
        foreach ((string name, string input, string[] layers) in Kinds())
        {
            yield return new(name, ArchitectureText.Of(name, input, layers));
        }

        foreach (int seed in Enumerable.Range(1, RandomArchitectures))
        {
            (string name, string input, string[] layers, string loss) = RandomArchitecture.Of($"Random{seed}", seed);
            yield return new(name, ArchitectureText.Of(name, input, layers, loss));
        }
    }

    private static IEnumerable<(string Name, string Input, string[] Layers)> Kinds()
    {
        string small = ArchitectureText.Input(2, 9, 11);
        string[] end = [ArchitectureText.Flatten, ArchitectureText.Linear(4)];
        yield return ("ConvStridePadding", small, [ArchitectureText.Conv(3, (3, 4), stride: (2, 3), padding: (2, 1), activation: "relu"), .. end]);
        yield return ("ConvWithoutBias", small, [ArchitectureText.Conv(5, 3, bias: false, activation: "sigmoid"), .. end]);
        yield return ("ConvFastPadded", small, [Fast(ArchitectureText.Conv(5, (4, 5), padding: (1, 2), activation: "tanh")), .. end]);
        yield return ("ConvFastWithoutBias", small, [Fast(ArchitectureText.Conv(6, 3, bias: false, activation: "relu")), Fast(ArchitectureText.Conv(4, (2, 4))), .. end]);
        yield return ("ConvDilatedGrouped", small, [ArchitectureText.Grouped(ArchitectureText.Dilated(ArchitectureText.Conv(4, (2, 3), stride: (1, 2), padding: (1, 2), activation: "tanh"), (2, 3)), 2), .. end]);
        yield return ("ConvSame", small, [ArchitectureText.Same(4, (4, 3), dilation: (1, 2), groups: 2, activation: "tanh"), .. end]);
        yield return ("ConvConnected", small, [ArchitectureText.Conv(6, 2), ArchitectureText.With(ArchitectureText.Conv(16, 3, activation: "tanh"), "connections", "\"lecun1998\""), .. end]);
        yield return ("AvgPoolPadded", small, [ArchitectureText.Conv(3, 2), ArchitectureText.Pool("avg", (3, 4), (2, 3), padding: (1, 2)), .. end]);
        yield return ("AvgPoolWithoutPadding", small, [ArchitectureText.Conv(3, 2), ArchitectureText.WithoutPadding(ArchitectureText.Pool("avg", (3, 4), (2, 3), padding: (1, 2))), .. end]);
        yield return ("MaxPoolPadded", small, [ArchitectureText.Conv(3, 2), ArchitectureText.Pool("max", (2, 3), (1, 2), padding: (1, 1)), .. end]);
        yield return ("GlobalPool", small, [ArchitectureText.Conv(7, 3), ArchitectureText.GlobalPool, .. end]);
        yield return ("Subsample", small, [ArchitectureText.Conv(3, 2), ArchitectureText.Subsample((3, 2), (2, 3), activation: "scaled_tanh"), .. end]);
        yield return ("RbfVectors", small, [ArchitectureText.Flatten, ArchitectureText.Linear(6, activation: "tanh"), ArchitectureText.Rbf(ArchitectureText.Prototypes(4, 6, new TestRandom(3)))]);
        yield return ("RbfBitmaps", small, [ArchitectureText.Flatten, ArchitectureText.Linear(84, activation: "scaled_tanh"), ArchitectureText.Rbf("lecun1998")]);
        foreach ((string name, string function) in Functions)
        {
            // as an activation of values on both sides of 0, as a layer of its own, and on the logits
            yield return (name, small, [ArchitectureText.Conv(5, 3, activation: function), ArchitectureText.Activation(function), ArchitectureText.Flatten, ArchitectureText.Linear(4, activation: function)]);
        }

        yield return ("BatchNorms", small, [ArchitectureText.Conv(5, 3, bias: false), ArchitectureText.BatchNorm(2, "relu"), ArchitectureText.Flatten, ArchitectureText.Linear(20), ArchitectureText.BatchNorm(1, "tanh"), ArchitectureText.Dropout(0.3), ArchitectureText.Linear(4)]);
        yield return ("BatchNormsPlain", small, [ArchitectureText.Conv(5, 3), ArchitectureText.With(ArchitectureText.With(ArchitectureText.BatchNorm(2), "affine", "false"), "eps", "0.01"), .. end]);
        yield return ("LayerNorms", small, [ArchitectureText.Conv(5, 3), ArchitectureText.LayerNorm("tanh"), ArchitectureText.Flatten, ArchitectureText.Linear(21), ArchitectureText.LayerNorm(), ArchitectureText.Linear(4)]);
        yield return ("LayerNormsPlain", small, [ArchitectureText.Conv(5, 3), ArchitectureText.With(ArchitectureText.With(ArchitectureText.LayerNorm(), "elementwise_affine", "false"), "eps", "0.01"), .. end]);
        yield return ("LinearWithoutBias", small, [ArchitectureText.Flatten, ArchitectureText.Linear(7, bias: false, activation: "tanh"), ArchitectureText.Linear(3, activation: "relu")]);
        yield return ("AvgPoolOverlapping", small, [ArchitectureText.Conv(3, 2), ArchitectureText.Pool("avg", (3, 2), (2, 1)), .. end]);
        yield return ("MaxPoolLeavingOut", small, [ArchitectureText.Conv(3, 2), ArchitectureText.Pool("max", (2, 3), (3, 3)), .. end]);
        yield return ("Enlarged", ArchitectureText.Input(3, 13, 10, 7, 9, "resize"), [ArchitectureText.Conv(3, 3, activation: "tanh"), .. end]);
        yield return ("Shrunk", ArchitectureText.Input(1, 6, 7, 17, 16, "resize"), [ArchitectureText.Conv(3, 3, activation: "tanh"), .. end]);
        yield return ("Padded", ArchitectureText.Input(2, 12, 11, 7, 8, "pad"), [ArchitectureText.Conv(3, 3, activation: "tanh"), .. end]);
    }

    private static string Fast(string convolution) => ArchitectureText.With(convolution, "algorithm", "\"fast\"");
}
