using LeNet.Testing;
using LeNet.Testing.Reference;
using static LeNet.Testing.ArchitectureText;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Layers that need more of a batch than a sample, or chance: normalisation and dropout.</summary>
public sealed class NormalisationTests
{
    private static readonly NetworkSet Networks = new(Cases());

    public static MatrixTheoryData<string, int> NamesAndBatches => new(Networks.Names, Suite.First(1, [301, 17, 1, 15, 64]));

    [Theory]
    [MemberData(nameof(NamesAndBatches))]
    public void Batch_computes_what_the_reference_does(string name, int batchSize) =>
        NetworkComparison.Check(Networks[name], name, batchSize);

    private static IEnumerable<(string Name, string Input, string[] Layers)> Cases()
    {
        yield return ("BatchNormFirst", Input(2, 5, 4), [BatchNorm(2), Flatten, Linear(3)]);
        yield return (
            "BatchNorm2d",
            Input(1, 7, 6),
            [Conv(5, 3, bias: false), BatchNorm(2, "relu"), Pool("max", (2, 2)), Conv(9, 2, padding: 1), BatchNorm(2, "tanh"), Flatten, Linear(4)]);
        yield return (
            "BatchNormBeforePadding",
            Input(1, 6, 6),
            [Conv(3, 3, activation: "tanh"), BatchNorm(2), Conv(4, 3, padding: 1), BatchNorm(2, keys: "\"affine\": false"), Flatten, Linear(3)]);
        yield return (
            "BatchNorm1d", Input(1, 4, 4), [Flatten, Linear(11, bias: false), BatchNorm(1, "sigmoid"), Linear(6, activation: "tanh"), BatchNorm(1, keys: "\"affine\": false"), Linear(3), BatchNorm(1)]);
        yield return ("BatchNormOfVectors", Input(3, 4, 4), [Flatten, BatchNorm(1, "gelu"), Linear(5)]);
        yield return (
            "LayerNorm", Input(2, 5, 5), [LayerNorm(), Conv(4, 2, activation: "tanh"), LayerNorm("relu"), Conv(3, 3, padding: 1), Flatten, LayerNorm(keys: "\"elementwise_affine\": false"), Linear(7), LayerNorm("sigmoid")]);
        yield return ("LayerNormOfOne", Input(1, 3, 3), [Flatten, Linear(1), LayerNorm("tanh"), Linear(3)]);
        yield return (
            "Dropout", Input(1, 6, 6), [Dropout(0.2), Conv(4, 3, activation: "tanh"), Dropout(0.5), Conv(3, 3, padding: 1, activation: "relu"), Flatten, Dropout(0.1), Linear(7, activation: "sigmoid"), Dropout(0.9), Linear(4), Dropout(0.3)]);
        yield return ("DropoutOfAllAndNone", Input(1, 4, 4), [Flatten, Linear(5, activation: "tanh"), Dropout(1), Linear(4), Dropout(0)]);
        yield return (
            "Modern",
            Input(1, 10, 10),
            [Conv(6, 3, padding: 1, bias: false), BatchNorm(2, "relu"), Pool("max", (2, 2)), Dropout(0.25), Conv(8, 3, bias: false), BatchNorm(2, "relu"), Flatten, Linear(12, bias: false), BatchNorm(1, "relu"), Dropout(0.5), Linear(5)]);
    }
}
