using LeNet.Testing;
using LeNet.Testing.Reference;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Fully connected layers against the reference: every small number of inputs and outputs, and those of LeNet-5.</summary>
public sealed class LinearTests
{
    /// <summary>Cases of the table for one of the quick suite.</summary>
    private const int OneIn = 5;

    private const int Largest = 40;

    private static readonly NetworkSet Networks = new(Cases(), OneIn);

    public static TheoryData<string> Names => [.. Suite.Cases(Networks.Names, OneIn)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Linear_computes_what_the_reference_does(string name) => NetworkComparison.Check(Networks[name], name, batchSize: 18);

    [Theory]
    [MemberData(nameof(Names))]
    public void Methods_stay_below_half_of_the_limits_of_the_jit(string name) => JitLimits.AssertFarBelow(Networks[name].Image);

    private static IEnumerable<(string Name, string Input, string[] Layers)> Cases()
    {
        string[] activations = ["tanh", "none", "relu", "sigmoid"];
        for (int features = 1; features <= Largest; features++)
        {
            // Two layers with so many inputs, the second with an input gradient.
            yield return (
                $"Inputs{features}",
                ArchitectureText.Input(1, 1, features),
                [
                    ArchitectureText.Flatten,
                    ArchitectureText.Linear(features, bias: features % 3 > 0, activations[features % 4]),
                    ArchitectureText.Linear(Largest + 1 - features, bias: features % 2 > 0),
                ]);
        }

        yield return ("LeNetSizes", ArchitectureText.Input(1, 20, 20), [ArchitectureText.Flatten, ArchitectureText.Linear(120, activation: "tanh"), ArchitectureText.Linear(84, activation: "tanh"), ArchitectureText.Linear(10)]);
        yield return ("WideSizes", ArchitectureText.Input(3, 11, 13), [ArchitectureText.Flatten, ArchitectureText.Linear(257, activation: "relu"), ArchitectureText.Linear(97, bias: false, "sigmoid"), ArchitectureText.Linear(101)]);
        yield return ("ActivationOnTheLastLayer", ArchitectureText.Input(1, 3, 3), [ArchitectureText.Flatten, ArchitectureText.Linear(9, activation: "sigmoid"), ArchitectureText.Linear(6, activation: "tanh")]);
        yield return ("ReluOnTheLastLayer", ArchitectureText.Input(1, 3, 3), [ArchitectureText.Flatten, ArchitectureText.Linear(5, activation: "relu")]);
        yield return ("FlattenedTwice", ArchitectureText.Input(2, 3, 3), [ArchitectureText.Flatten, ArchitectureText.Linear(7, activation: "tanh"), ArchitectureText.Flatten, ArchitectureText.Linear(4), ArchitectureText.Flatten]);
        yield return ("OneUnit", ArchitectureText.Input(1, 2, 2), [ArchitectureText.Flatten, ArchitectureText.Linear(1), ArchitectureText.Linear(1, activation: "tanh"), ArchitectureText.Linear(2)]);
        yield return ("OneClass", ArchitectureText.Input(1, 4, 4), [ArchitectureText.Flatten, ArchitectureText.Linear(3, activation: "tanh"), ArchitectureText.Linear(1)]);
        yield return ("ManyClasses", ArchitectureText.Input(1, 3, 3), [ArchitectureText.Flatten, ArchitectureText.Linear(300)]);
    }
}
