using LeNet.Generator.Architecture;
using LeNet.Generator.Architecture.Keys;
using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Architecture.Readers;
using LeNet.Generator.Shapes;
using LeNet.Testing;

namespace LeNet.Generator.Tests.Architecture;

public class ReaderTests
{
    private static readonly NoActivation None = new();

    [Fact]
    public void LeNet5_is_read_as_it_is_written()
    {
        ShapedNetwork network = Read(Architectures.LeNet5);
        Assert.Equal("LeNet5", network.Name);
        Assert.Null(network.Namespace);
        Assert.Equal(
            new ImageInput(Shape.Image(1, 32, 32), new Size2(28, 28), ImageFit.Resize, new([0.1307]), new([0.3081])),
            network.Input);
        Assert.Equal(new CrossEntropy(), network.Loss);
        Assert.Equal(
            [
                new Conv2d("conv1", 6, new(5, 5), new(1, 1), new(0, 0), true, new Tanh()),
                new AvgPool2d("pool1", new(2, 2), new(2, 2)),
                new Conv2d("conv2", 16, new(5, 5), new(1, 1), new(0, 0), true, new Tanh()),
                new AvgPool2d("pool2", new(2, 2), new(2, 2)),
                new Flatten("flatten"),
                new Linear("fc1", 120, true, new Tanh()),
                new Linear("fc2", 84, true, new Tanh()),
                new Linear("fc3", 10, true, None),
            ],
            network.Layers.Select(layer => layer.Layer));
    }

    [Fact]
    public void Settings_read_back_as_the_same_network()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            (string name, string input, string[] layers, string loss) = RandomArchitecture.Of("Net", seed);
            ShapedNetwork network = Read(ArchitectureText.Of(name, input, layers, loss));
            string written = $$"""
                { "name": "Net", "input": {{Setting.Object(InputReader.Settings(network.Input))}},
                  "layers": [{{string.Join(", ", network.Layers.Select(layer => LayerReaders.Write(layer.Layer)))}}], "loss": {{NetworkReader.Loss.Of(network.Loss).Json}} }
                """;
            Assert.Equal(network, Read(written));
        }
    }

    [Fact]
    public void Every_key_has_its_effect()
    {
        Assert.Equal(
            [
                new Conv2d("a", 3, new(5, 3), new(2, 1), new(1, 2), false, new Sigmoid()),
                new Conv2d("b", 6, new(2, 2), new(3, 3), new(1, 1), true, new Relu()) { Dilation = new(2, 3), Groups = 3 },
                new Conv2d("u", 2, new(2, 2), new(1, 1), new(0, 0), true, None) { PadsSame = true, Connections = new Connections(null, Connections.Table([0, 4], [5])) },
                new MaxPool2d("c", new(2, 3), new(2, 3)) { Padding = new(1, 0) },
                new AvgPool2d("d", new(2, 2), new(2, 1)) { Padding = new(1, 1), CountIncludePad = false },
                new Subsample2d("s", new(2, 1), new(2, 3), new Tanh()),
                new AdaptiveAvgPool2d("t", new(1, 1)),
                new Flatten("e"),
                new Linear("f", 1, false, new Tanh()),
                new Linear("g", 10, true, None),
            ],
            Read(Architectures.WithInput(
                """{ "shape": [2, 40, 41] }""",
                """{ "name": "a", "type": "conv2d", "in_channels": 2, "out_channels": 3, "kernel_size": [5, 3], "stride": [2, 1], "padding": [1, 2], "bias": false, "activation": "sigmoid" }""",
                """{ "name": "b", "type": "conv2d", "out_channels": 6, "kernel_size": 2, "stride": 3, "padding": 1, "dilation": [2, 3], "groups": 3, "bias": true, "activation": "relu" }""",
                """{ "name": "u", "type": "conv2d", "out_channels": 2, "kernel_size": 2, "padding": "same", "connections": [[4, 0], [5]] }""",
                """{ "name": "c", "type": "max_pool2d", "kernel_size": [2, 3], "padding": [1, 0] }""",
                """{ "name": "d", "type": "avg_pool2d", "kernel_size": 2, "stride": [2, 1], "padding": 1, "count_include_pad": false }""",
                """{ "name": "s", "type": "subsample2d", "kernel_size": [2, 1], "stride": [2, 3], "activation": "tanh" }""",
                """{ "name": "t", "type": "adaptive_avg_pool2d", "output_size": [1, 1] }""",
                """{ "name": "e", "type": "flatten" }""",
                """{ "name": "f", "type": "linear", "in_features": 2, "out_features": 1, "bias": false, "activation": "tanh" }""",
                """{ "name": "g", "type": "linear", "out_features": 10, "activation": "none" }""")).Layers.Select(layer => layer.Layer));
    }

    [Fact]
    public void An_activation_is_a_name_or_an_object_and_may_be_a_layer()
    {
        Assert.Equal(
            [
                new Flatten("flatten"),
                new Linear("a", 9, true, new LeakyRelu(0.01)),
                new Linear("b", 9, true, new LeakyRelu(0.2)),
                new Linear("c", 9, true, new Elu(1)),
                new Linear("d", 9, true, new Gelu(IsApproximate: true)),
                new Linear("e", 9, true, None),
                new ActivationLayer("f", new Gelu(IsApproximate: false)),
                new ActivationLayer("g", new Elu(0.5)),
                new ActivationLayer("h", new Silu()),
                new ActivationLayer("i", new ScaledTanh()),
            ],
            Read(Architectures.WithLayers(
                """{ "name": "flatten", "type": "flatten" }""",
                """{ "name": "a", "type": "linear", "out_features": 9, "activation": "leaky_relu" }""",
                """{ "name": "b", "type": "linear", "out_features": 9, "activation": { "type": "leaky_relu", "negative_slope": 0.2 } }""",
                """{ "name": "c", "type": "linear", "out_features": 9, "activation": { "type": "elu" } }""",
                """{ "name": "d", "type": "linear", "out_features": 9, "activation": { "approximate": "tanh", "type": "gelu" } }""",
                """{ "name": "e", "type": "linear", "out_features": 9, "activation": { "type": "none" } }""",
                """{ "name": "f", "type": "gelu", "approximate": "none" }""",
                """{ "name": "g", "type": "elu", "alpha": 0.5 }""",
                """{ "name": "h", "type": "silu" }""",
                """{ "name": "i", "type": "scaled_tanh" }""")).Layers.Select(layer => layer.Layer));
    }

    [Fact]
    public void A_loss_is_a_name_or_an_object()
    {
        Assert.Equal(new CrossEntropy(0), LossOf("\"cross_entropy\""));
        Assert.Equal(new CrossEntropy(0.1), LossOf("""{ "label_smoothing": 0.1, "type": "cross_entropy" }"""));
        Assert.Equal(new MeanSquaredError(), LossOf("\"mse\""));
        Assert.Equal(new DiscriminativeRbf(0.1), LossOf("\"discriminative_rbf\""));
        Assert.Equal(new DiscriminativeRbf(2), LossOf("""{ "type": "discriminative_rbf", "j": 2 }"""));

        static Loss LossOf(string json) => Read(Architectures.LeNet5.Replace("\"cross_entropy\"", json, StringComparison.Ordinal)).Loss;
    }

    [Theory]
    [InlineData("""{ "shape": [2, 8, 9] }""", 8, 9, nameof(ImageFit.None))]
    [InlineData("""{ "shape": [2, 8, 9], "image": [8, 9], "fit": "pad" }""", 8, 9, nameof(ImageFit.None))]
    [InlineData("""{ "shape": [2, 8, 9], "image": [8, 8], "fit": "pad" }""", 8, 8, nameof(ImageFit.Pad))]
    [InlineData("""{ "shape": [2, 8, 9], "image": [10, 3], "fit": "resize" }""", 10, 3, nameof(ImageFit.Resize))]
    public void Image_and_fit_have_defaults(string input, int height, int width, string fit)
    {
        Assert.Equal(
            new ImageInput(Shape.Image(2, 8, 9), new Size2(height, width), Enum.Parse<ImageFit>(fit), new([0.0, 0.0]), new([1.0, 1.0])),
            ReadInput(input));
    }

    [Fact]
    public void Statistics_are_per_channel()
    {
        ImageInput input = ReadInput("""{ "shape": [2, 8, 9], "mean": [-1, 0.25e1], "std": [0.5, 2] }""");
        Assert.Equal([-1, 2.5], input.Mean);
        Assert.Equal([0.5, 2], input.Std);
    }

    [Fact]
    public void A_whole_number_is_an_integer_however_it_is_written()
    {
        Assert.Equal(
            [3, 10],
            Read(Architectures.WithLayers(
                """{ "name": "flatten", "type": "flatten" }""",
                """{ "name": "a", "type": "linear", "out_features": 3.0 }""",
                """{ "name": "b", "type": "linear", "out_features": 1e1 }""")).Layers.Select(layer => layer.Layer).OfType<Linear>().Select(linear => linear.OutFeatures));
    }

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_allowed()
    {
        string text = "\uFEFF// LeNet\n" + Architectures.LeNet5.Replace("10 }\n", "10, }, /* logits */\n", StringComparison.Ordinal);
        Assert.Equal(Read(Architectures.LeNet5), Read(text));
    }

    [Fact]
    public void A_schema_and_a_namespace_may_be_named()
    {
        string text = Architectures.LeNet5.Replace("\"name\": \"LeNet5\"", "\"$schema\": \"./x.json\", \"namespace\": \"My.Nets\", \"name\": \"LeNet5\"", StringComparison.Ordinal);
        Assert.Equal(Read(Architectures.LeNet5) with { Namespace = "My.Nets" }, Read(text));
    }

    [Fact]
    public void A_layer_may_be_named_by_a_keyword_or_in_any_script()
    {
        Assert.Equal(
            ["in", "層", "_", "conv1_1", "conv11"],
            Read(Architectures.WithLayers(
                """{ "name": "in", "type": "flatten" }""",
                """{ "name": "層", "type": "flatten" }""",
                """{ "name": "_", "type": "flatten" }""",
                """{ "name": "conv1_1", "type": "flatten" }""",
                """{ "name": "conv11", "type": "linear", "out_features": 10 }""")).Layers.Select(layer => layer.Layer.Name));
    }

    [Fact]
    public void Every_kind_has_a_type_of_its_own_and_described_keys()
    {
        Assert.Distinct(LayerReaders.Types);
        Assert.All(LayerReaders.All, reader =>
        {
            Assert.Distinct(reader.Keys.Select(key => key.Name));
            Assert.NotEmpty(reader.Description);
            Assert.All(reader.Keys, key => Assert.NotEmpty(key.Description));
        });
    }

    private static ShapedNetwork Read(string text)
    {
        Assert.Empty(Architectures.Diagnose(text));
        return Architectures.Read(text).Network!;
    }

    private static ImageInput ReadInput(string input) => Read(Architectures.WithInput(
        input,
        """{ "name": "flatten", "type": "flatten" }""",
        """{ "name": "fc", "type": "linear", "out_features": 10 }""")).Input;
}
