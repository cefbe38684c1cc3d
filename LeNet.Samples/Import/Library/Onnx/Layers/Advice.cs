namespace LeNet.Import.Onnx.Layers;

/// <summary>What would work in the place of operators that no layer here is.</summary>
internal static class Advice
{
    private const string Activations = "the activations are tanh, sigmoid, relu, leaky_relu, elu, gelu, silu and scaled_tanh (docs/layers.md); train the network with one of them";

    private static readonly Dictionary<string, string> ByOperator = new(StringComparer.Ordinal)
    {
        ["Celu"] = Activations,
        ["HardSigmoid"] = Activations,
        ["HardSwish"] = Activations,
        ["Mish"] = Activations,
        ["PRelu"] = Activations,
        ["Selu"] = Activations,
        ["Softplus"] = Activations,
        ["Softsign"] = Activations,
        ["Swish"] = Activations,
        ["ThresholdedRelu"] = Activations,
        ["ConvTranspose"] = "images only become smaller here: conv2d and the pools are the layers that change their size",
        ["GlobalMaxPool"] = "take the mean of each channel (adaptive_avg_pool2d), or a max_pool2d over the whole image",
        ["InstanceNormalization"] = "take batch_norm2d or layer_norm",
        ["GroupNormalization"] = "take batch_norm2d or layer_norm",
        ["LRN"] = "take batch_norm2d",
        ["LpPool"] = "take avg_pool2d or max_pool2d",
        ["QLinearConv"] = "import the model as it was before it was quantised",
        ["QLinearMatMul"] = "import the model as it was before it was quantised",
        ["QuantizeLinear"] = "import the model as it was before it was quantised",
        ["DequantizeLinear"] = "import the model as it was before it was quantised",
        ["Softmax"] = "softmax is of the loss here, behind the last layer",
        ["LSTM"] = "networks here have no memory of other inputs; only chains of layers on images can be said",
        ["GRU"] = "networks here have no memory of other inputs; only chains of layers on images can be said",
        ["RNN"] = "networks here have no memory of other inputs; only chains of layers on images can be said",
        ["If"] = "export the model without conditions (in PyTorch by torch.onnx.export of a model in evaluation mode)",
        ["Loop"] = "export the model without loops",
        ["Resize"] = "resizing is of the input here: \"image\" and \"fit\" of \"input\" say it; export the model without",
        ["Upsample"] = "resizing is of the input here: \"image\" and \"fit\" of \"input\" say it; export the model without",
    };

    /// <summary>A sentence that goes on after the node.</summary>
    public static string Of(string operation) =>
        $"is no layer of an architecture file; {ByOperator.GetValueOrDefault(operation, "docs/layers.md lists what there is: train the network with these")}";
}
