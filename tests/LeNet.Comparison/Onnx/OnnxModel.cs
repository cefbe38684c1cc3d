namespace LeNet.Comparison.Onnx;

/// <summary>A model file: one graph of operators from the default operator set.</summary>
/// <param name="Graph">What it computes.</param>
internal sealed record OnnxModel(OnnxGraph Graph)
{
    /// <summary>Version of the default operator set; all operators written here mean the same since 13.</summary>
    public const int OperatorSet = 17;

    /// <summary>Version of the file format that came with the operator set.</summary>
    public const int FormatVersion = 8;
}

/// <summary>Nodes in an order in which each finds its inputs computed.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Input">What the caller hands over.</param>
/// <param name="Output">What the caller gets.</param>
/// <param name="Nodes">The operators.</param>
/// <param name="Weights">The constants that they use.</param>
internal sealed record OnnxGraph(
    string Name, OnnxValue Input, OnnxValue Output, IReadOnlyList<OnnxNode> Nodes, IReadOnlyList<OnnxTensor> Weights);

/// <summary>A float32 tensor that goes in or out, of any number of samples.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SampleShape">The shape of one sample; the tensor has the batch before it.</param>
internal sealed record OnnxValue(string Name, IReadOnlyList<int> SampleShape)
{
    /// <summary>The name of the dimension whose size the caller chooses.</summary>
    public const string BatchDimension = "batch";
}

/// <summary>One operator at work.</summary>
/// <param name="Operator">Its name in the operator set, such as <c>Conv</c>.</param>
/// <param name="Name">The node's own name.</param>
/// <param name="Inputs">Names of values and weights.</param>
/// <param name="Output">Name of the value that it computes.</param>
/// <param name="Attributes">Its settings.</param>
internal sealed record OnnxNode(
    string Operator, string Name, IReadOnlyList<string> Inputs, string Output, IReadOnlyList<OnnxAttribute> Attributes);

/// <summary>A setting of an operator: one integer or several.</summary>
/// <param name="Name">Its name, such as <c>kernel_shape</c>.</param>
/// <param name="Values">The integers.</param>
/// <param name="IsList">Whether the operator takes a list, even if of one.</param>
internal sealed record OnnxAttribute(string Name, IReadOnlyList<int> Values, bool IsList)
{
    /// <summary>A setting that is one integer.</summary>
    public static OnnxAttribute Integer(string name, int value) => new(name, [value], IsList: false);

    /// <summary>A setting that is a list.</summary>
    public static OnnxAttribute Integers(string name, params int[] values) => new(name, values, IsList: true);
}

/// <summary>A float32 constant.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">Its values, row-major.</param>
internal sealed record OnnxTensor(string Name, IReadOnlyList<int> Shape, float[] Values);
