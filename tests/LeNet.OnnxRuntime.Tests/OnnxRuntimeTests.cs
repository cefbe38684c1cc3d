using LeNet.Export.Onnx;
using LeNet.Runtime;
using LeNet.Testing;

namespace LeNet.OnnxRuntime.Tests;

/// <summary>Exported models in ONNX Runtime, beside the engine.</summary>
public sealed class OnnxRuntimeTests
{
    /// <summary>The largest difference of a logit, relative to the largest logit.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>Logits below this are what is left of larger numbers, and so is their error.</summary>
    private const double LeastScale = 0.1;

    private static readonly string DataFolder = Environment.GetEnvironmentVariable("LENET_DATA") ?? "";

    public static TheoryData<string> Names => [.. ExportedNetworks.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_model_with_preprocessing_computes_what_the_engine_does(string name)
    {
        Network network = ExportedNetworks.Create(name);
        using var model = new OnnxModel(OnnxExporter.Export(network, new OnnxOptions(Preprocessing: true)));

        AssertAgree(network, SyntheticData.Noise(network.Description, 7, seed: 3), model);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_model_without_takes_normalised_input(string name)
    {
        Network network = ExportedNetworks.Create(name);
        using var model = new OnnxModel(OnnxExporter.Export(network, new OnnxOptions(Preprocessing: false)));
        Dataset images = SyntheticData.Noise(network.Description, 5, seed: 3);

        float[] input =
        [
            .. Enumerable.Range(0, images.Count).SelectMany(i =>
                ExportedNetworks.Input(name, images.Image(i)).Select(value => (float)value)),
        ];
        (float[] logits, float[] probabilities) = model.Run(input, [images.Count, .. network.Description.InputShape]);

        AssertAgree(network, images, logits, probabilities);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_operator_set_means_the_same(string name)
    {
        Network network = ExportedNetworks.Create(name);
        Dataset images = SyntheticData.Noise(network.Description, 2, seed: 4);
        for (int version = OnnxOptions.OldestOperatorSet; version <= OnnxOptions.NewestOperatorSet; version++)
        {
            using var model = new OnnxModel(OnnxExporter.Export(network, new OnnxOptions(Preprocessing: true, OperatorSet: version)));

            AssertAgree(network, images, model);
        }
    }

    [Fact]
    public void A_fixed_batch_takes_so_many_samples_and_no_other_number()
    {
        Network network = ExportedNetworks.Create(ExportedNetworks.Default);
        using var model = new OnnxModel(OnnxExporter.Export(network, new OnnxOptions(Preprocessing: true, Batch: 3)));

        AssertAgree(network, SyntheticData.Noise(network.Description, 3, seed: 5), model);
        Assert.ThrowsAny<Exception>(() => AssertAgree(network, SyntheticData.Noise(network.Description, 2, seed: 5), model));
    }

    [Fact]
    public async Task Real_digits_are_read_alike()
    {
        Assert.SkipWhen(DataFolder.Length == 0, "LENET_DATA names no folder with the MNIST files.");
        Network network = ExportedNetworks.Create(ExportedNetworks.Default);
        network.Load(Repository.PathOf("weights/lenet5.safetensors"));
        using var model = new OnnxModel(OnnxExporter.Export(network, new OnnxOptions(Preprocessing: true)));
        DatasetFiles files = await DatasetFiles.LocateAsync(DatasetDescription.Mnist, DataFolder, cancellationToken: TestContext.Current.CancellationToken);
        Dataset test = files.LoadTest();

        AssertAgree(network, new Dataset(test.Images[..(1000 * test.ImageBytes)].ToArray(), test.Labels[..1000].ToArray(), test.Channels, test.Height, test.Width), model);
    }

    /// <summary>The levels after resampling are the engine's, not nearly: a level more or less would show in a logit.</summary>
    [Theory]
    [InlineData("Enlarged")]
    [InlineData("Shrunk")]
    public void Resampling_is_exact(string name)
    {
        Network network = ExportedNetworks.Create(name);
        using var model = new OnnxModel(OnnxExporter.Export(network, new OnnxOptions(Preprocessing: true)));

        AssertAgree(network, SyntheticData.Noise(network.Description, 400, seed: 9), model);
    }

    [Fact]
    public void The_model_says_where_it_comes_from()
    {
        Network network = ExportedNetworks.Create(ExportedNetworks.Default);
        using var model = new OnnxModel(OnnxExporter.Export(network, new OnnxOptions(Preprocessing: false)));

        Assert.Equal(["logits", "probabilities"], model.Outputs);
        Assert.Equal("LeNet", model.Metadata.ProducerName);
        Assert.Equal(network.Description.Name, model.Metadata.GraphName);
        Assert.Equal(network.ComputeHash(), model.Metadata.CustomMetadataMap["lenet.weights.sha256"]);
        Assert.Equal(network.Description.InputSettings, model.Metadata.CustomMetadataMap["lenet.input"]);
    }

    private static void AssertAgree(Network network, Dataset images, OnnxModel model)
    {
        NetworkDescription facts = network.Description;
        (float[] logits, float[] probabilities) = model.Run(images.Images.ToArray(), images.Count, facts.ImageChannels, facts.ImageHeight, facts.ImageWidth);
        AssertAgree(network, images, logits, probabilities);
    }

    private static void AssertAgree(Network network, Dataset images, float[] logits, float[] probabilities)
    {
        int classes = network.Description.Classes;
        Assert.Equal(images.Count * classes, logits.Length);
        float[] expectedLogits = new float[classes];
        float[] expectedProbabilities = new float[classes];
        for (int i = 0; i < images.Count; i++)
        {
            network.Predict(images.Image(i), expectedProbabilities, expectedLogits);
            AssertClose(expectedLogits, logits.AsSpan(i * classes, classes));
            AssertClose(expectedProbabilities, probabilities.AsSpan(i * classes, classes));
        }
    }

    private static void AssertClose(float[] expected, ReadOnlySpan<float> actual)
    {
        double largest = Math.Max(LeastScale, expected.Max(value => Math.Abs(value)));
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.Equal(expected[k], actual[k], Tolerance * largest);
        }
    }
}
