using LeNet.Generator.Architecture.Layers;
using LeNet.Generator.Shapes;

namespace LeNet.Generator.Tests.Shapes;

public class ShapeInferenceTests
{
    // Shapes as PyTorch gives them: the examples of its documentation and the layers of torchvision's models.
    [Theory]
    [InlineData("conv2d", "16,50,100", "3", "2", "0", "16×24×49")]
    [InlineData("conv2d", "16,50,100", "[3, 5]", "[2, 1]", "[4, 2]", "16×28×100")]
    [InlineData("conv2d", "3,224,224", "11", "4", "2", "16×55×55")] // AlexNet, features.0
    [InlineData("conv2d", "3,224,224", "7", "2", "3", "16×112×112")] // ResNet, conv1
    [InlineData("conv2d", "3,224,224", "3", "1", "1", "16×224×224")] // VGG, features.0
    [InlineData("conv2d", "1,32,32", "5", "1", "0", "16×28×28")]
    [InlineData("conv2d", "1,5,5", "5", "1", "0", "16×1×1")]
    [InlineData("conv2d", "1,4,4", "5", "3", "1", "16×1×1")]
    [InlineData("conv2d", "1,1,1", "1", "7", "0", "16×1×1")]
    [InlineData("conv2d", "2,7,9", "[1, 2]", "3", "[0, 5]", "16×3×6")]
    [InlineData("max_pool2d", "16,50,32", "3", "2", null, "16×24×15")]
    [InlineData("max_pool2d", "16,50,32", "[3, 2]", "[2, 1]", null, "16×24×31")]
    [InlineData("avg_pool2d", "16,50,32", "[3, 2]", "[2, 1]", null, "16×24×31")]
    [InlineData("max_pool2d", "64,55,55", "3", "2", null, "64×27×27")] // AlexNet, features.2
    [InlineData("max_pool2d", "256,13,13", "3", "2", null, "256×6×6")] // AlexNet, features.12
    [InlineData("max_pool2d", "2,5,5", "2", null, null, "2×2×2")] // a last partial window is dropped
    [InlineData("avg_pool2d", "2,5,7", "[2, 3]", null, null, "2×2×2")]
    [InlineData("avg_pool2d", "2,5,5", "2", "3", null, "2×2×2")]
    [InlineData("avg_pool2d", "2,5,5", "5", "9", null, "2×1×1")]
    [InlineData("max_pool2d", "64,112,112", "3", "2", "1", "64×56×56")] // ResNet, maxpool
    [InlineData("avg_pool2d", "2,5,6", "[2, 4]", "1", "[1, 2]", "2×6×7")]
    [InlineData("avg_pool2d", "2,1,1", "3", "3", "1", "2×1×1")]
    public void Sliding_windows(string type, string input, string kernel, string? stride, string? padding, string expected)
    {
        string keys = (type == "conv2d" ? ", \"out_channels\": 16" : "")
            + (stride is null ? "" : $", \"stride\": {stride}")
            + (padding is null ? "" : $", \"padding\": {padding}");
        ShapedNetwork network = Infer(
            $"{{ \"shape\": [{input}] }}",
            $"{{ \"name\": \"a\", \"type\": \"{type}\", \"kernel_size\": {kernel}{keys} }}",
            """{ "name": "flatten", "type": "flatten" }""",
            """{ "name": "fc", "type": "linear", "out_features": 10 }""");
        Assert.Equal(expected, network.Layers[0].Output.ToString());
        Assert.Equal(input, network.Layers[0].Input.ToString().Replace('×', ','));
    }

    // The example of torch.nn.Conv2d, and layers of torchvision's DeepLabV3 and of MobileNet.
    [Theory]
    [InlineData("16,50,100", "[3, 5]", "[2, 1]", "[4, 2]", "[3, 1]", 1, "16×26×100")]
    [InlineData("32,65,65", "3", "1", "12", "12", 1, "16×65×65")]
    [InlineData("16,112,112", "3", "2", "1", "1", 16, "16×56×56")]
    [InlineData("8,9,9", "3", "1", "0", "4", 2, "16×1×1")]
    [InlineData("8,9,9", "1", "2", "0", "65536", 4, "16×5×5")]
    public void Dilation_and_groups(string input, string kernel, string stride, string padding, string dilation, int groups, string expected)
    {
        ShapedNetwork network = Infer(
            $"{{ \"shape\": [{input}] }}",
            $"{{ \"name\": \"a\", \"type\": \"conv2d\", \"out_channels\": 16, \"kernel_size\": {kernel}, \"stride\": {stride}, \"padding\": {padding}, \"dilation\": {dilation}, \"groups\": {groups} }}",
            """{ "name": "flatten", "type": "flatten" }""",
            """{ "name": "fc", "type": "linear", "out_features": 10 }""");
        Assert.Equal(expected, network.Layers[0].Output.ToString());
    }

    /// <summary>With the weights of a convolution without groups, this one would be beyond the limit.</summary>
    [Fact]
    public void A_group_has_weights_for_its_own_channels_alone() => Assert.Equal("8192×2×2", Infer(
        """{ "shape": [8192, 4, 4] }""",
        """{ "name": "a", "type": "conv2d", "out_channels": 8192, "kernel_size": 3, "groups": 8192 }""",
        """{ "name": "flatten", "type": "flatten" }""",
        """{ "name": "fc", "type": "linear", "out_features": 10 }""").Layers[0].Output.ToString());

    [Fact]
    public void Padding_to_the_same_size_adds_the_odd_one_at_the_end()
    {
        ShapedNetwork network = Infer(
            """{ "shape": [1, 9, 8] }""",
            """{ "name": "a", "type": "conv2d", "out_channels": 2, "kernel_size": [2, 5], "dilation": [3, 1], "padding": "same" }""",
            """{ "name": "flatten", "type": "flatten" }""",
            """{ "name": "fc", "type": "linear", "out_features": 10 }""");
        Assert.Equal("2×9×8", network.Layers[0].Output.ToString());
        Assert.Equal(new Margins(1, 2, 2, 2), ((Conv2d)network.Layers[0].Layer).Margins);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("[1, 1]")]
    public void A_global_average_gives_one_pixel(string outputSize)
    {
        ShapedNetwork network = Infer(
            """{ "shape": [3, 20, 30] }""",
            $"{{ \"name\": \"a\", \"type\": \"adaptive_avg_pool2d\", \"output_size\": {outputSize} }}",
            """{ "name": "flatten", "type": "flatten" }""",
            """{ "name": "fc", "type": "linear", "out_features": 10 }""");
        Assert.Equal("3×1×1", network.Layers[0].Output.ToString());
    }

    [Fact]
    public void LeNet5()
    {
        ShapedNetwork network = Architectures.Read(Architectures.LeNet5).Network!;
        Assert.Equal(
            ["6×28×28", "6×14×14", "16×10×10", "16×5×5", "400", "120", "84", "10"],
            network.Layers.Select(layer => layer.Output.ToString()));
        Assert.Equal(Shape.Flat(10), network.Output);
        for (int i = 1; i < network.Layers.Count; i++)
        {
            Assert.Equal(network.Layers[i - 1].Output, network.Layers[i].Input);
        }
    }

    [Fact]
    public void A_flat_input_stays_flat_and_one_unit_is_enough()
    {
        ShapedNetwork network = Infer(
            """{ "shape": [3, 2, 1] }""",
            """{ "name": "f1", "type": "flatten" }""",
            """{ "name": "f2", "type": "flatten" }""",
            """{ "name": "fc1", "type": "linear", "out_features": 1 }""",
            """{ "name": "fc2", "type": "linear", "out_features": 1 }""",
            """{ "name": "f3", "type": "flatten" }""");
        Assert.Equal([Shape.Flat(6), Shape.Flat(6), Shape.Flat(1), Shape.Flat(1), Shape.Flat(1)], network.Layers.Select(layer => layer.Output));
    }

    [Fact]
    public void A_convolution_may_give_the_classes()
    {
        ShapedNetwork network = Infer(
            """{ "shape": [1, 5, 5] }""",
            """{ "name": "conv", "type": "conv2d", "out_channels": 10, "kernel_size": 5 }""",
            """{ "name": "flatten", "type": "flatten" }""");
        Assert.Equal(Shape.Flat(10), network.Output);
    }

    [Fact]
    public void The_largest_legal_network_overflows_nothing()
    {
        ShapedNetwork network = Infer(
            """{ "shape": [16, 1024, 1024] }""",
            """{ "name": "pool", "type": "max_pool2d", "kernel_size": 1024 }""",
            """{ "name": "flatten", "type": "flatten" }""",
            """{ "name": "a", "type": "linear", "out_features": 65536 }""",
            """{ "name": "b", "type": "linear", "out_features": 4000 }""");
        Assert.Equal(65536, network.Layers[2].Output.Count);
    }

    private static ShapedNetwork Infer(string input, params string[] layers)
    {
        string text = Architectures.WithInput(input, layers);
        Assert.Empty(Architectures.Diagnose(text));
        return Architectures.Read(text).Network!;
    }

    [Fact]
    public void Prototypes_have_a_limit()
    {
        Assert.Null(Problem(83));
        Assert.Equal("LENET016", Problem(84));

        static string? Problem(int count)
        {
            string prototype = $"[{string.Join(", ", Enumerable.Repeat("1", 784))}]";
            string rbf = $$"""{ "name": "rbf", "type": "rbf", "prototypes": [{{string.Join(", ", Enumerable.Repeat(prototype, count))}}] }""";
            return Architectures.Diagnose(Architectures.WithLayers(
                """{ "name": "flatten", "type": "flatten" }""", rbf, """{ "name": "fc", "type": "linear", "out_features": 10 }""")).SingleOrDefault()?[..8];
        }
    }
}
