using LeNet.Runtime;

namespace LeNet.Samples.Tests.Reporting;

/// <summary>Descriptions of networks, written by hand.</summary>
internal static class Descriptions
{
    /// <summary>LeNet-5 as in the default architecture file.</summary>
    public static NetworkDescription LeNet5 { get; } = new()
    {
        Name = "LeNet5",
        InputShape = [1, 32, 32],
        ImageHeight = 28,
        ImageWidth = 28,
        InputSettings = "{}",
        Classes = 10,
        Loss = "cross_entropy",
        Layers =
        [
            new("conv1", "conv2d", "5×5 convolution", "{}", [6, 28, 28], 156, 117_600, 117_600) { TrainingBytes = 350_000 },
            new("pool1", "avg_pool2d", "2×2 average", "{}", [6, 14, 14], 0, 0, 0),
            new("conv2", "conv2d", "5×5 convolution", "{}", [16, 10, 10], 2_416, 240_000, 480_000) { ForwardProducts = 115_200 },
            new("pool2", "avg_pool2d", "2×2 average", "{}", [16, 5, 5], 0, 0, 0),
            new("flatten", "flatten", "flatten", "{}", [400], 0, 0, 0),
            new("fc1", "linear", "linear", "{}", [120], 48_120, 48_000, 96_000),
            new("fc2", "linear", "linear", "{}", [84], 10_164, 10_080, 20_160),
            new("fc3", "linear", "linear", "{}", [10], 850, 840, 1_680),
        ],
        Parameters =
        [
            new("conv1.weight", [6, 1, 5, 5], 0, 25), new("conv1.bias", [6], 160, 25),
            new("conv2.weight", [16, 6, 5, 5], 176, 150), new("conv2.bias", [16], 2_576, 150),
            new("fc1.weight", [120, 400], 2_592, 400), new("fc1.bias", [120], 50_592, 400),
            new("fc2.weight", [84, 120], 50_720, 120), new("fc2.bias", [84], 60_800, 120),
            new("fc3.weight", [10, 84], 60_896, 84), new("fc3.bias", [10], 61_744, 84),
        ],
        ParameterFloats = 61_760,
        TrainingBytes = 1_000_000,
        InferenceBytes = 300_000,
    };
}
