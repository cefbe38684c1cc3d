using System.Text.Json;
using System.Text.Json.Serialization;
using LeNet.Generator.Architecture.Readers;
using LeNet.Runtime;
using LeNet.Testing;
using static LeNet.Testing.ArchitectureText;

namespace LeNet.Generator.Tests.GradientChecks;

/// <summary>Gradients of generated code against finite differences of the reference.</summary>
public sealed class GradientCheckTests
{
    private const int BatchSize = 17;

    private static readonly GradientCheckOptions Few = new() { ValuesPerTensor = 8, Threads = 1 };

    private static readonly Dictionary<string, string> Examples = new()
    {
        ["Modern"] = Repository.Architecture("arch/modern.arch.json"),
        ["LeNet5Of1998"] = Repository.Architecture("arch/lenet5-1998.arch.json"),
        ["Smooth"] = Of("Smooth", Input(1, 5, 5), [Flatten, Linear(4)], """{ "type": "cross_entropy", "label_smoothing": 0.2 }"""),
        ["Mse"] = Of("Mse", Input(1, 5, 5), [Flatten, Linear(4, activation: "sigmoid")], "mse"),
        ["Rubbish"] = Of("Rubbish", Input(1, 5, 5), [Flatten, Linear(4, activation: "tanh")], """{ "type": "discriminative_rbf", "j": 2.5 }"""),
        ["BatchNorm"] = Of("BatchNorm", Input(2, 6, 5), [Conv(3, 2), BatchNorm(2, "tanh"), Dropout(0.3), Flatten, Linear(6), BatchNorm(1, "gelu"), Dropout(0.4), Linear(4)], "mse"),
    };

    private static readonly Dictionary<string, Lazy<Network>> Compiled = Examples.ToDictionary(
        example => example.Key, example => new Lazy<Network>(() => NetworkCompiler.Create(example.Value)));

    public static TheoryData<string> Names => [.. Suite.Cases(ExportedNetworks.Names, oneIn: 8), .. Examples.Keys];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public void Generated_gradients_agree_with_finite_differences(string name)
    {
        Network network = Compiled.TryGetValue(name, out Lazy<Network>? example) ? example.Value : ExportedNetworks.Create(name);
        string before = network.ComputeHash();

        GradientCheckReport report = Check(network);

        Assert.All(report.Tensors, tensor => Assert.Equal((tensor.Name, GradientVerdict.Agrees), (tensor.Name, tensor.Verdict)));
        Assert.True(report.Passed);
        Assert.Equal(report.ReferenceLoss, report.Loss, Math.Max(1, report.ReferenceLoss) * 1e-5);
        ParameterDescription[] trained = [.. network.Description.Parameters.Where(parameter => parameter.IsTrainable)];
        Assert.Equal(trained.Select(parameter => parameter.Name), report.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(trained.Select(parameter => Math.Min(8, parameter.Count)), report.Tensors.Select(tensor => tensor.Checked + tensor.AtKinks));
        Assert.Contains(report.Tensors, tensor => !tensor.IsZero);
        Assert.Equal(before, network.ComputeHash());
    }

    /// <summary>So a new type of layer or loss is checked.</summary>
    [Fact]
    public void Every_type_of_layer_and_loss_is_in_a_network_that_is_checked()
    {
        string all = string.Concat(ExportedNetworks.Names.Select(ExportedNetworks.Text).Concat(Examples.Values));

        Assert.DoesNotContain(LayerReaders.Types.Concat(LossKinds.All.Select(loss => loss.Name)), type => !all.Contains($"\"{type}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void All_values_are_checked_if_wanted_and_the_threads_do_not_matter()
    {
        Network network = Compiled["BatchNorm"].Value;
        GradientCheckReport report = Check(network, Few with { ValuesPerTensor = null });

        Assert.True(report.Passed);
        Assert.Equal(network.Description.ParameterCount, report.Tensors.Sum(tensor => tensor.Checked));
        Assert.Equal(Text(report), Text(Check(network, Few with { ValuesPerTensor = null, Threads = 3 })));
    }

    [Fact]
    public void A_normalised_bias_has_the_gradient_zero()
    {
        GradientCheckReport report = Check(Compiled["BatchNorm"].Value);

        Assert.Equal(["layer1.bias", "layer5.bias"], report.Tensors.Where(tensor => tensor.IsZero).Select(tensor => tensor.Name));
    }

    /// <summary>A normalisation takes the large mean away, and with it most digits of the values.</summary>
    [Fact]
    public void What_rounding_does_to_an_ill_conditioned_network_is_allowed()
    {
        Network network = NetworkCompiler.Create(Of("IllConditioned", Input(1, 4, 4), [Flatten, Linear(6), LayerNorm("tanh"), Linear(4)], "cross_entropy"));
        network.SetParameter("layer2.bias", [500, 500, 500, 500, 500, 500]);

        GradientCheckReport report = Check(network);

        Assert.True(report.Passed);
        Assert.Contains(report.Tensors, tensor => tensor.RelativeDifference > 5e-5);
        Assert.All(report.Tensors, tensor => Assert.True(tensor.Worst!.Allowed < 0.05 * tensor.LargestGradient, $"{tensor.Name}: {tensor.Worst.Allowed} of {tensor.LargestGradient}"));
    }

    [Fact]
    public void The_seed_decides_which_values_are_checked_and_what_is_dropped()
    {
        Network network = Compiled["BatchNorm"].Value;
        GradientCheckReport[] reports = [.. ((ulong[])[1, 1, 2]).Select(seed => Check(network, Few with { Seed = seed }))];

        Assert.Equal(reports[0].ReferenceLoss, reports[1].ReferenceLoss);
        Assert.NotEqual(reports[0].ReferenceLoss, reports[2].ReferenceLoss);
        Assert.NotEqual(reports[0].Tensors.SelectMany(tensor => tensor.Worst!.Index), reports[2].Tensors.SelectMany(tensor => tensor.Worst!.Index));
    }

    [Fact]
    public void A_loss_that_is_no_number_has_no_gradient()
    {
        Network network = NetworkCompiler.Create(Examples["Mse"]);
        network.SetParameter("layer2.bias", [float.NaN, 0, 0, 0]);

        Assert.Contains("Mse: it has no gradient", Assert.Throws<InvalidOperationException>(() => Check(network)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_checked_is_refused()
    {
        Network network = Compiled["Mse"].Value;
        Dataset noise = GradientCheck.Noise(network.Description, 3);

        Assert.Throws<ArgumentException>(() => GradientCheck.Run(network, noise, [], Few, Cancellation));
        Assert.Throws<ArgumentException>(() => GradientCheck.Run(network, noise, [0, 3], Few, Cancellation));
        Assert.Throws<ArgumentException>(() => GradientCheck.Run(network, new Dataset(new byte[16], [0], 1, 4, 4), [0], Few, Cancellation));
        Assert.Throws<ArgumentException>(() => GradientCheck.ChooseSamples(network, new Dataset([], [], 1, 5, 5), 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Run(network, noise, [0], Few with { ValuesPerTensor = 0 }, Cancellation));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Run(network, noise, [0], Few with { Threads = -1 }, Cancellation));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.ChooseSamples(network, noise, 0));
        Assert.Throws<OperationCanceledException>(() => GradientCheck.Run(network, noise, [0], Few, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Chosen_samples_are_in_a_row_and_keep_away_from_kinks()
    {
        Network network = NetworkCompiler.Create(Of("Kinks", Input(1, 6, 6), [Conv(3, 3, activation: "relu"), Flatten, Linear(4)], "cross_entropy"));
        Dataset noise = GradientCheck.Noise(network.Description, 100);

        IReadOnlyList<int> samples = GradientCheck.ChooseSamples(network, noise, 10);

        Assert.Equal(Enumerable.Range(samples[0], 10), samples);
        Assert.InRange(GradientCheck.Run(network, noise, samples, Few, Cancellation).Margin, 3e-6, 1);
        Assert.Equal(noise.Count, GradientCheck.ChooseSamples(network, noise, 1000).Count);
    }

    private static string Text(GradientCheckReport report) =>
        JsonSerializer.Serialize(report, new JsonSerializerOptions { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals });

    private static GradientCheckReport Check(Network network, GradientCheckOptions? options = null)
    {
        Dataset noise = GradientCheck.Noise(network.Description, 8 * BatchSize);
        return GradientCheck.Run(network, noise, GradientCheck.ChooseSamples(network, noise, BatchSize), options ?? Few, Cancellation);
    }
}
