namespace LeNet.Generator.Architecture.Layers;

/// <summary>Which input channels each output channel of a convolution is made of.</summary>
/// <param name="Name">The name that the file calls the table by, or null if it lists it.</param>
/// <param name="Inputs">For each output channel its input channels, ascending.</param>
internal sealed record Connections(string? Name, EquatableArray<EquatableArray<int>> Inputs)
{
    /// <summary>
    /// The table of layer C3 in Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: "Gradient-based learning applied to document
    /// recognition", 1998, table I: 16 output channels with 3, 4 or all of 6 input channels.
    /// </summary>
    public static readonly Connections LeCun1998 = new("lecun1998", Table(
        [0, 1, 2],
        [1, 2, 3],
        [2, 3, 4],
        [3, 4, 5],
        [0, 4, 5],
        [0, 1, 5],
        [0, 1, 2, 3],
        [1, 2, 3, 4],
        [2, 3, 4, 5],
        [0, 3, 4, 5],
        [0, 1, 4, 5],
        [0, 1, 2, 5],
        [0, 1, 3, 4],
        [1, 2, 4, 5],
        [0, 2, 3, 5],
        [0, 1, 2, 3, 4, 5]));

    /// <summary>How many there are in all.</summary>
    public int Count => Inputs.Sum(inputs => inputs.Count);

    /// <summary>For each input channel the output channels that it is connected to, ascending.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Outputs(int inputChannels)
    {
        List<int>[] outputs = [.. Enumerable.Range(0, inputChannels).Select(_ => new List<int>())];
        for (var output = 0; output < Inputs.Count; output++)
        {
            foreach (var input in Inputs[output])
            {
                outputs[input].Add(output);
            }
        }

        return outputs;
    }

    public static EquatableArray<EquatableArray<int>> Table(params int[][] inputs) => new(inputs.Select(list => new EquatableArray<int>(list)));
}
