using System.Globalization;
using LeNet.Generator.Shapes;
using LeNet.Runtime;
using LeNet.Testing;
using LeNet.Testing.Reference;

namespace LeNet.Generator.Tests.Emission;

/// <summary>
/// Networks against what libtorch computes in double precision. LENET_GOLDEN names the folder with its results,
/// LENET_DATA the one with MNIST, whose first training images they are of.
/// </summary>
public sealed class GoldenTests
{
    private const int BatchSize = 64;

    private const int Steps = 20;

    private static readonly int[] FirstBatch = [.. Enumerable.Range(0, BatchSize)];

    public static TheoryData<string> Names => [.. GoldenArchitectures.All.Keys];

    public static MatrixTheoryData<string, int> NamesAndThreads => new(GoldenArchitectures.All.Keys, [1, 2]);

    [Theory]
    [MemberData(nameof(NamesAndThreads))]
    public void Logits_loss_and_gradients_are_those_of_libtorch(string name, int threads)
    {
        using var golden = new GoldenFiles(name);
        Network network = Create(name, golden);
        using var trainer = new Trainer(network, new TrainingOptions { BatchSize = BatchSize, Threads = threads });

        Tensors.AssertClose("logits", golden.Reference.Read<double>("logits"), Logits(network, golden.Images), Tolerances.Logits);
        double loss = trainer.ComputeGradients(golden.Images, FirstBatch);
        Tensors.AssertClose("loss", golden.Reference.Read<double>("loss"), [(float)loss], Tolerances.Loss);
        foreach (ParameterDescription parameter in network.Description.Parameters)
        {
            double[] expected = golden.Reference.Read<double>("grad." + parameter.Name);
            Tensors.AssertClose("gradient of " + parameter.Name, expected, trainer.Gradient(parameter.Name), Tolerances.Gradients);
        }
    }

    [Theory]
    [MemberData(nameof(NamesAndThreads))]
    public void Twenty_steps_arrive_where_libtorch_does(string name, int threads)
    {
        using var golden = new GoldenFiles(name);
        Network network = Create(name, golden);
        var losses = new List<float>();
        using var trainer = new Trainer(network, new TrainingOptions { BatchSize = BatchSize, Threads = threads, Shuffle = false, MaxSteps = Steps });
        trainer.BatchCompleted += report => losses.Add((float)report.Loss);

        trainer.Train(golden.Images, cancellationToken: TestContext.Current.CancellationToken);

        // Each loss against itself: a later one is much smaller than the first.
        double[] expected = golden.Reference.Read<double>("losses");
        Assert.Equal(Steps, losses.Count);
        for (int step = 0; step < Steps; step++)
        {
            Tensors.AssertClose(string.Create(CultureInfo.InvariantCulture, $"loss {step}"), [expected[step]], [losses[step]], Tolerances.Loss);
        }

        Tensors.AssertClose("logits after training", golden.Reference.Read<double>("logits_after"), Logits(network, golden.Images), Tolerances.Logits);
        foreach (ParameterDescription parameter in network.Description.Parameters)
        {
            double[] after = Array.ConvertAll(golden.After.Read<float>(parameter.Name), value => (double)value);
            Tensors.AssertClose(parameter.Name, after, network.Parameter(parameter.Name), Tolerances.Weights);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Reference_networks_compute_what_libtorch_does(string name)
    {
        using var golden = new GoldenFiles(name);
        Network network = Create(name, golden);
        var reference = ReferenceNetwork.Of(network.Description);
        reference.CopyParameters(network);

        double loss = reference.ComputeGradients(golden.Images, FirstBatch);

        // libtorch began with pixels normalised in float.
        const double Tolerance = 1e-6;
        AssertClose("loss", golden.Reference.Read<double>("loss"), [loss]);
        AssertClose("logits", golden.Reference.Read<double>("logits"), [.. FirstBatch.SelectMany(sample => reference.Logits(golden.Images.Image(sample)))]);
        foreach (ReferenceParameter parameter in reference.Parameters)
        {
            AssertClose("gradient of " + parameter.Name, golden.Reference.Read<double>("grad." + parameter.Name), parameter.Gradient);
        }

        static void AssertClose(string what, double[] expected, double[] actual)
        {
            double largest = expected.Max(Math.Abs);
            Assert.All(expected.Zip(actual), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= Tolerance * largest, $"{what}: {pair.Second} instead of {pair.First}"));
        }
    }

    private static Network Create(string name, GoldenFiles golden)
    {
        Network network = NetworkCompiler.Create(GoldenArchitectures.All[name]);
        network.Load(golden.InitialWeights);
        return network;
    }

    private static float[] Logits(Network network, Dataset images)
    {
        int classes = network.Description.Classes;
        float[] all = new float[BatchSize * classes];
        float[] probabilities = new float[classes];
        foreach (int sample in FirstBatch)
        {
            network.Predict(images.Image(sample), probabilities, all.AsSpan(sample * classes, classes));
        }

        return all;
    }
}
