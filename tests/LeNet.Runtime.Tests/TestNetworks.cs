namespace LeNet.Runtime.Tests;

/// <summary>Descriptions of networks as the generator would emit them.</summary>
internal static class TestNetworks
{
    /// <summary>A network with nothing but its input and classes.</summary>
    public static NetworkDescription Classifier(int channels, int height, int width, int classes) =>
        Describe("Tiny", [channels, height, width], classes, []);

    /// <summary>LeNet-5 on 32×32, its tensors one after the other.</summary>
    public static NetworkDescription LeNet5 { get; } = Describe("LeNet5", [1, 32, 32], 10, Packed(
        ("conv1.weight", [6, 1, 5, 5], 25), ("conv1.bias", [6], 25),
        ("conv2.weight", [16, 6, 5, 5], 150), ("conv2.bias", [16], 150),
        ("fc1.weight", [120, 400], 400), ("fc1.bias", [120], 400),
        ("fc2.weight", [84, 120], 120), ("fc2.bias", [84], 120),
        ("fc3.weight", [10, 84], 84), ("fc3.bias", [10], 84)));

    /// <summary>Two tensors, in the state dict's order, with a gap of floats before and between them.</summary>
    public static NetworkDescription TwoTensors { get; } = Describe("Two", [1, 1, 2], 3,
    [
        new ParameterDescription("fc.weight", [3, 2], 1, 2),
        new ParameterDescription("fc.bias", [3], 9, 2),
    ]);

    /// <summary>One tensor, x, of a number of values.</summary>
    public static NetworkDescription OneTensor(int count) => Describe("One", [1, 1, 1], 1, [new ParameterDescription("x", [count], 0, 1)]);

    /// <summary>A network of any tensors.</summary>
    public static NetworkDescription Of(params ParameterDescription[] parameters) => Describe("Any", [1, 1, 2], 3, parameters);

    private static ParameterDescription[] Packed(params (string Name, int[] Shape, int FanIn)[] tensors)
    {
        int offset = 0;
        var parameters = new List<ParameterDescription>();
        foreach ((string name, int[] shape, int fanIn) in tensors)
        {
            parameters.Add(new ParameterDescription(name, shape, offset, fanIn));
            offset += parameters[^1].Count;
        }

        return [.. parameters];
    }

    private static NetworkDescription Describe(string name, int[] input, int classes, ParameterDescription[] parameters) => new()
    {
        Name = name,
        InputShape = input,
        ImageHeight = input[1],
        ImageWidth = input[2],
        InputSettings = "{}",
        Classes = classes,
        Loss = "cross_entropy",
        Layers = [],
        Parameters = parameters,
        ParameterFloats = parameters.Length == 0 ? 0 : parameters[^1].Offset + parameters[^1].Count,
    };
}
