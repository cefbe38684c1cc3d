namespace LeNet.Generator.Architecture.Layers;

/// <summary>
/// The sum of each window times a coefficient plus a bias, both trainable and one for each channel: the S layers of
/// Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: "Gradient-based learning applied to document recognition", 1998, II.B.
/// </summary>
internal sealed record Subsample2d(string Name, Size2 Kernel, Size2 Stride, Activation Activation) : ActivatedLayer(Name, Activation)
{
    /// <summary>The pool with the same windows.</summary>
    public Pool2d Windows => new AvgPool2d(Name, Kernel, Stride);
}
