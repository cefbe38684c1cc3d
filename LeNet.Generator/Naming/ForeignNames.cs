namespace LeNet.Generator.Naming;

/// <summary>What other frameworks call the things of an architecture file.</summary>
internal static class ForeignNames
{
    private const string NoSoftmax = "leave it out, as the loss \"cross_entropy\" contains the softmax";
    private const string NoInput = "leave it out, as \"input\" beside \"layers\" says what comes in";
    private const string NoScaling = "leave it out, and give \"input\" a \"mean\" and \"std\"";

    /// <summary>Keys of layers and of the input.</summary>
    public static readonly IReadOnlyList<ForeignName> Keys =
    [
        new("Keras", "filters", "out_channels"),
        new("Keras", "units", "out_features"),
        new("Keras", "pool_size", "kernel_size"),
        new("Keras", "strides", "stride"),
        new("Keras", "use_bias", "bias"),
        new("Keras", "dilation_rate", "dilation"),
        new("Keras", "input_dim", "in_features"),
        new("Keras", "input_shape", "shape"),
        new("Keras", "class_name", "type"),
        new("Caffe", "num_output", "out_channels"),
        new("Caffe", "num_output", "out_features"),
        new("Caffe", "pad", "padding"),
        new("Caffe", "bias_term", "bias"),
        new("Caffe", "group", "groups"),
        new("Caffe", "layer", "layers"),
        new("ONNX", "kernel_shape", "kernel_size"),
        new("ONNX", "pads", "padding"),
        new("ONNX", "dilations", "dilation"),
        new("ONNX", "op_type", "type"),
        new("Darknet", "size", "kernel_size"),
        new("Darknet", "output", "out_features"),
        new("TensorFlow", "ksize", "kernel_size"),
        new("torchvision", "image_size", "image"),
        new("PyTorch", "nonlinearity", "activation"),
        new("Keras", "rate", "p"),
        new("Keras", "epsilon", "eps"),
        new("Keras", "center", "affine"),
        new("Caffe", "dropout_ratio", "p"),
        new("ONNX", "ratio", "p"),
        new("ONNX", "epsilon", "eps"),
        new("Darknet", "probability", "p"),
        new("ONNX", "alpha", "negative_slope"),
    ];

    /// <summary>Types of layers.</summary>
    public static readonly IReadOnlyList<ForeignName> Types =
    [
        new("Keras", "AveragePooling2D", "avg_pool2d"),
        new("Keras", "MaxPooling2D", "max_pool2d"),
        new("Keras", "GlobalAveragePooling2D", "adaptive_avg_pool2d"),
        new("Keras", "Dense", "linear"),
        new("Keras", "Convolution2D", "conv2d"),
        new("Caffe", "Convolution", "conv2d"),
        new("Caffe", "InnerProduct", "linear"),
        new("Caffe", "Pooling", "max_pool2d"),
        new("ONNX", "Conv", "conv2d"),
        new("ONNX", "AveragePool", "avg_pool2d"),
        new("ONNX", "MaxPool", "max_pool2d"),
        new("ONNX", "GlobalAveragePool", "adaptive_avg_pool2d"),
        new("ONNX", "Gemm", "linear"),
        new("ONNX", "MatMul", "linear"),
        new("ONNX", "Reshape", "flatten"),
        new("Darknet", "convolutional", "conv2d"),
        new("Darknet", "connected", "linear"),
        new("Darknet", "avgpool", "avg_pool2d"),
        new("Keras", "BatchNormalization", "batch_norm2d"),
        new("Keras", "LayerNormalization", "layer_norm"),
        new("Caffe", "BatchNorm", "batch_norm2d"),
        new("PyTorch", "BatchNorm1d", "batch_norm1d"),
        new("PyTorch", "BatchNorm2d", "batch_norm2d"),
        new("PyTorch", "LayerNorm", "layer_norm"),
        new("Darknet", "batchnorm", "batch_norm2d"),
        new("Darknet", "leaky", "leaky_relu"),
        new("Darknet", "logistic", "sigmoid"),
        new("Keras", "swish", "silu"),
        new("Keras", "Softmax", "cross_entropy", NoSoftmax),
        new("PyTorch", "LogSoftmax", "cross_entropy", NoSoftmax),
        new("Keras", "DepthwiseConv2D", "conv2d", "write \"conv2d\" with \"groups\", as many as channels come in"),
        new("Keras", "ZeroPadding2D", "padding", "leave it out, and give the next layer \"padding\""),
        new("Keras", "Activation", "activation", "write the activation itself, such as \"relu\""),
        new("Keras", "InputLayer", "input", NoInput),
        new("Caffe", "Input", "input", NoInput),
        new("Keras", "Rescaling", "input", NoScaling),
        new("Keras", "Normalization", "input", NoScaling),
    ];

    /// <summary>Activations.</summary>
    public static readonly IReadOnlyList<ForeignName> Activations =
    [
        new("Keras", "linear", "none"),
        new("ONNX", "identity", "none"),
        new("Darknet", "logistic", "sigmoid"),
        new("Darknet", "leaky", "leaky_relu"),
        new("Keras", "swish", "silu"),
        new("Keras", "softmax", "none", NoSoftmax),
        new("Keras", "log_softmax", "none", NoSoftmax),
    ];

    /// <summary>Losses.</summary>
    public static readonly IReadOnlyList<ForeignName> Losses =
    [
        new("PyTorch", "CrossEntropyLoss", "cross_entropy"),
        new("Keras", "categorical_crossentropy", "cross_entropy"),
        new("Keras", "sparse_categorical_crossentropy", "cross_entropy"),
        new("Caffe", "SoftmaxWithLoss", "cross_entropy"),
        new("ONNX", "SoftmaxCrossEntropyLoss", "cross_entropy"),
        new("PyTorch", "MSELoss", "mse"),
        new("Keras", "mean_squared_error", "mse"),
        new("Caffe", "EuclideanLoss", "mse"),
        new("LeCun", "map", "discriminative_rbf"),
    ];
}

/// <param name="Framework">Whose name it is.</param>
/// <param name="Spelling">The name there.</param>
/// <param name="Ours">The name in an architecture file.</param>
/// <param name="Advice">What to do, if that is more than to write our name.</param>
internal sealed record ForeignName(string Framework, string Spelling, string Ours, string? Advice = null);
