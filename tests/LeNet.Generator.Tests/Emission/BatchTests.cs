using LeNet.Testing;
using LeNet.Testing.Reference;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Whole networks over batches that fill tiles of sixteen, do not, and take more than one wave of them.</summary>
public sealed class BatchTests
{
    /// <summary>More than the sixteen tiles that the engine keeps at once, and no multiple of sixteen.</summary>
    private const int MoreThanAWave = 301;

    private static readonly NetworkSet Networks = new(Cases());

    public static MatrixTheoryData<string, int> NamesAndBatches => new(Networks.Names, Suite.First(3, [1, 17, MoreThanAWave, 15, 16, 64]));

    [Theory]
    [MemberData(nameof(NamesAndBatches))]
    public void Batch_computes_what_the_reference_does(string name, int batchSize) =>
        NetworkComparison.Check(Networks[name], name, batchSize);

    private static IEnumerable<(string Name, string Input, string[] Layers)> Cases()
    {
        yield return ("LinearAlone", ArchitectureText.Input(1, 3, 3), [ArchitectureText.Flatten, ArchitectureText.Linear(3)]);
        yield return (
            "Perceptron",
            ArchitectureText.Input(2, 4, 5),
            [ArchitectureText.Flatten, ArchitectureText.Linear(19, activation: "tanh"), ArchitectureText.Linear(8, bias: false, "sigmoid"), ArchitectureText.Linear(5)]);
        yield return (
            "LeNetLike",
            ArchitectureText.Input(1, 12, 12, 10, 10, "resize"),
            [
                ArchitectureText.Conv(3, 3, activation: "tanh"),
                ArchitectureText.Pool("avg", (2, 2)),
                ArchitectureText.Conv(5, 3, activation: "tanh"),
                ArchitectureText.Flatten,
                ArchitectureText.Linear(11, activation: "tanh"),
                ArchitectureText.Linear(4),
            ]);
        yield return (
            "ConvolutionsInARow",
            ArchitectureText.Input(3, 7, 6, 5, 4, "pad"),
            [
                ArchitectureText.Conv(4, 3, padding: 1, activation: "tanh"),
                ArchitectureText.Conv(3, (2, 3), (2, 1), (0, 1), bias: false),
                ArchitectureText.Conv(5, 2, padding: 2, activation: "sigmoid"),
                ArchitectureText.Conv(2, 3, activation: "tanh"),
                ArchitectureText.Flatten,
            ]);
    }
}
