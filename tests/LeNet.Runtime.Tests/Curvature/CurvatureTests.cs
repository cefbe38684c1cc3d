using LeNet.Testing;

namespace LeNet.Runtime.Tests.Curvature;

/// <summary>
/// Second derivatives by Gauss–Newton back-propagation. Where every output has one path from each value, or a layer stands alone, the diagonal is exact:
/// Σ over logits of (∂ logit / ∂ p)² ∂² loss / ∂ logit², which finite differences of the logits give.
/// </summary>
public sealed class CurvatureTests
{
    private const string Prototypes = "\"type\": \"rbf\", \"prototypes\": [[1, -1], [-1, -1], [0.5, 1]]";

    /// <summary>A single layer with parameters, then logits: what the recursion leaves out, mixed terms, is not there.</summary>
    public static TheoryData<string> Exact => [.. Networks.Value.Keys];

    private static readonly Lazy<Dictionary<string, Network>> Networks = new(() =>
    {
        const string Squares = """{ "type": "mse" }""";
        string input = ArchitectureText.Input(1, 4, 4);
        CompiledNetworks compiled = NetworkCompiler.Compile(
            ArchitectureText.Of("Linear", input, [ArchitectureText.Flatten, ArchitectureText.Linear(3)], loss: Squares),
            ArchitectureText.Of("Tanh", input, [ArchitectureText.Flatten, ArchitectureText.Linear(3, activation: "tanh")], loss: Squares),
            ArchitectureText.Of("Gelu", input, [ArchitectureText.Flatten, ArchitectureText.Linear(3, activation: "gelu")], loss: Squares),
            ArchitectureText.Of("Silu", input, [ArchitectureText.Flatten, ArchitectureText.Linear(3, activation: "silu")], loss: Squares),
            ArchitectureText.Of("Elu", input, [ArchitectureText.Flatten, ArchitectureText.Linear(3, activation: "elu")], loss: Squares),
            ArchitectureText.Of("ScaledTanh", input, [ArchitectureText.Flatten, ArchitectureText.Linear(3, activation: "scaled_tanh")], loss: Squares),
            ArchitectureText.Of("Distances", input, [ArchitectureText.Flatten, ArchitectureText.Linear(2, activation: "tanh"), Prototypes], loss: """{ "type": "discriminative_rbf" }"""));
        return new[] { "Linear", "Tanh", "Gelu", "Silu", "Elu", "ScaledTanh", "Distances" }.ToDictionary(name => name, name => compiled.Create(name));
    });

    [Theory]
    [MemberData(nameof(Exact))]
    public void Of_one_layer_is_the_exact_diagonal(string name)
    {
        Network network = Networks.Value[name];
        network.Initialize(5);
        Dataset data = SyntheticData.Noise(network.Description, count: 3, seed: 2);
        float[] curvature = new float[network.Description.ParameterFloats];

        Runtime.Curvature.Estimate(network, new TrainingPass(data, null, Seed: 1, Epoch: 1), samples: 3, curvature);

        var reference = ReferenceNetwork.Of(network.Description);
        reference.CopyParameters(network);
        foreach (ReferenceParameter parameter in reference.Parameters)
        {
            int offset = network.Description.Parameters.First(own => own.Name == parameter.Name).Offset;
            for (int i = 0; i < parameter.Count; i++)
            {
                Assert.Equal(Exactly(reference, data, parameter, i), curvature[offset + i], 1e-4);
            }
        }
    }

    [Fact]
    public void Every_kind_of_layer_gives_finite_values_that_are_not_negative()
    {
        Network network = NetworkCompiler.Create(ArchitectureText.Of(
            "Everything",
            ArchitectureText.Input(1, 12, 12),
            ArchitectureText.Conv(4, kernel: 3, activation: "relu"),
            ArchitectureText.BatchNorm(2),
            "\"type\": \"avg_pool2d\", \"kernel_size\": 2, \"padding\": 1",
            "\"type\": \"subsample2d\", \"kernel_size\": 2, \"activation\": \"sigmoid\"",
            "\"type\": \"conv2d\", \"out_channels\": 4, \"kernel_size\": 3, \"padding\": 1, \"groups\": 2, \"activation\": \"leaky_relu\"",
            "\"type\": \"max_pool2d\", \"kernel_size\": 2, \"stride\": 1",
            "\"type\": \"layer_norm\"",
            "\"type\": \"adaptive_avg_pool2d\", \"output_size\": 1",
            ArchitectureText.Dropout(0.5),
            ArchitectureText.Flatten,
            ArchitectureText.Linear(5)));
        network.Initialize(5);
        Dataset data = SyntheticData.Noise(network.Description, count: 20, seed: 2);
        float[] curvature = new float[network.Description.ParameterFloats];

        Runtime.Curvature.Estimate(network, new TrainingPass(data, [.. Enumerable.Range(5, 10)], Seed: 1, Epoch: 1), samples: 500, curvature);

        foreach (ParameterDescription parameter in network.Description.Parameters.Where(parameter => parameter.IsTrainable))
        {
            float[] values = curvature.AsSpan(parameter.Offset, parameter.Count).ToArray();
            Assert.All(values, value => Assert.True(float.IsFinite(value) && value >= 0));
            Assert.Contains(values, value => value > 0);
        }
    }

    [Fact]
    public void Samples_are_chosen_by_seed_epoch_and_interval()
    {
        Network network = Networks.Value["Linear"];
        network.Initialize(5);
        Dataset data = SyntheticData.Noise(network.Description, count: 50, seed: 2);

        Assert.Equal(Of(seed: 1, epoch: 1), Of(seed: 1, epoch: 1));
        Assert.NotEqual(Of(seed: 1, epoch: 1), Of(seed: 1, epoch: 2));
        Assert.NotEqual(Of(seed: 1, epoch: 1), Of(seed: 2, epoch: 1));
        Assert.NotEqual(Of(seed: 1, epoch: 1), Of(seed: 1, epoch: 1, interval: 1));

        float[] Of(ulong seed, int epoch, int interval = 0)
        {
            float[] curvature = new float[network.Description.ParameterFloats];
            Runtime.Curvature.Estimate(network, new TrainingPass(data, null, seed, epoch, interval), samples: 5, curvature);
            return curvature;
        }
    }

    [Fact]
    public void The_optimizer_divides_by_it()
    {
        Network network = Networks.Value["Tanh"];
        network.Initialize(5);
        Dataset data = SyntheticData.Noise(network.Description, count: 40, seed: 2);
        float[] curvature = new float[network.Description.ParameterFloats];
        Runtime.Curvature.Estimate(network, new TrainingPass(data, null, Seed: 1, Epoch: 1), samples: 10, curvature);
        ParameterDescription weight = network.Description.Parameters[0];
        float[] before = network.Parameter(weight.Name).ToArray();

        using var trainer = new Trainer(network, new TrainingOptions { Optimizer = new Sdlm(0.5) { Mu = 0.125, Samples = 10 }, Threads = 1 });
        trainer.ComputeGradients(data, [0, 1, 2]);
        float[] gradient = trainer.Gradient(weight.Name).ToArray();
        trainer.TrainBatch(data, [0, 1, 2]);

        float[] after = network.Parameter(weight.Name).ToArray();
        for (int i = 0; i < before.Length; i++)
        {
            Assert.Equal(before[i] - (0.5f / (0.125f + curvature[weight.Offset + i]) * gradient[i]), after[i], 1e-6f);
        }
    }

    /// <summary>
    /// The mean over samples of Σ (∂ logit / ∂ p)² · 2 / classes; of distances, of Σ (∂ logit / ∂ p)² q (1 − q), q being the probability of each class,
    /// and 2 Σ (∂ x / ∂ p)² for the squares that the loss has of what the distances are taken of.
    /// </summary>
    private static double Exactly(ReferenceNetwork reference, Dataset data, ReferenceParameter parameter, int i)
    {
        const double Step = 1e-5;
        double value = parameter.Values[i];
        double sum = 0;
        for (int sample = 0; sample < data.Count; sample++)
        {
            parameter.Values[i] = value + Step;
            (double[] above, double[] aboveX) = Logits(reference, data.Image(sample));
            parameter.Values[i] = value - Step;
            (double[] below, double[] belowX) = Logits(reference, data.Image(sample));
            parameter.Values[i] = value;
            (double[] logits, _) = Logits(reference, data.Image(sample));
            bool areDistances = reference.Layers[^1] is PrototypeDistances;
            double all = Math.Exp(-0.1) + logits.Sum(Math.Exp); // of discriminative_rbf, with its j
            IEnumerable<double> ofLogits = logits.Select(logit => Math.Exp(logit) / all).Select(q => areDistances ? q * (1 - q) : 2.0 / logits.Length);
            sum += Squares(above, below).Zip(ofLogits, (square, h) => square * h).Sum();
            sum += areDistances ? 2 * Squares(aboveX, belowX).Sum() : 0;
        }

        return sum / data.Count;

        static IEnumerable<double> Squares(double[] above, double[] below) => above.Zip(below, (a, b) => Math.Pow((a - b) / (2 * Step), 2));
    }

    /// <summary>The logits, and what the last layer makes them of.</summary>
    private static (double[] Logits, double[] Before) Logits(ReferenceNetwork reference, ReadOnlySpan<byte> image)
    {
        double[] values = reference.Preprocessing.Input(image);
        double[] before = values;
        foreach (ReferenceLayer layer in reference.Layers)
        {
            before = values;
            values = layer.Forward(values);
        }

        return (values, before);
    }
}
