namespace LeNet.Comparison.Onnx;

/// <summary>Builds a graph in which each layer takes what the one before it gives.</summary>
internal sealed class OnnxGraphBuilder
{
    private readonly string _name;
    private readonly OnnxValue _input;
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxTensor> _weights = [];
    private string _current;

    /// <param name="name">The network's name.</param>
    /// <param name="input">What goes in.</param>
    public OnnxGraphBuilder(string name, OnnxValue input)
    {
        (_name, _input, _current) = (name, input, input.Name);
    }

    /// <summary>A convolution (cross-correlation), as torch.nn.Conv2d.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="weight">[output channels, input channels, kernel height, kernel width].</param>
    /// <param name="bias">[output channels], or null.</param>
    /// <param name="stride">Rows and columns from one window to the next.</param>
    /// <param name="padding">Rows of zeros above and below, columns left and right.</param>
    public OnnxGraphBuilder Convolution(string layer, OnnxTensor weight, OnnxTensor? bias, (int Height, int Width) stride, (int Height, int Width) padding) =>
        Add(
            "Conv",
            layer,
            Weights(weight, bias),
            OnnxAttribute.Integers("kernel_shape", weight.Shape[2], weight.Shape[3]),
            OnnxAttribute.Integers("strides", stride.Height, stride.Width),
            OnnxAttribute.Integers("pads", padding.Height, padding.Width, padding.Height, padding.Width));

    /// <summary>A mean over windows, as torch.nn.AvgPool2d without padding.</summary>
    public OnnxGraphBuilder AveragePool(string layer, (int Height, int Width) kernel, (int Height, int Width) stride) =>
        Pool("AveragePool", layer, kernel, stride);

    /// <summary>A maximum over windows, as torch.nn.MaxPool2d without padding.</summary>
    public OnnxGraphBuilder MaxPool(string layer, (int Height, int Width) kernel, (int Height, int Width) stride) =>
        Pool("MaxPool", layer, kernel, stride);

    /// <summary>A function of every value.</summary>
    /// <param name="layer">The name of the layer that it belongs to.</param>
    /// <param name="function">ONNX's name of the function: <c>Tanh</c>, <c>Sigmoid</c>, <c>Relu</c>.</param>
    public OnnxGraphBuilder Activation(string layer, string function) => Add(function, $"{layer}.{function}", []);

    /// <summary>All axes of a sample become one: channel, row, column.</summary>
    public OnnxGraphBuilder Flatten(string layer) => Add("Flatten", layer, [], OnnxAttribute.Integer("axis", 1));

    /// <summary>x Wᵀ + b, as torch.nn.Linear.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <param name="weight">[output features, input features].</param>
    /// <param name="bias">[output features], or null.</param>
    public OnnxGraphBuilder Linear(string layer, OnnxTensor weight, OnnxTensor? bias) =>
        Add("Gemm", layer, Weights(weight, bias), OnnxAttribute.Integer("transB", 1));

    /// <summary>The model, whose output is what the last layer gives.</summary>
    /// <param name="output">The output's name and shape.</param>
    public OnnxModel Build(OnnxValue output)
    {
        OnnxNode last = _nodes[^1] with { Output = output.Name };
        return new OnnxModel(new OnnxGraph(_name, _input, output, [.. _nodes.SkipLast(1), last], _weights));
    }

    private OnnxGraphBuilder Pool(string kind, string layer, (int Height, int Width) kernel, (int Height, int Width) stride) =>
        Add(
            kind,
            layer,
            [],
            OnnxAttribute.Integers("kernel_shape", kernel.Height, kernel.Width),
            OnnxAttribute.Integers("strides", stride.Height, stride.Width));

    private IEnumerable<string> Weights(OnnxTensor weight, OnnxTensor? bias)
    {
        OnnxTensor[] used = bias is null ? [weight] : [weight, bias];
        _weights.AddRange(used);
        return used.Select(tensor => tensor.Name);
    }

    private OnnxGraphBuilder Add(string kind, string name, IEnumerable<string> weights, params OnnxAttribute[] attributes)
    {
        _nodes.Add(new OnnxNode(kind, name, [_current, .. weights], name, attributes));
        _current = name;
        return this;
    }
}
