using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Planning.FastConvolution;
using LeNet.Generator.Shapes;
using LeNet.Runtime;
using LeNet.Testing;

namespace LeNet.Generator.Tests.Planning;

/// <summary>Which convolutions get a fast form, and how much it rounds.</summary>
public sealed class FastFormsTests(ITestOutputHelper output)
{
    [Fact]
    public void The_convolutions_of_LeNet5_take_five_columns_to_four_outputs() =>
        Assert.Equal(["F(4,5)", "F(4,5)"], Shape(Repository.DefaultArchitecture).Layers.Where(layer => layer.Layer is Conv2d).Select(layer => FastForms.For(layer)?.Toom.ToString()));

    [Theory]
    [InlineData("\"stride\": 2")]
    [InlineData("\"dilation\": 2")]
    [InlineData("\"groups\": 2")]
    [InlineData("\"algorithm\": \"direct\"")]
    public void Others_are_computed_directly(string setting) => Assert.Null(FastForms.For(Layer($"{ArchitectureText.Conv(16, 5)}, {setting}".Replace("\"stride\": [1, 1], ", "", StringComparison.Ordinal))));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void So_are_kernels_without_forms(int width) => Assert.Null(FastForms.For(Layer(ArchitectureText.Conv(16, (3, width)))));

    [Fact]
    public void A_wide_layer_gets_a_form_that_rounds_less()
    {
        ShapedLayer few = Layer(ArchitectureText.Conv(64, 5), channels: 6);
        ShapedLayer many = Layer(ArchitectureText.Conv(64, 5), channels: 48);
        ShapedLayer most = Layer(ArchitectureText.Conv(64, 5), channels: 256);

        Assert.Equal(["F(4,5)", "F(2,5)", null], new[] { few, many, most }.Select(layer => FastForms.For(layer)?.Toom.ToString()));
        Assert.True(FastForms.Error(FastForms.For(many)!, many) < FastForms.Error(new FastForm(FastForms.For(few)!.Toom, 16), many));
    }

    [Fact]
    public void Errors_stay_below_what_is_expected()
    {
        (int Channels, (int, int) Kernel)[] convolutions = [(24, (3, 3)), (32, (5, 5)), (40, (3, 4)), (24, (2, 6)), (16, (4, 7)), (64, (3, 3)), (16, (3, 3))];
        string text = ArchitectureText.Of(
            "Deep",
            ArchitectureText.Input(3, 24, 40, 24, 40, "pad"),
            [.. convolutions.Select(convolution => ArchitectureText.With(ArchitectureText.Conv(convolution.Channels, convolution.Kernel), "algorithm", "\"fast\"")), ArchitectureText.Flatten, ArchitectureText.Linear(4)]);
        ShapedNetwork shape = Shape(text);
        Network network = NetworkCompiler.Create(text);
        Dataset images = SyntheticData.Noise(network.Description, 3, seed: 2);

        for (int image = 0; image < images.Count; image++)
        {
            IReadOnlyList<LayerOutput> outputs = network.LayerOutputs(images.Image(image));
            for (int i = 0; i < convolutions.Length; i++)
            {
                double error = Error(shape.Layers[i], outputs[i].Values.Span, outputs[i + 1].Values.Span, network);
                double expected = FastForms.Error(FastForms.For(shape.Layers[i])!, shape.Layers[i]);
                output.WriteLine($"{FastForms.For(shape.Layers[i])!.Toom} {shape.Layers[i].Input}: {error:E2} of {expected:E2}");
                Assert.True(error <= expected, $"{shape.Layers[i].Layer.Name}: {error:E2}, expected at most {expected:E2}");
            }
        }
    }

    /// <summary>The largest difference from a convolution in double precision, as a share of its largest value.</summary>
    private static double Error(ShapedLayer layer, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Network network)
    {
        var convolution = (Conv2d)layer.Layer;
        ReadOnlySpan<float> weight = network.Parameter(convolution.Name + ".weight");
        ReadOnlySpan<float> bias = network.Parameter(convolution.Name + ".bias");
        (int height, int width) = (convolution.Kernel.Height, convolution.Kernel.Width);
        (double largest, double error) = (0, 0);
        for (int o = 0; o < layer.Output.Channels; o++)
        {
            for (int r = 0; r < layer.Output.Height; r++)
            {
                for (int c = 0; c < layer.Output.Width; c++)
                {
                    double sum = bias[o];
                    for (int i = 0; i < layer.Input.Channels; i++)
                    {
                        for (int k = 0; k < height * width; k++)
                        {
                            sum += (double)weight[(((o * layer.Input.Channels) + i) * height * width) + k]
                                * x[(((i * layer.Input.Height) + r + (k / width)) * layer.Input.Width) + c + (k % width)];
                        }
                    }

                    largest = Math.Max(largest, Math.Abs(sum));
                    error = Math.Max(error, Math.Abs(sum - y[(((o * layer.Output.Height) + r) * layer.Output.Width) + c]));
                }
            }
        }

        return error / largest;
    }

    private static ShapedLayer Layer(string convolution, int channels = 4) =>
        Shape(ArchitectureText.Of("Small", ArchitectureText.Input(channels, 20, 20), [convolution, ArchitectureText.Flatten, ArchitectureText.Linear(4)])).Layers[0];

    private static ShapedNetwork Shape(string text) => NetworkCompiler.Shape(text);
}
