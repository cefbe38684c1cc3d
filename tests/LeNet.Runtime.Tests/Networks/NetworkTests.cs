using LeNet.Testing;
using LeNet.Testing.Host;

namespace LeNet.Runtime.Tests.Networks;

public sealed class NetworkTests
{
    private static readonly Dataset Data = SyntheticData.Stripes(new Small().Description, 300, seed: 9);

    [Fact]
    public void Initial_weights_depend_on_the_seed_alone()
    {
        Small network = new();
        string first = network.ComputeHash();
        network.Initialize(2);
        string second = network.ComputeHash();
        network.Initialize(1);

        Assert.Equal(first, network.ComputeHash());
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_temperature_softens_probabilities_and_nothing_else()
    {
        Small network = new();
        ReadOnlySpan<byte> image = Data.Image(0);
        float[] logits = new float[4];
        float[] probabilities = new float[4];
        network.Predict(image, probabilities);
        Evaluation evaluation = network.Evaluate(Data, cancellationToken: TestContext.Current.CancellationToken);

        network.Temperature = 4;

        float[] softened = new float[4];
        int label = network.Predict(image, softened, logits);
        double[] exponentials = [.. logits.Select(logit => Math.Exp(logit / 4.0))];
        Assert.All(softened.Zip(exponentials), pair => Assert.Equal(pair.Second / exponentials.Sum(), pair.First, 1e-6));
        Assert.Equal(probabilities.IndexOf(probabilities.Max()), label);
        float[] batch = new float[4 * Data.Count];
        using (var predictor = new BatchPredictor(network))
        {
            predictor.Predict(Data.Images.ToArray(), new int[Data.Count], batch);
        }

        Assert.Equal(softened, batch[..4]);
        Evaluation now = network.Evaluate(Data, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((evaluation.Loss, evaluation.Correct), (now.Loss, now.Correct));
        Assert.NotEqual(evaluation.CalibrationError, now.CalibrationError);
    }

    [Fact]
    public void A_temperature_is_saved_with_the_parameters_and_gone_when_they_change()
    {
        using var folder = new TempFolder();
        Small network = new();
        string hash = network.ComputeHash();
        network.Temperature = 2.5f;
        network.Save(folder.File("w.safetensors"));

        Small other = new();
        other.Load(folder.File("w.safetensors"));
        Assert.Equal(2.5f, other.Temperature);
        Assert.NotEqual(hash, other.ComputeHash());

        other.Initialize(1);
        Assert.Equal(1, other.Temperature);
        network.SetParameter("fc1.bias", network.Parameter("fc1.bias"));
        Assert.Equal(1, network.Temperature);
        Assert.Equal(hash, network.ComputeHash());
        other.Load(folder.File("w.safetensors"));
        using var trainer = new Trainer(other, new TrainingOptions { BatchSize = 16 });
        trainer.TrainBatch(Data, [0, 1, 2]);
        Assert.Equal(1, other.Temperature);
        Assert.All((float[])[0, -1, float.NaN, float.PositiveInfinity], value => Assert.Throws<ArgumentOutOfRangeException>(() => other.Temperature = value));
        Assert.Throws<ArgumentException>(() => other.Calibrate(Data.Slice(0, 0)));
    }

    [Fact]
    public void Calibrated_it_has_the_temperature_with_the_least_loss()
    {
        Small network = new();
        using (var trainer = new Trainer(network, new TrainingOptions { Epochs = 3, BatchSize = 20, Optimizer = new Sgd(0.05) { Momentum = 0.9 } }))
        {
            trainer.Train(Data, cancellationToken: TestContext.Current.CancellationToken);
        }

        // One label in five is wrong, so that no temperature is too low.
        byte[] labels = [.. Data.Labels.ToArray().Select((label, i) => (byte)(i % 5 == 0 ? (label + 1) % 4 : label))];
        var noisy = new Dataset(Data.Images.ToArray(), labels, Data.Channels, Data.Height, Data.Width);

        network.Calibrate(noisy);

        double Loss(float temperature)
        {
            network.Temperature = temperature;
            float[] probabilities = new float[4];
            double loss = 0;
            for (int i = 0; i < Data.Count; i++)
            {
                network.Predict(Data.Image(i), probabilities);
                loss -= Math.Log(probabilities[labels[i]]);
            }

            return loss;
        }

        float found = network.Temperature;
        Assert.True(Loss(found) <= Loss(found * 1.05f) && Loss(found) <= Loss(found * 0.95f));
    }

    [Fact]
    public void Layer_outputs_begin_with_the_normalised_image_and_end_with_the_logits()
    {
        LeNet5 network = new();
        byte[] image = Enumerable.Range(0, 784).Select(i => (byte)(i % 251)).ToArray();
        float[] logits = new float[10];
        network.Predict(image, new float[10], logits);

        IReadOnlyList<LayerOutput> outputs = network.LayerOutputs(image);

        Assert.Equal(["input", .. network.Description.Layers.Select(layer => layer.Name)], outputs.Select(output => output.Layer.Name));
        Assert.All(outputs, output => Assert.Equal(output.Layer.OutputShape.Aggregate(1, (product, size) => product * size), output.Values.Length));
        Assert.Equal((0 - 0.1307) / 0.3081, outputs[0].Values.Span[0], 1e-6);
        Assert.Equal(logits, outputs[^1].Values.ToArray());
        Assert.Equal(outputs[4].Values.ToArray(), outputs[5].Values.ToArray());
        float pooled = (outputs[1].Values.Span[0] + outputs[1].Values.Span[1] + outputs[1].Values.Span[28] + outputs[1].Values.Span[29]) / 4;
        Assert.Equal(pooled, outputs[2].Values.Span[0], 1e-6);
        Assert.Throws<ArgumentException>(() => network.LayerOutputs(image.AsSpan(1)));
    }

    [Fact]
    public void Costs_are_what_is_allocated()
    {
        LeNet5 network = new() { VectorBits = 512 };
        NetworkDescription description = network.Description;
        const int threads = 1;
        const int tilesKept = 16;

        Assert.Equal(sizeof(float) * (network.Plan.ScratchFloats + network.Plan.RecordFloats + network.Plan.WorkspaceFloats), description.TrainingBytes);
        Assert.Equal(sizeof(float) * (network.OneImagePlan.MemoryFloats + network.OneImagePlan.PreparedFloats), description.InferenceBytes);
        Assert.InRange(description.Layers.Sum(layer => layer.TrainingBytes), 1, description.TrainingBytes);
        Assert.InRange(description.Layers.Sum(layer => layer.InferenceBytes), 1, description.InferenceBytes);

        long allocated = Allocations.Of(() => new Trainer(network, new TrainingOptions { Threads = threads }).Dispose());
        long stated = sizeof(float) * ((2L * description.ParameterFloats) + (threads * (network.Plan.ScratchFloats + network.Plan.WorkspaceFloats)) + (tilesKept * network.Plan.RecordFloats));
        Assert.InRange(allocated, stated, stated + 10_000);

        Stack<LeNet5> unused = new(Enumerable.Range(0, 10).Select(_ => new LeNet5 { VectorBits = 512 }));
        allocated = Allocations.Of(() => unused.Pop().Predict(new byte[description.ImageBytes], new float[description.Classes]));
        Assert.InRange(allocated, description.InferenceBytes, description.InferenceBytes + 2_000);
    }

    [Fact]
    public void Description_tells_the_facts_of_the_default_network()
    {
        NetworkDescription description = new LeNet5().Description;

        Assert.Equal(61_706, description.ParameterCount);
        Assert.Equal(416_520, description.ForwardMultiplyAdds);
        Assert.Equal(1_131_960, description.ForwardMultiplyAdds + description.BackwardMultiplyAdds);
        Assert.Equal(10, description.Classes);
        Assert.Equal((1, 28, 28, 784), (description.ImageChannels, description.ImageHeight, description.ImageWidth, description.ImageBytes));
        Assert.Equal([1, 32, 32], description.InputShape);
        Assert.Equal("cross_entropy", description.Loss);
        Assert.Equal(["conv1", "pool1", "conv2", "pool2", "flatten", "fc1", "fc2", "fc3"], description.Layers.Select(layer => layer.Name));
        Assert.Equal(
            ["conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias", "fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias", "fc3.weight", "fc3.bias"],
            description.Parameters.Select(parameter => parameter.Name));
        Assert.Equal([16, 6, 5, 5], description.Parameters[2].Shape);
        Assert.Equal(150, description.Parameters[2].FanIn);
    }

    [Fact]
    public void Parameters_lie_apart_and_on_cache_lines()
    {
        int end = 0;
        foreach (ParameterDescription parameter in new LeNet5().Description.Parameters)
        {
            Assert.Equal(0, parameter.Offset % 16);
            Assert.InRange(parameter.Offset, end, end + 15);
            end = parameter.Offset + parameter.Count;
        }
    }

    [Fact]
    public void Prediction_is_the_most_probable_class()
    {
        Small network = new();
        float[] probabilities = new float[4];
        float[] logits = new float[4];
        for (int i = 0; i < Data.Count; i++)
        {
            int predicted = network.Predict(Data.Image(i), probabilities, logits);

            Assert.Equal(1, probabilities.Sum(), tolerance: 1e-6f);
            Assert.All(probabilities, probability => Assert.InRange(probability, 0f, 1f));
            Assert.Equal(logits.IndexOf(logits.Max()), predicted);
            Assert.Equal(probabilities.Max(), probabilities[predicted]);
        }
    }

    [Fact]
    public void Predictions_of_several_threads_at_once_are_those_of_one()
    {
        Small network = new();
        float[][] alone = [.. Enumerable.Range(0, Data.Count).Select(i => Probabilities(network, i))];
        float[][] together = new float[Data.Count][];

        Parallel.For(0, Data.Count, i => together[i] = Probabilities(network, i));

        Assert.Equal(alone, together);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Evaluation_sums_up_the_predictions(int threads)
    {
        Small network = new();
        int[,] confusion = new int[4, 4];
        double loss = 0;
        for (int i = 0; i < Data.Count; i++)
        {
            float[] probabilities = new float[4];
            confusion[Data.Labels[i], network.Predict(Data.Image(i), probabilities)]++;
            loss -= Math.Log(probabilities[Data.Labels[i]]);
        }

        Evaluation evaluation = network.Evaluate(Data, threads, TestContext.Current.CancellationToken);

        Assert.Equal(confusion, evaluation.Confusion);
        Assert.Equal(Data.Count, evaluation.Count);
        Assert.Equal(Enumerable.Range(0, 4).Sum(k => confusion[k, k]), evaluation.Correct);
        Assert.Equal((double)evaluation.Correct / Data.Count, evaluation.Accuracy);
        Assert.Equal(loss / Data.Count, evaluation.Loss, tolerance: 1e-6);
    }

    [Fact]
    public void Cancelled_evaluation_says_so() => Assert.Throws<OperationCanceledException>(
        () => new Small().Evaluate(Data, threads: 1, new CancellationToken(canceled: true)));

    [Fact]
    public void Spans_of_the_wrong_length_are_refused_with_both_lengths()
    {
        Small network = new();
        AssertRefused("image", "72", "71", () => network.Predict(new byte[71], new float[4]));
        AssertRefused("image", "72", "73", () => network.Predict(new byte[73], new float[4]));
        AssertRefused("probabilities", "4", "3", () => network.Predict(new byte[72], new float[3]));
        AssertRefused("logits", "4", "5", () => network.Predict(new byte[72], new float[4], new float[5]));

        static void AssertRefused(string parameter, string wanted, string given, Action act)
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(act);
            Assert.Equal(parameter, exception.ParamName);
            Assert.Contains(wanted, exception.Message, StringComparison.Ordinal);
            Assert.Contains(given, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Unknown_parameter_is_named_beside_those_there_are()
    {
        string message = Assert.Throws<ArgumentException>(() => new Small().Parameter("fc3.weight").Length).Message;
        Assert.Contains("'fc3.weight'", message, StringComparison.Ordinal);
        Assert.Contains("fc2.weight", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(1024)]
    public void Vector_width_that_there_is_not_is_refused(int bits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Small { VectorBits = bits });

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Vector_width_does_not_change_predictions(int bits)
    {
        Small network = new() { VectorBits = bits };
        Assert.Equal(bits, network.VectorBits);
        Assert.Equal(Probabilities(new Small(), 0), Probabilities(network, 0));
    }

    [Fact]
    public void Assembly_lists_its_networks() => Assert.Equal(
        [typeof(Fast), typeof(LeNet5), typeof(LeNet5Of1998), typeof(Modern), typeof(Small)],
        typeof(Small).Assembly
            .GetCustomAttributes(typeof(GeneratedNetworkAttribute), inherit: false)
            .Cast<GeneratedNetworkAttribute>()
            .Select(attribute => attribute.NetworkType)
            .OrderBy(type => type.Name, StringComparer.Ordinal));

    private static float[] Probabilities(Small network, int image)
    {
        float[] probabilities = new float[4];
        network.Predict(Data.Image(image), probabilities);
        return probabilities;
    }

    /// <summary>Finite weights that are too large: the logits overflow, and no class is the most probable one.</summary>
    [Fact]
    public void Probabilities_that_are_not_numbers_have_no_class()
    {
        var network = new Small();
        network.Initialize(1);
        string last = network.Description.Parameters[^1].Name;
        network.SetParameter(last, [.. network.Parameter(last).ToArray().Select((_, i) => i == 1 ? float.PositiveInfinity : 0)]);
        byte[] images = new byte[3 * network.Description.ImageBytes];
        float[] probabilities = new float[network.Description.Classes];
        using var predictor = new BatchPredictor(network, threads: 1);

        var error = Assert.Throws<NotFiniteNumberException>(() => network.Predict(images.AsSpan(0, network.Description.ImageBytes), probabilities));
        Assert.Throws<NotFiniteNumberException>(() => predictor.Predict(images, new int[3]));
        Assert.StartsWith($"{network.Description.Name}'s probabilities are not numbers", error.Message, StringComparison.Ordinal);
    }
}
