namespace LeNet.Generator.Architecture;

/// <summary>How large a network may be, so that every count and every offset in the plan fits an int.</summary>
internal static class Limits
{
    /// <summary>Of channels, features, image sides, kernels, strides and padding.</summary>
    public const int Dimension = 65_536;

    /// <summary>Values per sample of all activations together: times 16 samples of a tile, and gradients too, is 2³⁰ floats.</summary>
    public const int Activations = 1 << 25;

    /// <summary>Parameters of the whole network: a gibibyte of floats.</summary>
    public const int Parameters = 1 << 28;

    /// <summary>Values of the prototypes of an rbf layer, which are written out in the generated code.</summary>
    public const int Prototypes = 1 << 16;

    /// <summary>A product of non-negative factors that stops at <see cref="long.MaxValue"/> rather than overflow.</summary>
    public static long Product(params long[] factors)
    {
        long product = 1;
        foreach (long factor in factors)
        {
            product = factor != 0 && product > long.MaxValue / factor ? long.MaxValue : product * factor;
        }

        return product;
    }
}
