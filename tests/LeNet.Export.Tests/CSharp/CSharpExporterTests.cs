using LeNet.Export.CSharp;
using LeNet.Runtime;
using LeNet.Testing;
using VerifyTests;
using VerifyXunit;

namespace LeNet.Export.Tests.CSharp;

/// <summary>Exported classes, compiled and run beside the engine.</summary>
public sealed class CSharpExporterTests
{
    private const int Images = 9;

    private static readonly string DataFolder = Environment.GetEnvironmentVariable("LENET_DATA") ?? "";

    public static TheoryData<string> Names => [.. Suite.Cases(ExportedNetworks.Names, oneIn: 2)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_class_computes_the_bits_of_the_engine(string name)
    {
        Network network = ExportedNetworks.Create(name);
        var exported = ExportedClass.Compile(CSharpExporter.Export(network, new CSharpOptions()), name);

        AssertSameBits(network, exported, SyntheticData.Noise(network.Description, Images, seed: 5));
    }

    /// <summary>Every network in every older target in the whole suite; in the quick one a few, with all functions among them.</summary>
    public static TheoryData<string, CSharpTarget> OlderTargets()
    {
        var rows = new TheoryData<string, CSharpTarget>();
        foreach ((int index, string name) in Suite.Cases(ExportedNetworks.Names, oneIn: 5).Index())
        {
            rows.Add(name, index % 2 == 0 ? CSharpTarget.NetStandard20 : CSharpTarget.NetStandard21);
            if (Suite.IsWhole)
            {
                rows.Add(name, index % 2 == 0 ? CSharpTarget.NetStandard21 : CSharpTarget.NetStandard20);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(OlderTargets))]
    public void So_it_does_for_older_targets(string name, CSharpTarget target)
    {
        Network network = ExportedNetworks.Create(name);
        var exported = ExportedClass.Compile(CSharpExporter.Export(network, new CSharpOptions("My.Digits", "Reader", target)), "My.Digits.Reader", target);

        AssertSameBits(network, exported, SyntheticData.Noise(network.Description, Images, seed: 5));
    }

    [Fact]
    public void So_it_does_when_the_network_is_calibrated()
    {
        Network network = ExportedNetworks.Create(ExportedNetworks.Default);
        network.Temperature = 1.7f;
        var exported = ExportedClass.Compile(CSharpExporter.Export(network, new CSharpOptions()), ExportedNetworks.Default);

        AssertSameBits(network, exported, SyntheticData.Noise(network.Description, Images, seed: 5));
    }

    [Fact]
    public async Task So_it_does_for_real_digits()
    {
        Assert.SkipWhen(DataFolder.Length == 0, "LENET_DATA names no folder with the MNIST files.");
        Network network = ExportedNetworks.Create(ExportedNetworks.Default);
        network.Load(Repository.PathOf("weights/lenet5.safetensors"));
        DatasetFiles files = await DatasetFiles.LocateAsync(DatasetDescription.Mnist, DataFolder, cancellationToken: TestContext.Current.CancellationToken);

        AssertSameBits(network, ExportedClass.Compile(CSharpExporter.Export(network, new CSharpOptions("My.Digits", "Reader")), "My.Digits.Reader"), files.LoadTest(), count: 200);
    }

    [Fact]
    public void The_text_is_the_same_every_time_and_of_a_reasonable_size()
    {
        Network network = ExportedNetworks.Create(ExportedNetworks.Default);

        string first = CSharpExporter.Export(network, new CSharpOptions());

        Assert.Equal(first, CSharpExporter.Export(network, new CSharpOptions()));
        Assert.InRange(first.Length, network.Description.ParameterCount * 16 / 3, network.Description.ParameterCount * 7);
        Assert.DoesNotContain('\r', first);
    }

    [Fact]
    public Task The_text_of_a_small_network() => Verifier.Verify(
        CSharpOptions.Targets.Select(target => new Target("cs", CSharpExporter.Export(Small.Create(), new CSharpOptions("My.Digits", "Reader", target.Value)), target.Key)));

    [Fact]
    public void Nothing_is_allocated_after_the_first_image()
    {
        Network network = ExportedNetworks.Create(ExportedNetworks.Default);
        var exported = ExportedClass.Compile(CSharpExporter.Export(network, new CSharpOptions()), ExportedNetworks.Default);
        byte[] image = new byte[network.Description.ImageBytes];
        float[] probabilities = new float[network.Description.Classes];
        exported.Predict(image, probabilities);

        Assert.Equal(0, Allocations.Of(() => exported.Predict(image, probabilities)));
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        Network network = ExportedNetworks.Create(ExportedNetworks.Default);
        var exported = ExportedClass.Compile(CSharpExporter.Export(network, new CSharpOptions()), ExportedNetworks.Default);

        Assert.Equal("An image has 784 bytes, not 783. (Parameter 'image')", Assert.Throws<ArgumentException>(() => exported.Predict(new byte[783], new float[10])).Message);
        Assert.Equal("There are 10 classes, not 9. (Parameter 'probabilities')", Assert.Throws<ArgumentException>(() => exported.Predict(new byte[784], new float[9])).Message);
    }

    [Theory]
    [InlineData("class", "'class' is a word of C#")]
    [InlineData("1st", "use letters, digits and _")]
    [InlineData("a.b", "use letters, digits and _")]
    [InlineData("", "use letters, digits and _")]
    [InlineData("Predict", "needs for itself")]
    [InlineData("MathF", "needs for itself")]
    [InlineData("FusedMultiplyAdd", "needs for itself")]
    [InlineData("Tanh", "needs for itself")]
    [InlineData("ForwardConv1", "needs for itself")]
    public void A_name_that_no_class_can_have_is_refused(string name, string problem) =>
        Assert.Contains(problem, CSharpOptions.CheckClassName(name), StringComparison.Ordinal);

    [Theory]
    [InlineData("My..Digits")]
    [InlineData("My.class")]
    [InlineData("My.System")]
    [InlineData("")]
    public void A_name_that_no_namespace_can_have_is_refused(string name) => Assert.NotNull(CSharpOptions.CheckNamespace(name));

    [Theory]
    [InlineData("Reader")]
    [InlineData("_x")]
    [InlineData("Größe2")]
    public void Other_names_are_taken(string name)
    {
        Assert.Null(CSharpOptions.CheckClassName(name));
        Assert.Null(CSharpOptions.CheckNamespace(name + ".Inner"));
    }

    /// <summary>The layers' names become parts of C# names.</summary>
    [Theory]
    [InlineData("class")]
    [InlineData("input")]
    [InlineData("softmax")]
    [InlineData("_")]
    [InlineData("größe_1")]
    public void Any_name_of_a_layer_is_right(string name)
    {
        Network network = ExportedNetworks.CreateWithLayer(name);

        AssertSameBits(network, ExportedClass.Compile(CSharpExporter.Export(network, new CSharpOptions()), "LinearWithoutBias"), SyntheticData.Noise(network.Description, 2, seed: 5));
    }

    private static void AssertSameBits(Network network, ExportedClass exported, Dataset images, int? count = null)
    {
        int classes = network.Description.Classes;
        float[] logits = new float[classes];
        float[] probabilities = new float[classes];
        float[] exportedProbabilities = new float[classes];
        for (int i = 0; i < (count ?? images.Count); i++)
        {
            int label = network.Predict(images.Image(i), probabilities, logits);

            Assert.Equal(label, exported.Predict(images.Image(i), exportedProbabilities));
            Assert.Equal(Bits(logits), Bits(exported.Logits));
            Assert.Equal(Bits(probabilities), Bits(exportedProbabilities));
        }
    }

    private static int[] Bits(ReadOnlySpan<float> values) => [.. values.ToArray().Select(BitConverter.SingleToInt32Bits)];
}
