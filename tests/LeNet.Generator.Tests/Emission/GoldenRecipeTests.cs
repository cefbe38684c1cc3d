using System.Globalization;
using System.Text.Json;
using LeNet.Runtime;
using LeNet.Testing;
using LeNet.Testing.Reference;

namespace LeNet.Generator.Tests.Emission;

/// <summary>Optimizers and clipping on LeNet-5 against what PyTorch computes in double precision; see <see cref="GoldenTests"/>.</summary>
public sealed class GoldenRecipeTests
{
    private const int BatchSize = 64;
    private const int Steps = 20;

    /// <summary>First steps of these divide small numbers by small numbers.</summary>
    private const double AdaptiveWeights = 2e-4;

    private static readonly Dictionary<string, TrainingOptions> Recipes = new()
    {
        ["sgd-nesterov"] = new() { Optimizer = new Sgd(0.02) { Momentum = 0.9, Nesterov = true, WeightDecay = 0.01 } },
        ["adam"] = new() { Optimizer = new Adam(0.001) { WeightDecay = 0.01 } },
        ["adamw"] = new() { Optimizer = new AdamW(0.002) { WeightDecay = 0.05 } },
        ["rmsprop"] = new() { Optimizer = new RmsProp(0.001) { Alpha = 0.95, Momentum = 0.5, Centered = true } },
        ["clip-norm"] = new() { Optimizer = new Sgd(0.1) { Momentum = 0.9 }, ClipGradientNorm = 0.5 },
    };

    public static MatrixTheoryData<string, int> NamesAndThreads => new(Recipes.Keys, [1, 2]);

    [Theory]
    [MemberData(nameof(NamesAndThreads))]
    public void Twenty_steps_arrive_where_PyTorch_does(string name, int threads)
    {
        using var golden = new GoldenFiles("lenet5");
        string folder = Path.Combine(Path.GetDirectoryName(golden.InitialWeights)!, "recipes");
        Network network = NetworkCompiler.Create(GoldenArchitectures.All["lenet5"]);
        network.Load(golden.InitialWeights);
        using var trainer = new Trainer(network, Recipes[name] with { BatchSize = BatchSize, Threads = threads });
        int[] batch = [.. Enumerable.Range(0, BatchSize)];

        float[] losses = [.. Enumerable.Range(0, Steps).Select(_ => (float)trainer.TrainBatch(golden.Images, batch))];

        double[] expected = JsonSerializer.Deserialize<double[]>(File.ReadAllBytes(Path.Combine(folder, name + "-losses.json")))!;
        Assert.Equal(Steps, expected.Length);
        double weights = name is "adam" or "adamw" or "rmsprop" ? AdaptiveWeights : Tolerances.Weights;
        for (int step = 0; step < Steps; step++)
        {
            Tensors.AssertClose(string.Create(CultureInfo.InvariantCulture, $"loss {step}"), [expected[step]], [losses[step]], Math.Max(weights, Tolerances.Loss));
        }

        using SafetensorsFile after = SafetensorsFile.Open(Path.Combine(folder, name + "-after.safetensors"));
        foreach (ParameterDescription parameter in network.Description.Parameters)
        {
            double[] values = Array.ConvertAll(after.Read<float>(parameter.Name), value => (double)value);
            Tensors.AssertClose(parameter.Name, values, network.Parameter(parameter.Name), weights);
        }
    }
}
