namespace LeNet.Generator.Architecture.Layers;

/// <summary>How a convolution is computed. The result differs in rounding alone.</summary>
internal enum ConvAlgorithm
{
    /// <summary>Whichever is quicker.</summary>
    Auto,

    /// <summary>A product for each tap of the kernel.</summary>
    Direct,

    /// <summary>With fewer products, by the forms of Cook and Toom.</summary>
    Fast,
}
