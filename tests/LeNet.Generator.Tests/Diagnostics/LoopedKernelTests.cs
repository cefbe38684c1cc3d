using LeNet.Testing;

namespace LeNet.Generator.Tests.Diagnostics;

/// <summary>Networks that are too large to be written out are generated all the same, and the file's author is told.</summary>
public class LoopedKernelTests
{
    private const string First = """{ "name": "conv1", "type": "conv2d", "out_channels": 2, "kernel_size": 1 }""";
    private const string Flatten = """{ "name": "flatten", "type": "flatten" }""";
    private const string Linear = """{ "name": "fc", "type": "linear", "out_features": 10 }""";

    [Theory]
    [InlineData("\"kernel_size\": [1, 16]", "(6,76)-(6,83): conv2: a loop over columns, which takes longer to run, computes the input gradient of a kernel 16 columns wide, of 256 multiply-adds for all the kinds of columns; up to 240 it is code for each column")]
    [InlineData("\"kernel_size\": 1, \"stride\": 15", "(6,89)-(6,91): conv2: a loop over columns, which takes longer to run, computes the input gradient of a stride of 15 columns; up to 14 it is code for each column")]
    [InlineData("\"kernel_size\": [1, 2], \"dilation\": [1, 1025]", "(6,96)-(6,105): conv2: a loop over columns, which takes longer to run, computes the input gradient of a dilated kernel that reaches over 1025 columns; up to 1024 it is code for each column")]
    public void A_convolution_that_is_too_wide_is_reported(string keys, string expected)
    {
        string text = Text(First, $$"""{ "name": "conv2", "type": "conv2d", "out_channels": 2, {{keys}} }""");
        Assert.Equal(["LENET019 " + expected], Architectures.Diagnose(text));
        Assert.NotNull(Architectures.Read(text).Network);
    }

    [Theory]
    [InlineData("\"kernel_size\": [2, 15]")]
    [InlineData("\"kernel_size\": [2, 101], \"padding\": [0, 100]")]
    [InlineData("\"kernel_size\": [50, 1], \"stride\": [20, 14]")]
    [InlineData("\"kernel_size\": [1, 2], \"dilation\": [1, 1024]")]
    public void Up_to_there_it_is_not(string keys) =>
        Assert.Empty(Architectures.Diagnose(Text(First, $$"""{ "name": "conv2", "type": "conv2d", "out_channels": 2, {{keys}} }""")));

    [Fact]
    public void The_first_layer_with_weights_has_no_input_gradient() =>
        Assert.Empty(Architectures.Diagnose(Text("""{ "name": "conv2", "type": "conv2d", "out_channels": 2, "kernel_size": 60 }""")));

    [Theory]
    [InlineData(47, null)]
    [InlineData(48, "LENET019 (4,3)-(4,11): there are 49 convolutions and linear layers; beyond 48 their kernels are short loops that keep less in registers, so that they compile in seconds, and take longer to run")]
    [InlineData(192, "LENET019 (4,3)-(4,11): there are 193 convolutions and linear layers; beyond 48 their kernels are short loops that keep less in registers, and beyond 192 only for 128-bit vectors, so that they compile in seconds, and take longer to run")]
    public void Many_layers_are_reported(int before, string? expected)
    {
        string[] layers = [.. Enumerable.Range(0, before).Select(number => First.Replace("conv1", $"layer{number}", StringComparison.Ordinal))];
        Assert.Equal(expected is null ? [] : [expected], Architectures.Diagnose(Architectures.WithLayers([.. layers, Flatten, Linear])));
    }

    [Fact]
    public void The_information_reaches_the_compiler_and_the_network_is_there()
    {
        GeneratedProject project = GeneratorDriverHost.Run(Text(First, """{ "name": "conv2", "type": "conv2d", "out_channels": 2, "kernel_size": 25 }"""));
        Assert.Equal(["LENET019"], project.Diagnostics.Select(diagnostic => diagnostic.Id));
        project.Compile();
    }

    private static string Text(params string[] layers) =>
        Architectures.WithInput("""{ "shape": [1, 60, 1100] }""", [.. layers, """{ "name": "pool", "type": "adaptive_avg_pool2d", "output_size": 1 }""", Flatten, Linear]);
}
