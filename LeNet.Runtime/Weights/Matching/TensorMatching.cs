namespace LeNet.Runtime;

/// <summary>How the tensors of a file are told which parameters of the network they are.</summary>
public enum TensorMatching
{
    /// <summary>By PyTorch's names; all may have one prefix, such as <c>module.</c> or <c>_orig_mod.</c>, which is left out.</summary>
    ByName,

    /// <summary>
    /// By their order and their shapes, whatever they are called but for the last part of the name: <c>0.weight</c> of an <c>nn.Sequential</c>
    /// is the weight of the first layer. Layers of equal shapes are told apart by the order alone.
    /// </summary>
    ByOrder,
}
