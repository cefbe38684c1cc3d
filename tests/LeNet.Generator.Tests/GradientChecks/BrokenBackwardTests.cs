using System.Text.RegularExpressions;
using LeNet.Runtime;
using LeNet.Testing;
using static LeNet.Testing.ArchitectureText;

namespace LeNet.Generator.Tests.GradientChecks;

/// <summary>Backward passes with a mistake in one line of the generated code: the check finds the tensors that it reaches.</summary>
public sealed class BrokenBackwardTests
{
    private static readonly string Architecture = Of(
        "Broken", Input(1, 9, 9), Conv(3, 2, activation: "tanh"), Pool("max", (2, 2)), Conv(4, 3, activation: "tanh"), Flatten, Linear(5, activation: "sigmoid"), Linear(4));

    private static readonly string[] First = ["layer1.weight", "layer1.bias"];

    private static readonly string[] Convolutions = [.. First, "layer3.weight", "layer3.bias"];

    /// <summary>A method, a pattern of a line in it, what becomes of that, and the tensors whose gradients are then wrong.</summary>
    public static TheoryData<string, string, string, string[]> Mistakes => new()
    {
        // Every gradient of the bias a thousandth too large.
        { "void BiasGradientLayer3(", @"LaneMath\.Sums\(.*\);", "$0 foreach (ref float value in biasGradient) { value *= 1.001f; }", ["layer3.bias"] },

        // The derivative of tanh: it reaches the convolutions, but no layer behind them.
        { "TanhGradient(Vector", @"g \* FusedMultiplyAdd", "g * 1.001f * FusedMultiplyAdd", Convolutions },

        // One of the input gradients of the last layer: it reaches all before it.
        { "void InputGradientLayer6(", @"g\.StoreGradient<.*\);", "$0 foreach (ref float value in xs.Slice(0, 4)) { value *= 1.02f; }", [.. Convolutions, "layer5.weight", "layer5.bias"] },

        // The maximum of a window at another place than it is.
        { "void InputGradientLayer2(", @"Create\(\(float\)1\), ref best", "Create((float)2), ref best", First },
    };

    [Fact]
    public void Code_without_a_mistake_passes() => Assert.True(Check(NetworkCompiler.Create(Architecture)).Passed);

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_found_in_all_tensors_that_it_reaches(string method, string pattern, string replacement, string[] tensors)
    {
        GradientCheckReport report = Check(text => Change(text, method, pattern, replacement));

        Assert.False(report.Passed);
        Assert.Equal(tensors, Differing(report));
    }

    [Fact]
    public void One_wrong_value_is_found_at_its_place()
    {
        GradientCheckReport report = Check(text => Change(text, "void SumGradientLayer3(", @"gradient\.Slice\((\d+), 108\), worker, workers\);", "$0 gradient[$1 + 100] += 0.001f;"));

        Assert.Equal(["layer3.weight"], Differing(report));
        GradientDifference worst = report.Tensors[2].Worst!;
        Assert.Equal([3, 2, 0, 1], worst.Index); // 100 of 4×3×3×3
        Assert.Equal(0.001, worst.Computed - worst.Expected, 1e-7);
    }

    private static IEnumerable<string> Differing(GradientCheckReport report) =>
        report.Tensors.Where(tensor => tensor.Verdict == GradientVerdict.Differs).Select(tensor => tensor.Name);

    private static GradientCheckReport Check(Func<string, string> change) => Check(NetworkCompiler.CreateAltered(Architecture, change));

    private static GradientCheckReport Check(Network network)
    {
        Dataset noise = GradientCheck.Noise(network.Description, 100);
        IReadOnlyList<int> samples = GradientCheck.ChooseSamples(network, noise, 5);
        return GradientCheck.Run(network, noise, samples, new GradientCheckOptions { ValuesPerTensor = null, Threads = 1 }, TestContext.Current.CancellationToken);
    }

    /// <summary>Changes the first match in a method, if the file has it.</summary>
    private static string Change(string text, string method, string pattern, string replacement)
    {
        int begin = text.IndexOf(method, StringComparison.Ordinal);
        return begin < 0 ? text : new Regex(pattern).Replace(text, replacement, count: 1, begin);
    }
}
