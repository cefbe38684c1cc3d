namespace LeNet.Runtime;

/// <summary>What a generated network is made of: the same facts its source code was emitted from.</summary>
public sealed class NetworkDescription
{
    /// <summary>The name in the architecture file, which is the class's name too.</summary>
    public required string Name { get; init; }

    /// <summary>The shape of the first layer's input: channels, height, width.</summary>
    public required IReadOnlyList<int> InputShape { get; init; }

    /// <summary>Height of the raw 8-bit images that the network takes.</summary>
    public required int ImageHeight { get; init; }

    /// <summary>Width of the raw 8-bit images that the network takes.</summary>
    public required int ImageWidth { get; init; }

    /// <summary>Channels of the raw images, as of the first layer's input.</summary>
    public int ImageChannels => InputShape[0];

    /// <summary>Bytes of one raw image: channels × height × width.</summary>
    public int ImageBytes => ImageChannels * ImageHeight * ImageWidth;

    /// <summary>Number of classes, that is of logits.</summary>
    public required int Classes { get; init; }

    /// <summary>The "input" object of the architecture file, as JSON with every default written out.</summary>
    public required string InputSettings { get; init; }

    /// <summary>The loss, by its name in the architecture file.</summary>
    public required string Loss { get; init; }

    /// <summary>The loss with its settings, where it has some, for people: "cross_entropy with label smoothing 0.1".</summary>
    public string LossSummary { get => field ?? Loss; init; }

    /// <summary>The loss as an object of the architecture file, as JSON with every default written out.</summary>
    public string LossSettings { get => field ?? $$"""{ "type": "{{Loss}}" }"""; init; }

    /// <summary>The layers, in order.</summary>
    public required IReadOnlyList<LayerDescription> Layers { get; init; }

    /// <summary>The parameter tensors, and the buffers that are saved with them, in the order of PyTorch's state dict.</summary>
    public required IReadOnlyList<ParameterDescription> Parameters { get; init; }

    /// <summary>How many floats they take, gaps for alignment included.</summary>
    public required int ParameterFloats { get; init; }

    /// <summary>Trainable parameters in all. LeNet-5: 61,706.</summary>
    public int ParameterCount => Parameters.Sum(parameter => parameter.TrainableCount);

    /// <summary>Multiply-adds of one forward pass of one sample. LeNet-5: 416,520.</summary>
    public long ForwardMultiplyAdds => Layers.Sum(layer => layer.ForwardMultiplyAdds);

    /// <summary>Multiplications that layers really do of one sample forward: fewer where convolutions are fast.</summary>
    public long ForwardProducts => Layers.Sum(layer => layer.ForwardProducts);

    /// <summary>
    /// Memory for a tile of sixteen samples in training, those of the layers and what they share: what a thread works in and what is kept of a tile.
    /// Parameters, gradients and momentum come to it, four bytes each for every one of <see cref="ParameterFloats"/>.
    /// </summary>
    public long TrainingBytes { get; init; }

    /// <summary>Memory for one image in inference on the widest vectors, those of the layers and what they share; the parameters come to it.</summary>
    public long InferenceBytes { get; init; }

    /// <summary>Multiply-adds of one backward pass of one sample.</summary>
    public long BackwardMultiplyAdds => Layers.Sum(layer => layer.BackwardMultiplyAdds);
}

/// <summary>One layer of a network.</summary>
/// <param name="Name">Its name in the architecture file.</param>
/// <param name="Type">Its type in the architecture file, such as <c>conv2d</c>.</param>
/// <param name="Summary">One line for people: "5×5 convolution, tanh, 1×32×32 → 6×28×28, 156 parameters, 117,600 multiply-adds".</param>
/// <param name="Settings">Its object in the architecture file, as JSON with every default written out.</param>
/// <param name="OutputShape">Channels, height, width; or features alone.</param>
/// <param name="ParameterCount">Trainable parameters.</param>
/// <param name="ForwardMultiplyAdds">Multiply-adds of one forward pass of one sample.</param>
/// <param name="BackwardMultiplyAdds">Multiply-adds of one backward pass of one sample.</param>
public sealed record LayerDescription(
    string Name,
    string Type,
    string Summary,
    string Settings,
    IReadOnlyList<int> OutputShape,
    int ParameterCount,
    long ForwardMultiplyAdds,
    long BackwardMultiplyAdds)
{
    /// <summary>How a convolution is computed with fewer products: F(4,5), say; empty for direct convolution and for other layers.</summary>
    public string Algorithm { get; init; } = "";

    /// <summary>Multiplications of a sample that the layer really does forward; fewer than multiply-adds where there is an <see cref="Algorithm"/>.</summary>
    public long ForwardProducts { get; init; } = ForwardMultiplyAdds;

    /// <summary>Memory that the layer takes for a tile of sixteen samples in training: its output, whose place its gradient takes, and what it keeps.</summary>
    public long TrainingBytes { get; init; }

    /// <summary>Memory that the layer takes for one image in inference on the widest vectors: its output, and its weights once more where they are reordered.</summary>
    public long InferenceBytes { get; init; }
}

/// <summary>One tensor of a network's state: a parameter, or a buffer beside them.</summary>
/// <param name="Name">Its name in PyTorch's state dict, such as <c>conv1.weight</c>.</param>
/// <param name="Shape">Its shape in PyTorch, such as [6, 1, 5, 5].</param>
/// <param name="Offset">Where it begins in the network's parameters, in floats.</param>
/// <param name="FanIn">Inputs of one output, which bounds the initial values by ±1/√fan-in; where there are <see cref="Connections"/>, of one connection of it.</param>
public sealed record ParameterDescription(string Name, IReadOnlyList<int> Shape, int Offset, int FanIn)
{
    /// <summary>Values in the tensor.</summary>
    public int Count { get; } = Shape.Aggregate(1, (product, size) => product * size);

    /// <summary>
    /// For a convolution whose channels are not all connected: for each output channel its input channels, ascending. The weights of
    /// all others are 0, whatever they are set to, and training leaves them so. PyTorch holds them as a masked weight. Null for all.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>>? Connections { get; init; }

    /// <summary>Values that training changes.</summary>
    public int TrainableCount => !IsTrainable ? 0
        : HasUnconnected ? Connections!.Sum(inputs => inputs.Count) * Shape.Skip(2).Aggregate(1, (product, size) => product * size)
        : Count;

    /// <summary>Whether some values are of channels that are not connected: of the weight, but not of the bias.</summary>
    private bool HasUnconnected => Connections is not null && Shape.Count > 1;

    /// <summary>Sets the values of channels that are not connected to 0.</summary>
    internal void ClearUnconnected(Span<float> values)
    {
        if (!HasUnconnected)
        {
            return;
        }

        int kernel = Count / (Shape[0] * Shape[1]);
        for (int output = 0; output < Shape[0]; output++)
        {
            IReadOnlyList<int> inputs = Connections![output];
            int next = 0;
            for (int input = 0; input < Shape[1]; input++)
            {
                if (next < inputs.Count && inputs[next] == input)
                {
                    next++;
                }
                else
                {
                    values.Slice(((output * Shape[1]) + input) * kernel, kernel).Clear();
                }
            }
        }
    }

    /// <summary>The one initial value, for a tensor that does not begin at random, such as batch normalisation's weight.</summary>
    public float? InitialValue { get; init; }

    /// <summary>Whether training changes it by its gradient. PyTorch calls the others buffers: they are in its state dict, but are no parameters.</summary>
    public bool IsTrainable { get; init; } = true;

    /// <summary>Whether it is a whole number, such as batch normalisation's counter of batches: I64 in a weights file, an int's bits in memory.</summary>
    public bool IsInteger { get; init; }
}
